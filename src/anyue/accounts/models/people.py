"""The person who signs in."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from anyue import clock
from anyue.accounts.choices import AdministratorKind
from anyue.core.algorithms import digest


class UserManager(BaseUserManager["User"]):
    """Finds a person by account; accounts are made by `accounts.actions.create_account`."""


class User(AbstractBaseUser):
    """A person: `account` is what they sign in with, `name` what pages call them.

    `administers` is which of the three administrators this account is, blank for everybody else: one field,
    so that no account is two of them. An administrator acts for no unit.

    `must_change_password` is set with a password that somebody else has seen. `token_series` counts how often
    all tokens of the person were ended at once; those of an earlier series open nothing.
    """

    account = models.CharField("账号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    is_active = models.BooleanField("启用", default=True)
    stopped_at = models.DateTimeField("停用时间", null=True)
    administers = models.CharField("管理职责", max_length=8, choices=AdministratorKind, blank=True)

    password_set_at = models.DateTimeField("密码设置时间", null=True)
    must_change_password = models.BooleanField("须改密码", default=False)
    token_series = models.PositiveIntegerField("令牌批次", default=0)

    USERNAME_FIELD = "account"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        """Set it, and note when; whoever hands it out marks it as one to be changed."""
        super().set_password(raw_password)
        self.password_set_at = clock.running()
        self.must_change_password = False


class SessionManager(BaseSessionManager["Session"]):
    """Finds a session together with its person."""

    def get_queryset(self) -> models.QuerySet["Session"]:
        """Sessions with their person in the same query."""
        return super().get_queryset().select_related("user")


class Session(AbstractBaseSession):
    """A visit of one browser; `user` is who has signed in there, `seen_at` exact to a minute."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    started_at = models.DateTimeField("登录时间", default=clock.running)
    seen_at = models.DateTimeField("最近使用", default=clock.running)
    browser = models.CharField("浏览器", max_length=40, blank=True)
    address = models.CharField("地址", max_length=45, blank=True)

    objects: ClassVar[SessionManager] = SessionManager()

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "会话"
        abstract = False

    def mark(self) -> str:
        """By what a page names it: the key itself would open it."""
        return digest(settings.ALGORITHMS, f"session:{self.session_key}".encode()).hex()[:24]

    def ends_at(self) -> datetime:
        """When it ends without another request."""
        idle = self.seen_at + timedelta(minutes=settings.IDLE_MINUTES)
        return min(idle, self.started_at + timedelta(seconds=settings.SESSION_COOKIE_AGE))
