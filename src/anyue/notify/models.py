"""The messages."""

from typing import ClassVar, Self

from django.db import models

from anyue.accounts.models import User
from anyue.orgs.models import Membership, Unit


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, newest first."""

    def visible_to(self, user: User) -> Self:
        """The messages to a person's units."""
        if not user.is_active:
            return self.none()
        return self.filter(unit__in=Membership.objects.of(user).values("unit"))


class Message(models.Model):
    """One message to one unit; `url` is a path of this program."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="messages")
    text = models.CharField("内容", max_length=300)
    url = models.CharField("链接", max_length=200)
    posted_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读时间", null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "消息"
        ordering: ClassVar[list[str]] = ["-posted_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "read_at"], name="message_unread")
        ]

    def __str__(self) -> str:
        return self.text
