"""Input of notices: pasting or uploading one, correcting an item, choosing recipients."""

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundWidget

from anyue.core.due import Due, How, due_text, parse_due
from anyue.core.notice import Plan
from anyue.core.notice.plan import Activity, Deadline
from anyue.core.schedule import recurrence_of
from anyue.orgs.models import Unit
from anyue.web.fields import MOST_DIGITS, DayField

PASTED = "粘贴的通知.txt"
MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
"""A month of this century, as a month's input sends it."""


class ImportForm(forms.Form):
    """A notice as a file or as pasted text, for one of the units that the person may import for."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="发文单位", empty_label=None)
    file = forms.FileField(
        label="通知文件", required=False, allow_empty_file=True, help_text="文本文件（.txt），不超过 5 MB"
    )
    text = forms.CharField(
        label="或粘贴通知全文", required=False, widget=forms.Textarea({"rows": 12}), strip=False
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units

    def content(self) -> tuple[str, bytes]:
        """The name and bytes of what was given; a file goes before pasted text."""
        if upload := self.cleaned_data.get("file"):
            return upload.name, upload.read()
        return PASTED, self.cleaned_data["text"].encode()

    def clean(self) -> dict[str, object]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if (
            not cleaned.get("file")
            and not str(cleaned.get("text") or "").strip()
            and "file" not in self.errors
        ):
            self.add_error("text", "请选择通知文件，或把通知全文粘贴在这里。")
        return cleaned


class HeaderForm(forms.Form):
    """What stands at the head of a campaign."""

    title = forms.CharField(label="活动名称", max_length=200)
    theme = forms.CharField(label="活动主题", max_length=200, required=False)

    @staticmethod
    def initial_of(plan: Plan, _index: int) -> dict[str, object]:
        """The header as it stands in the plan."""
        return {"title": plan.title, "theme": plan.theme}

    def apply(self, plan: Plan, _index: int) -> Plan:
        """The plan with this header."""
        return replace(plan, title=self.cleaned_data["title"], theme=self.cleaned_data["theme"] or None)


class PeriodForm(forms.Form):
    """One period of the campaign."""

    name = forms.CharField(label="名称", max_length=100)
    start = DayField(label="开始日期")
    end = DayField(label="结束日期")

    @staticmethod
    def initial_of(plan: Plan, index: int) -> dict[str, object]:
        """The period as it stands in the plan."""
        period = plan.periods[index]
        return {"name": period.name, "start": period.start, "end": period.end}

    def clean(self) -> dict[str, object]:
        """Refuse an end before the start."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self.add_error("end", "结束日期早于开始日期，请核对。")
        return cleaned

    def apply(self, plan: Plan, index: int) -> Plan:
        """The plan with this period corrected."""
        period = replace(
            plan.periods[index],
            name=self.cleaned_data["name"],
            start=self.cleaned_data["start"].isoformat(),
            end=self.cleaned_data["end"].isoformat(),
        )
        return replace(plan, periods=(*plan.periods[:index], period, *plan.periods[index + 1 :]))


class ActivityForm(forms.Form):
    """One activity of the plan."""

    heading = forms.CharField(label="活动项目", max_length=600, widget=forms.Textarea({"rows": 3}))
    when = forms.CharField(label="时间", max_length=200, required=False)
    where = forms.CharField(label="地点", max_length=200, required=False)
    responsible = forms.CharField(
        label="责任单位", max_length=500, required=False, help_text="几个单位之间用顿号隔开"
    )

    @staticmethod
    def initial_of(plan: Plan, index: int) -> dict[str, object]:
        """The activity as it stands in the plan; empty for a new one."""
        if index >= len(plan.activities):
            return {}
        activity = plan.activities[index]
        return {
            "heading": activity.heading,
            "when": activity.when,
            "where": activity.where,
            "responsible": "、".join(activity.responsible),
        }

    def apply(self, plan: Plan, index: int) -> Plan:
        """The plan with this activity corrected, or added at the end."""
        is_new = index >= len(plan.activities)
        activity = Activity("", "", (), "") if is_new else plan.activities[index]
        units = [name.strip() for name in self.cleaned_data["responsible"].split("、")]
        corrected = replace(
            activity,
            heading=self.cleaned_data["heading"],
            when=self.cleaned_data["when"] or None,
            where=self.cleaned_data["where"] or None,
            responsible=tuple(name for name in units if name),
        )
        rest = plan.activities[index + 1 :]
        return replace(plan, activities=(*plan.activities[:index], corrected, *rest))


