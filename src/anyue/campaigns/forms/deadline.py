"""Input of a deadline: when it falls due in any of the forms a notice knows, and what falls due with it."""

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, cast

from django import forms

from anyue.campaigns.forms.items import ItemForm, names_in
from anyue.core.due import Due, How, due_text, parse_due
from anyue.core.notice.plan import Deadline
from anyue.core.schedule import recurrence_of
from anyue.web.fields import DayField

MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
"""A month of this century, as a month's input sends it."""


def _month(label: str) -> forms.RegexField:
    return forms.RegexField(
        MONTH,
        label=label,
        required=False,
        widget=forms.TextInput({"type": "month"}),
        error_messages={"invalid": "月份请按 2026-06 的样式填写。"},
    )


class DeadlineForm(ItemForm):
    """One deadline of the plan, and what falls due with it."""

    section = "deadlines"

    ANY_TIME = "any"
    HOW = (
        (How.ONCE.value, "一次"),
        (How.WEEKLY.value, "每周"),
        (How.MONTHLY.value, "每月"),
        (How.DAILY.value, "每日"),
        (ANY_TIME, "随时（没有固定时限）"),
    )
    WEEKDAYS = tuple((str(at), f"周{name}") for at, name in enumerate("一二三四五六日"))
    KINDS = (("submit", "报送"), ("complete", "完成，不需报送"))

    what = forms.CharField(label="报送内容", max_length=200)
    kind = forms.ChoiceField(label="性质", choices=KINDS, required=False)
    how = forms.ChoiceField(label="报送方式", choices=HOW, widget=forms.RadioSelect)
    on = DayField(label="日期（一次）", required=False)
    weekday = forms.MultipleChoiceField(
        label="星期（每周）", choices=WEEKDAYS, required=False, widget=forms.CheckboxSelectMultiple
    )
    month_day = forms.IntegerField(
        label="日（每月）", required=False, min_value=-1, max_value=31, help_text="每月最后一天填 -1"
    )
    first_month = _month("起始月份（每周、每月、每日）")
    last_month = _month("截止月份（每周、每月、每日）")
    at = forms.TimeField(
        label="钟点",
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text="不填即当天 24 点前",
    )
    to = forms.CharField(label="报送至", max_length=200, required=False)
    forms_due = forms.MultipleChoiceField(
        label="届时报送的表格", required=False, widget=forms.CheckboxSelectMultiple
    )
    documents = forms.CharField(
        label="届时报送的文字材料", max_length=300, required=False, help_text="几份之间用顿号隔开"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("how", How.ONCE.value)
        cast("forms.MultipleChoiceField", self.fields["forms_due"]).choices = [
            (str(item.index), f"{item.value.number} {item.value.title}".strip())
            for item in self.reviewed.live("forms")
        ]

    def initial_of(self, value: Deadline) -> dict[str, object]:
        """The deadline as it stands."""
        initial: dict[str, object] = {
            "what": value.what,
            "kind": value.kind,
            "how": self.ANY_TIME,
            "to": value.to,
            "forms_due": [str(index) for index in value.forms],
            "documents": "、".join(value.documents),
        }
        due = self._old_due(value)
        if due is None:
            return initial
        return {
            **initial,
            "how": due.how.value,
            "on": due.first,
            "at": due.at,
            "weekday": [str(day) for day in due.weekdays],
            "month_day": due.day or None,
            "first_month": f"{due.first:%Y-%m}",
            "last_month": f"{due.last:%Y-%m}",
        }

    @staticmethod
    def _old_due(value: Deadline) -> Due | None:
        try:
            return parse_due(value.due or "")
        except ValueError:
            return None

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
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, message)
        if self.errors or how == self.ANY_TIME:
            return {**cleaned, "due": None}
        first_month = str(cleaned["first_month"] or f"{cleaned['on']:%Y-%m}")
        last_month = str(cleaned["last_month"] or first_month)
        if how != How.ONCE and last_month < first_month:
            self.add_error("last_month", "截止月份早于起始月份，请核对。")
            return cleaned
        due = Due(
            how=How(how),
            first=cleaned["on"] if how == How.ONCE else date.fromisoformat(first_month + "-01"),
            last=date.fromisoformat(last_month + "-01"),
            at=cleaned["at"],
            weekdays=tuple(sorted(int(day) for day in cleaned["weekday"])) if how == How.WEEKLY else (),
            day=int(cleaned["month_day"] or 0),
        )
        try:
            parse_due(due_text(due))
        except ValueError:
            self.add_error("last_month", "起始月份到截止月份最多 10 年，请核对。")
            return cleaned
        return {**cleaned, "due": due_text(due)}

    def value(self) -> Deadline:
        """The deadline that was typed; a time that was left as it was keeps its own rule."""
        cleaned = self.cleaned_data
        old = self.old or Deadline("", "补充", None)
        due = cleaned["due"]
        before = self._old_due(old)
        is_kept = due == old.due or (due and before is not None and parse_due(due) == before)
        if due is None and before is None:
            is_kept = True
        return replace(
            old,
            what=cleaned["what"],
            kind=cleaned["kind"] or old.kind,
            due=old.due if is_kept else due,
            recurrence=old.recurrence if is_kept else recurrence_of(due),
            to=cleaned["to"] or None,
            forms=tuple(int(index) for index in cleaned["forms_due"]),
            documents=names_in(cleaned["documents"]),
            doubt=None,
        )
