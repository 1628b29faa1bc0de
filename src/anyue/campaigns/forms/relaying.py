"""Input of a relay: to whom, by when they report, what is added in words and in activities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone

from anyue.campaigns.forms.recipients import RecipientsForm
from anyue.campaigns.models import Occurrence
from anyue.core.relay import LONGEST_ADDED, MOST_ADDED, added_activities, later_than
from anyue.core.times import Times
from anyue.web.fields import FIRST_YEAR, LAST_YEAR

MOST_TIMES = 60
"""The most times that one page offers; what comes after them goes down as it came."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One occurrence with the unit's own times, the time it would ask for, and the field for that."""

    occurrence: Occurrence
    times: Times
    proposed: datetime

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"time_{self.occurrence.pk}"


def _time_field(asked: Asked) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=f"下级的时限：{asked.occurrence.title}",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        initial=timezone.localtime(asked.proposed),
        error_messages={"invalid": "这个时间不存在，请按 2026-06-03 12:00 的样式填写。"},
    )


class RelayForm(RecipientsForm):
    """To whom a unit relays a campaign, by when it wants each report, and what it adds."""

    instructions = forms.CharField(
        label="补充要求", required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )
    added = forms.CharField(
        label="补充活动项目",
        required=False,
        max_length=MOST_ADDED * (LONGEST_ADDED + 2),
        widget=forms.Textarea({"rows": 3}),
        help_text="每行一项，列入下级的任务分工。上级布置的活动项目照常执行。",
    )
    keep_later = forms.BooleanField(label="按较晚的时限转发", required=False)

    def __init__(self, *args: Any, asked: Sequence[Asked], needs_units: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who has somebody below already may ask them alone for more.
        self.fields["units"].required = needs_units
        self.asked = asked[:MOST_TIMES]
        for one in self.asked:
            self.fields[one.name] = _time_field(one)

    def rows(self) -> Iterator[tuple[Asked, BoundField]]:
        """The times in order, each with its field."""
        return ((one, self[one.name]) for one in self.asked)

    def clean(self) -> dict[str, Any]:
        """Hold each time against the unit's own: a later one has to be meant."""
        cleaned = super().clean() or {}
        for one in self.asked:
            moment = cleaned.get(one.name)
            if moment and not FIRST_YEAR <= moment.year <= LAST_YEAR:
                self.add_error(one.name, "请核对年份。")
        due = {one.name: one.times.due for one in self.asked}
        for name in [] if cleaned.get("keep_later") else later_than(self._times(cleaned), due):
            self.add_error(name, "晚于上级的时限。请改早；确需如此的，勾选下面的“按较晚的时限转发”。")
        return cleaned

    def _times(self, cleaned: dict[str, Any]) -> dict[str, datetime]:
        return {one.name: cleaned[one.name] for one in self.asked if cleaned.get(one.name)}

    def times(self) -> dict[int, datetime]:
        """The times that were filled in, by occurrence."""
        given = self._times(self.cleaned_data)
        return {one.occurrence.pk: given[one.name] for one in self.asked if one.name in given}

    def is_late(self) -> bool:
        """Whether a time after the superior's stands in the form, so that the page asks if it is meant."""
        return self.is_bound and (
            "keep_later" in self.data or any(self.errors.get(one.name) for one in self.asked)
        )

    def added_lines(self) -> list[str]:
        """The activities that were added."""
        return added_activities(self.cleaned_data["added"])
