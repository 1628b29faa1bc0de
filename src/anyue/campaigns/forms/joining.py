"""Input of who joins by the link of a work group."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from anyue.accounts.forms import NewPasswordForm
from anyue.core.errors import AnyueError
from anyue.core.mobile import read_mobile
from anyue.orgs.forms import UnitField
from anyue.orgs.models import Unit


class JoinForm(NewPasswordForm):
    """Unit, name, number, a password, and the code where the office has given one."""

    unit = UnitField(
        Unit.objects.none(),
        label="单位",
        empty_label="请选择",
        error_messages={
            "required": "请选择您的单位。",
            "invalid_choice": "所选单位不在这次活动的单位中，请从列表中选择。",
        },
    )
    name = forms.CharField(label="姓名", max_length=40, widget=forms.TextInput({"autocomplete": "name"}))
    mobile = forms.CharField(
        label="手机号码",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
        help_text="以后用手机号码登录。号码加密保存，页面上只显示前三位和后四位。",
    )
    code = forms.CharField(
        label="验证码",
        max_length=20,
        required=False,
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "characters"}),
        help_text="办公室给过您验证码的请填写，填对后直接进入；没有的请留空，由办公室同意后进入。",
    )
    field_order = ("unit", "name", "mobile", "code", "password", "again")

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("UnitField", self.fields["unit"]).queryset = units

    def clean_mobile(self) -> str:
        """The 11 digits."""
        try:
            return read_mobile(self.cleaned_data["mobile"])
        except AnyueError as wrong:
            raise forms.ValidationError(wrong.message, code=wrong.code) from wrong
