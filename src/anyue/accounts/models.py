"""The person who signs in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Finds a person by account; accounts are made by `accounts.actions.create_account`."""


class User(AbstractBaseUser):
    """A person: `account` is what they sign in with, `name` what pages call them."""

    account = models.CharField("账号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    is_active = models.BooleanField("启用", default=True)

    USERNAME_FIELD = "account"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.name


class SessionManager(BaseSessionManager["Session"]):
    """Finds a session together with its person."""

    def get_queryset(self) -> models.QuerySet["Session"]:
        """Sessions with their person in the same query."""
        return super().get_queryset().select_related("user")


class Session(AbstractBaseSession):
    """A visit of one browser; `user` is who has signed in there."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")

    objects: ClassVar[SessionManager] = SessionManager()

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "会话"
        abstract = False
