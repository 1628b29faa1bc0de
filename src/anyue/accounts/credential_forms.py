"""Forms: a new password in place of the present one, and codes."""

from django import forms

from anyue.accounts.forms import NewPasswordForm


class ChangePasswordForm(NewPasswordForm):
    """The present password, and a new one typed twice."""

    present = forms.CharField(
        label="现在的密码",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    field_order = ("present", "password", "again")


class CodeForm(forms.Form):
    """A code of the phone, or a recovery code."""

    code = forms.CharField(
        label="动态口令",
        max_length=40,
        help_text="手机上“身份验证器”里 6 位数字；手机不在身边的，填一个恢复码。",
        widget=forms.TextInput({"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )


class FirstCodeForm(forms.Form):
    """The first code of a new factor."""

    code = forms.CharField(
        label="手机上显示的 6 位数字",
        max_length=10,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
