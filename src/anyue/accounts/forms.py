"""Input of signing in and of setting a password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password

from anyue.accounts.models import User
from anyue.accounts.passwords import RULES
from anyue.accounts.queries import account_named


class SignInForm(AuthenticationForm):
    """Number or account, and password; the message never tells which of the two is wrong."""

    error_messages = {  # noqa: RUF012  Django's own shape.
        "invalid_login": "手机号码、账号或密码不正确，请核对后重新输入。连续输错 5 次，账号将锁定 15 分钟。",
        "inactive": "账号已停用，请联系本单位的管理员。",
    }
    username = forms.CharField(
        label="手机号码或账号", max_length=40, widget=forms.TextInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Sign in as the account that was meant, under which wrong passwords are counted."""
        if typed := self.cleaned_data.get("username"):
            self.cleaned_data["username"] = account_named(typed)
        return super().clean()


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label="新密码",
        strip=False,
        max_length=200,
        help_text=RULES,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一次",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """The password, if it keeps the rules."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse two that differ."""
        given = self.cleaned_data
        if "password" in given and given.get("again", given["password"]) != given["password"]:
            self.add_error("again", "两次输入的密码不一样，请重新输入。")
        return given
