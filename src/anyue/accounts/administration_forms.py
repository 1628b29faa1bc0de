"""Forms: those of the administrators."""

from django import forms


class OpenAccountForm(forms.Form):
    """A new account."""

    account = forms.RegexField(
        r"^[a-zA-Z][a-zA-Z0-9._-]*\Z",
        label="账号",
        max_length=40,
        help_text="字母开头，可用字母、数字和 . _ -",
        error_messages={"invalid": "账号须以字母开头，只能用字母、数字和 . _ -。"},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(label="姓名", max_length=40, widget=forms.TextInput({"autocomplete": "off"}))
