"""What people say of a notice beside the campaign of its superior (上级要求对照)."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from anyue.campaigns.models.campaigns import Campaign
from anyue.campaigns.models.notices import Notice
from anyue.core.coverage import Said, Word
from anyue.core.coverage.items import Counterpart


class CoverageWord(models.Model):
    """A person's last word on one thing that the superior asks; it goes before what the program finds.

    `key` is that of the core's item; `counterpart` what it was matched with by hand, as [key, title, start,
    end] of the local plan then, None for no match by hand.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="coverage_words")
    against = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    key = models.CharField("对照项", max_length=40)
    word = models.CharField("核对结果", max_length=12, choices=[(one.value, one.value) for one in Word])
    counterpart = models.JSONField("对应项", null=True)
    said_at = models.DateTimeField("核对时间")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "对照核对"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notice", "against", "key"], name="coverage_word_once"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.against_id} {self.key}"

    def said(self) -> Said:
        """The word as a value of the core."""
        found = None
        if self.counterpart:
            key, title, start, end = self.counterpart
            found = Counterpart(key, title, None if start is None else (start, end))
        return Said(self.key, Word(self.word), found)
