"""The sign-in form."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """Account and password; the message never tells which of the two is wrong."""

    error_messages = {  # noqa: RUF012  Django's own shape.
        "invalid_login": "账号或密码不正确，请核对后重新输入。连续输错 5 次，账号将锁定 15 分钟。",
        "inactive": "账号已停用，请联系本单位的管理员。",
    }
    username = forms.CharField(
        label="账号", max_length=40, widget=forms.TextInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
