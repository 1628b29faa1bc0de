"""Input of the items of a plan that are a few plain fields."""

import re
from dataclasses import replace
from datetime import date
from typing import Any, cast

from django import forms

from anyue.campaigns.forms.items import ItemForm, lines_in, names_in
from anyue.core.notice.corrections import HEADER, Edit, edit_of
from anyue.core.notice.plan import Activity, Contact, Period, Quota, Requirement
from anyue.core.notice.splitting import heading_of
from anyue.core.vocabulary import vocabulary
from anyue.web.fields import CountField, DayField

_ALTERNATIVE = re.compile(r"(.{1,100}?)[ \t]{0,5}(\d{1,9})[ \t]{0,5}([^\d\s]{1,10})")


class HeaderForm(ItemForm):
    """What stands at the head of a notice; a field that is left as it was stays as it was read."""

    section = "header"

    title = forms.CharField(label="标题", max_length=200)
    theme = forms.CharField(label="活动主题", max_length=200, required=False)
    issuer = forms.CharField(label="发文机关", max_length=200, required=False)
    doc_number = forms.CharField(label="发文字号", max_length=60, required=False)
    issued_on = DayField(label="成文日期", required=False)
    recipients = forms.CharField(
        label="主送机关",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="几个机关之间用顿号隔开",
    )
    based_on = forms.CharField(
        label="制发依据",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="一行一份文件",
    )

    def initial_of(self, _value: Any) -> dict[str, object]:  # noqa: ANN401  One field of many.
        """The header as it stands."""
        plan = self.reviewed.plan
        day = plan.issued_on if plan.issued_on and plan.issued_on[0] != "X" else None
        return {
            **{name: getattr(plan, name) or "" for name in HEADER},
            "issued_on": day and date.fromisoformat(day[:10]),
            "recipients": "、".join(plan.recipients),
            "based_on": "\n".join(plan.based_on),
        }

    def value(self) -> dict[str, object]:
        """Each field of the header by its name."""
        cleaned = self.cleaned_data
        day = cleaned["issued_on"]
        return {
            **{name: cleaned[name] or None for name in ("title", "theme", "issuer", "doc_number")},
            "issued_on": day.isoformat() if isinstance(day, date) else None,
            "recipients": names_in(cleaned["recipients"]),
            "based_on": lines_in(cleaned["based_on"]),
        }

    def edits(self) -> list[Edit]:
        """The fields that were changed; one that the page could not show stays where it was not filled in."""
        value = self.value()
        return [
            edit_of(item, value[HEADER[item.index]])
            for item in self.reviewed.items["header"]
            if HEADER[item.index] in self.changed_data
        ]


