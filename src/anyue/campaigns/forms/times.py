"""Input of times: grace and lock of a deadline, more time for a unit, the reason of a cancellation."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings

from anyue.campaigns.models import Deadline
from anyue.core.errors import AnyueError
from anyue.core.times import check_lock
from anyue.web.fields import CountField, DayField

# Beyond a quarter, a lock is none.
_MOST_HOURS = 2000
_FAR = f"最多填 {_MOST_HOURS} 小时。不需要锁定的请留空。"


class GraceAndLockForm(forms.Form):
    """How long after its time a report is in time, and when nothing is taken any more."""

    grace_hours = CountField(
        label="宽限",
        unit="小时",
        required=False,
        max_value=_MOST_HOURS,
        help_text="时限后这段时间内报送，不算迟报。",
        error_messages={"max_value": _FAR},
    )
    lock_hours = CountField(
        label="锁定",
        unit="小时",
        required=False,
        max_value=_MOST_HOURS,
        help_text="时限后多久不再接收；留空为不锁定。锁定前报来的算迟报。",
        error_messages={"max_value": _FAR},
    )

    def clean(self) -> dict[str, Any]:
        """Hold the two against each other; an empty grace is none."""
        cleaned = super().clean() or {}
        cleaned["grace_hours"] = cleaned.get("grace_hours") or 0
        if not self.errors:
            try:
                check_lock(cleaned["grace_hours"], cleaned.get("lock_hours"))
            except AnyueError as error:
                self.add_error(error.field, error.message)
        return cleaned


class DeadlineForm(GraceAndLockForm):
    """What is set for one deadline alone: grace, lock, and whether a leader signs before it is sent in."""

    needs_sign_off = forms.BooleanField(
        label="报送前须经本单位领导审签",
        required=False,
        help_text="勾选后，各单位的领导或主要负责人在网上审签，联络员才能报送。",
    )

    def is_other_than(self, deadline: Deadline) -> bool:
        """Whether what was entered is not what the deadline has already."""
        return self.cleaned_data != {name: getattr(deadline, name) for name in self.fields}

    @classmethod
    def initial_of(cls, deadline: Deadline) -> dict[str, object]:
        """What the deadline has already."""
        return {name: getattr(deadline, name) for name in cls.base_fields}


class ReasonForm(forms.Form):
    """Why nothing is asked any more."""

    reason = forms.CharField(label="取消原因", max_length=200, help_text="各单位都会看到。")


class ExtendForm(forms.Form):
    """Until when one unit has time, and why."""

    day = DayField(label="延长至")
    at = forms.TimeField(
        label="钟点",
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text="不填即当天 24 点前",
    )
    reason = forms.CharField(label="原因", max_length=200, help_text="该单位和本单位都会看到。")

    def due_at(self) -> datetime:
        """The moment that was entered, in the office's zone."""
        day, at = self.cleaned_data["day"], self.cleaned_data["at"]
        moment = datetime.combine(day, at) if at else datetime.combine(day, datetime.max.time())
        return moment.replace(second=0, microsecond=0, tzinfo=ZoneInfo(settings.TIME_ZONE))
