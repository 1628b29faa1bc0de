"""The form of the auditor's search."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.timezone import make_aware

from anyue.accounts.queries import account_id
from anyue.audit.choices import Result
from anyue.audit.queries import Search
from anyue.audit.words import ACTIONS
from anyue.web.fields import DayField

_ANY = [("", "不限")]


class TrailForm(forms.Form):
    """What to look for; an empty field means anything."""

    since = DayField(label="从", required=False)
    until = DayField(label="到", required=False)
    person = forms.CharField(label="账号", required=False, max_length=40, help_text="账号，或它的标识数字")
    unit = forms.IntegerField(label="单位标识", required=False, min_value=1, max_value=10**15)
    action = forms.ChoiceField(label="操作", required=False, choices=[*_ANY, *ACTIONS.items()])
    target = forms.RegexField(
        r"^[a-z_:-]*[0-9]*\Z",
        label="对象",
        required=False,
        max_length=60,
        help_text="例如 report:12",
        error_messages={"invalid": "对象写成 report:12 的样子。"},
    )
    result = forms.ChoiceField(label="结果", required=False, choices=[*_ANY, *Result.choices])
    address = forms.GenericIPAddressField(label="地址", required=False)

    def clean_person(self) -> int | None:
        """The id of the account that was typed."""
        typed = str(self.cleaned_data["person"]).strip()
        if not typed:
            return None
        found = account_id(typed)
        if found is None:
            raise forms.ValidationError("没有这个账号，请核对。")
        return found

    def search(self) -> Search:
        """What is looked for, of a valid form; the last day is meant to its end."""
        said: dict[str, Any] = dict(self.cleaned_data)
        since, until = said.pop("since"), said.pop("until")
        return Search(
            since=make_aware(datetime.combine(since, time.min)) if since else None,
            until=make_aware(datetime.combine(until + timedelta(days=1), time.min)) if until else None,
            **said,
        )