class PeriodForm(ItemForm):
    """One period of the campaign."""

    section = "periods"

    name = forms.CharField(label="名称", max_length=100)
    start = DayField(label="开始日期")
    end = DayField(label="结束日期")

    def initial_of(self, value: Period) -> dict[str, object]:
        """The period as it stands."""
        return {"name": value.name, "start": value.start, "end": value.end}

    def clean(self) -> dict[str, object]:
        """Refuse an end before the start."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self.add_error("end", "结束日期早于开始日期，请核对。")
        return cleaned

    def value(self) -> Period:
        """The period that was typed."""
        cleaned = self.cleaned_data
        return replace(
            self.old or Period("", None, None),
            name=cleaned["name"],
            start=cleaned["start"].isoformat(),
            end=cleaned["end"].isoformat(),
            doubt=None,
        )


class ActivityForm(ItemForm):
    """One activity of the plan."""

    section = "activities"

    heading = forms.CharField(label="活动项目", max_length=600, widget=forms.Textarea({"rows": 2}))
    when = forms.CharField(label="时间", max_length=200, required=False)
    where = forms.CharField(label="地点", max_length=200, required=False)
    responsible = forms.CharField(
        label="责任单位", max_length=500, required=False, help_text="几个单位之间用顿号隔开"
    )
    kind = forms.ChoiceField(label="活动类型", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.code, kind.name) for kind in vocabulary().kinds]
        cast("forms.ChoiceField", self.fields["kind"]).choices = [("", "没有对应的类型"), *kinds]

    def initial_of(self, value: Activity) -> dict[str, object]:
        """The activity as it stands."""
        return {
            "heading": value.heading,
            "when": value.when,
            "where": value.where,
            "responsible": "、".join(value.responsible),
            "kind": value.kind or "",
        }

    def value(self) -> Activity:
        """The activity that was typed."""
        cleaned = self.cleaned_data
        return replace(
            self.old or Activity("", "", (), ""),
            heading=cleaned["heading"],
            when=cleaned["when"] or None,
            where=cleaned["where"] or None,
            responsible=names_in(cleaned["responsible"]),
            kind=cleaned["kind"] or None,
            doubt=None,
        )


class QuotaForm(ItemForm):
    """One minimum asked of units."""

    section = "quotas"

    who = forms.CharField(label="对谁的要求", max_length=200, required=False)
    what = forms.CharField(label="做什么", max_length=200)
    at_least = CountField(label="至少")
    unit = forms.CharField(label="计量单位", max_length=10)
    any_of = forms.CharField(
        label="可以代替的做法",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="一行一种，例如：观看警示教育片 2 场",
    )
    period = forms.CharField(label="期限", max_length=100, required=False)

    def initial_of(self, value: Quota) -> dict[str, object]:
        """The quota as it stands."""
        other = [f"{what} {at_least} {unit}" for what, at_least, unit in value.any_of]
        return {
            "who": value.who,
            "what": value.what,
            "at_least": value.at_least,
            "unit": value.unit,
            "any_of": "\n".join(other),
            "period": value.period,
        }

    def clean_any_of(self) -> tuple[tuple[str, int, str], ...]:
        """Return the alternatives as (what, at least, unit)."""
        found = []
        for line in lines_in(self.cleaned_data["any_of"]):
            parts = _ALTERNATIVE.fullmatch(line)
            if parts is None:
                raise forms.ValidationError(f"“{line}”里没有数量。请按“做什么 数量 单位”填写，一行一种。")
            found.append((parts[1], int(parts[2]), parts[3]))
        return tuple(found)

    def value(self) -> Quota:
        """The quota that was typed."""
        cleaned = self.cleaned_data
        return replace(
            self.old or Quota("", "", 1, ""),
            who=cleaned["who"],
            what=cleaned["what"],
            at_least=cleaned["at_least"],
            unit=cleaned["unit"],
            any_of=cleaned["any_of"],
            period=cleaned["period"] or None,
            doubt=None,
        )


class ContactForm(ItemForm):
    """Whom to ask."""

    section = "contacts"

    name = forms.CharField(label="联系人", max_length=100, required=False)
    phone = forms.CharField(label="电话", max_length=100, required=False)
    email = forms.CharField(label="邮箱", max_length=200, required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)
    postcode = forms.CharField(label="邮编", max_length=20, required=False)

    def initial_of(self, value: Contact) -> dict[str, object]:
        """The contact as it stands."""
        return {name: getattr(value, name) for name in self.base_fields}

    def clean(self) -> dict[str, object]:
        """Ask for something that one can be reached by."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error("name", "请至少填写一项。")
        return cleaned

    def value(self) -> Contact:
        """The contact that was typed."""
        parts = {name: self.cleaned_data[name] or None for name in self.base_fields}
        return replace(self.old or Contact(), doubt=None, **parts)


class RequirementForm(ItemForm):
    """One item of how it is to be done."""

    section = "requirements"

    text = forms.CharField(label="工作要求", max_length=5000, widget=forms.Textarea({"rows": 4}))

    def initial_of(self, value: Requirement) -> dict[str, object]:
        """The requirement as it stands."""
        return {"text": value.text}

    def value(self) -> Requirement:
        """The requirement that was typed; its heading is its first clause."""
        text = self.cleaned_data["text"]
        old: Requirement = self.old or Requirement("", "")
        heading = old.heading if text == old.text else heading_of(text)
        return replace(old, heading=heading, text=text, doubt=None)
