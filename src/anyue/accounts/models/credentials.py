"""What proves who somebody is: the passwords of before, the second factor and its recovery codes."""

from typing import ClassVar

from django.db import models

from anyue.accounts.models.people import User


class FormerPassword(models.Model):
    """The digest of a password that a person has or had, so that it is not chosen again soon."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_passwords")
    digest = models.CharField("摘要", max_length=128)

    class Meta:
        verbose_name = "用过的密码"
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.user_id}"


class SecondFactor(models.Model):
    """The secret that a person's phone makes codes from (TOTP, RFC 6238), encrypted.

    It counts once a code of it was given (`confirmed_at`). `last_step` is the span of 30 seconds of the last
    code that was accepted: neither that code nor an earlier one is accepted again.
    """

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="second_factor"
    )
    sealed = models.CharField("密钥密文", max_length=200)
    last_step = models.BigIntegerField("最近一次动态口令", default=-1)
    confirmed_at = models.DateTimeField("启用时间", null=True)

    class Meta:
        verbose_name = "动态口令"

    def __str__(self) -> str:
        return f"{self.user_id}"


class RecoveryCode(models.Model):
    """A code that stands in once for the second factor; only its keyed digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField("摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = "恢复码"

    def __str__(self) -> str:
        return f"{self.user_id}"