class DeadlineForm(forms.Form):
    """One deadline of the plan, and what falls due with it."""

    ANY_TIME = "any"
    HOW = (
        (How.ONCE.value, "一次"),
        (How.WEEKLY.value, "每周"),
        (How.MONTHLY.value, "每月"),
        (How.DAILY.value, "每日"),
        (ANY_TIME, "随时（没有固定时限）"),
    )
    WEEKDAYS = tuple((str(at), f"周{name}") for at, name in enumerate("一二三四五六日"))

    what = forms.CharField(label="报送内容", max_length=200)
    how = forms.ChoiceField(label="报送方式", choices=HOW, widget=forms.RadioSelect)
    on = DayField(label="日期（一次）", required=False)
    weekday = forms.ChoiceField(label="星期（每周）", choices=WEEKDAYS, required=False)
    month_day = forms.IntegerField(
        label="日（每月）", required=False, min_value=-1, max_value=31, help_text="每月最后一天填 -1"
    )
    first_month = forms.RegexField(
        MONTH,
        label="起始月份（每周、每月、每日）",
        required=False,
        widget=forms.TextInput({"type": "month"}),
        error_messages={"invalid": "月份请按 2026-06 的样式填写。"},
    )
    last_month = forms.RegexField(
        MONTH,
        label="截止月份（每周、每月、每日）",
        required=False,
        widget=forms.TextInput({"type": "month"}),
        error_messages={"invalid": "月份请按 2026-06 的样式填写。"},
    )
    at = forms.TimeField(
        label="钟点",
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text="不填即当天 24 点前",
    )
    forms_due = forms.MultipleChoiceField(
        label="届时报送的表格", required=False, widget=forms.CheckboxSelectMultiple
    )
    documents = forms.CharField(
        label="届时报送的文字材料", max_length=300, required=False, help_text="几份之间用顿号隔开"
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["forms_due"]).choices = [
            (str(i), f"{form.number} {form.title}".strip()) for i, form in enumerate(plan.forms)
        ]

    @classmethod
    def initial_of(cls, plan: Plan, index: int) -> dict[str, object]:
        """The deadline as it stands in the plan; one day, nothing else, for a new one."""
        if index >= len(plan.deadlines):
            return {"how": How.ONCE.value}
        deadline = plan.deadlines[index]
        initial: dict[str, object] = {
            "what": deadline.what,
            "how": cls.ANY_TIME,
            "forms_due": [str(i) for i in deadline.forms],
            "documents": "、".join(deadline.documents),
        }
        try:
            due = parse_due(deadline.due or "")
        except ValueError:
            return initial
        return {
            **initial,
            "how": due.how.value,
            "on": due.first,
            "at": due.at,
            "weekday": str(due.weekdays[0]) if due.weekdays else "",
            "month_day": due.day or None,
            "first_month": f"{due.first:%Y-%m}",
            "last_month": f"{due.last:%Y-%m}",
        }

    NEEDED: ClassVar[dict[str, dict[str, str]]] = {
        How.ONCE: {"on": "请填写日期。"},
        How.WEEKLY: {"weekday": "请选择星期几。", "first_month": "请填写起始月份。"},
        How.MONTHLY: {"month_day": "请填写每月几日。", "first_month": "请填写起始月份。"},
        How.DAILY: {"first_month": "请填写起始月份。"},
        ANY_TIME: {},
    }

    def clean(self) -> dict[str, object]:
        """Ask for the parts that the chosen way needs, and put them together."""
        cleaned = super().clean() or {}
        how = str(cleaned.get("how", ""))
        for name, message in self.NEEDED.get(how, {}).items():
            if cleaned.get(name) in {None, ""} and name not in self.errors:
                self.add_error(name, message)
        if self.errors or how == self.ANY_TIME:
            return {**cleaned, "due": None}
        first_month = str(cleaned["first_month"] or f"{cleaned['on']:%Y-%m}")
        last_month = str(cleaned["last_month"] or first_month)
        if how != How.ONCE and last_month < first_month:
            self.add_error("last_month", "截止月份早于起始月份，请核对。")
            return cleaned
        at = cleaned["at"]
        day = cleaned["on"] if how == How.ONCE else date.fromisoformat(first_month + "-01")
        due = Due(
            how=How(how),
            first=day,
            last=date.fromisoformat(last_month + "-01"),
            at=at,
            weekdays=(int(str(cleaned["weekday"])),) if how == How.WEEKLY else (),
            day=int(str(cleaned["month_day"] or 0)),
        )
        try:
            parse_due(due_text(due))
        except ValueError:
            self.add_error("last_month", "起始月份到截止月份最多 10 年，请核对。")
            return cleaned
        return {**cleaned, "due": due_text(due)}

    def apply(self, plan: Plan, index: int) -> Plan:
        """The plan with this deadline corrected, or added at the end."""
        is_new = index >= len(plan.deadlines)
        deadline = Deadline("", "补充", None) if is_new else plan.deadlines[index]
        due = self.cleaned_data["due"]
        names = [name.strip() for name in self.cleaned_data["documents"].split("、")]
        corrected = replace(
            deadline,
            what=self.cleaned_data["what"],
            due=due,
            recurrence=recurrence_of(due),
            forms=tuple(int(i) for i in self.cleaned_data["forms_due"]),
            documents=tuple(name for name in names if name),
        )
        rest = plan.deadlines[index + 1 :]
        return replace(plan, deadlines=(*plan.deadlines[:index], corrected, *rest))


class UnitsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Takes none while it runs.
    """Some of the units that a page offers; what can't be an id is refused before a database is asked."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401  Django's own shape.
        """Return the chosen units."""
        for pk in value or ():
            if not (str(pk).isascii() and str(pk).isdecimal() and len(str(pk)) <= MOST_DIGITS):
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": pk}
                )
        return super().clean(value)


class RecipientsForm(forms.Form):
    """The units that a notice goes to."""

    units = UnitsField(
        Unit.objects.none(),
        label="接收单位",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "还没有选择接收单位。请至少勾选一个单位。",
            "invalid_choice": "所选单位不在可以下发的范围内。请从列表中重新勾选。",
        },
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("UnitsField", self.fields["units"]).queryset = units

    def by_kind(self) -> dict[str, list[BoundWidget]]:
        """The boxes of the units under the name of their kind, kinds and units in official order."""
        boxes: dict[str, list[BoundWidget]] = {}
        for box in self["units"]:
            boxes.setdefault(box.data["value"].instance.get_kind_display(), []).append(box)
        return boxes


class RelayForm(RecipientsForm):
    """To whom a unit relays a campaign, how much earlier it wants the reports, and what it adds in words."""

    hours_earlier = forms.TypedChoiceField(
        label="要求下级提前报送",
        coerce=int,
        choices=[(0, "不提前"), (4, "提前 4 小时"), (24, "提前 1 天"), (48, "提前 2 天")],
        initial=0,
    )
    instructions = forms.CharField(
        label="补充要求", required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )


class ShiftForm(forms.Form):
    """How many whole years a past notice is moved."""

    years = forms.IntegerField(label="顺延年数", min_value=1, max_value=30)
