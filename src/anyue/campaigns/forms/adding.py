"""Input of what a relay asks beyond the notice: one written text, and the tables of one file."""

from datetime import date, time
from typing import Any, ClassVar, cast

from django import forms

from anyue.campaigns.adding import TABLE_KINDS, Addition, Table
from anyue.campaigns.models import Campaign
from anyue.core.due import Due, How, due_text
from anyue.core.forms.values import clean_text
from anyue.files.fields import UploadField
from anyue.web.fields import DayField


def _time_field(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text="不填即当天 24 点前",
        error_messages={"invalid": "这个钟点不存在，请按 17:00 的样式填写。"},
    )


class AdditionsForm(forms.Form):
    """A text by its name and time; a file whose tables are read first, and then get their time.

    `table_key` stands for a file that was read already (`adding.key_of`).
    """

    WEEKDAYS: ClassVar = tuple((str(at), f"周{name}") for at, name in enumerate("一二三四五六日"))

    document = forms.CharField(
        label="材料名称", required=False, max_length=100, help_text="例如：本镇工作总结"
    )
    document_on = DayField(label="报送日期", required=False)
    document_at = _time_field("钟点")
    table = UploadField(
        kinds=TABLE_KINDS,
        label="空白表文件",
        required=False,
        help_text="本单位的 Word 或 Excel 表。先读取，核对读出的表样后再转发。",
    )
    table_key = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    table_how = forms.ChoiceField(label="报送方式", required=False, widget=forms.RadioSelect)
    table_on = DayField(label="报送日期", required=False)
    table_weekday = forms.ChoiceField(label="每周", choices=WEEKDAYS, required=False)
    table_at = _time_field("钟点")

    def __init__(self, *args: Any, campaign: Campaign, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.today = today
        ways = [(How.ONCE.value, "一次")]
        if campaign.ends_on and campaign.ends_on >= today:
            ways.append((How.WEEKLY.value, f"每周，至{campaign.ends_on.month}月{campaign.ends_on.day}日"))
        cast("forms.ChoiceField", self.fields["table_how"]).choices = ways
        self.initial = {"table_how": How.ONCE.value, "table_weekday": "2", **self.initial}

    def clean_document(self) -> str:
        """Return the name without what no name has."""
        return clean_text(self.cleaned_data["document"])

    def clean(self) -> dict[str, Any]:
        """Ask for the time of what is named."""
        cleaned = super().clean() or {}
        if cleaned.get("document") and not cleaned.get("document_on"):
            self._ask("document_on", "请填写这份材料的报送日期。")
        if cleaned.get("document_on") and not cleaned.get("document"):
            self._ask("document", "请填写材料名称。")
        is_once = cleaned.get("table_how") != How.WEEKLY
        if cleaned.get("table_key") and is_once and not cleaned.get("table_on"):
            self._ask("table_on", "请填写这张表的报送日期。")
        return cleaned

    def _ask(self, name: str, words: str) -> None:
        if name not in self.errors:
            self.add_error(name, words)

    def additions(self, table: Table | None) -> list[Addition]:
        """What was filled in, with the tables of the file that was read."""
        cleaned = self.cleaned_data
        found = []
        if cleaned["document"]:
            found.append(Addition(_once(cleaned["document_on"], cleaned["document_at"]), cleaned["document"]))
        if table:
            is_weekly = cleaned["table_how"] == How.WEEKLY
            due = self._weekly() if is_weekly else _once(cleaned["table_on"], cleaned["table_at"])
            found.append(Addition(due, table=table))
        return found

    def _weekly(self) -> str:
        """Every week to the end of the campaign; what is past by now is asked of nobody."""
        weekday = int(self.cleaned_data["table_weekday"] or 0)
        last = self.campaign.ends_on or self.today
        at = self.cleaned_data["table_at"]
        first = min(self.campaign.starts_on or self.today, last)
        return due_text(Due(How.WEEKLY, first.replace(day=1), last.replace(day=1), at, (weekday,)))


def _once(day: date, at: time | None) -> str:
    return due_text(Due(How.ONCE, day, day, at))
