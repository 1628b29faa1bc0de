"""Times counted from an event that a campaign knows: “收到通知之日起5个工作日内”, “活动结束后10日内”.

The day of the event itself is not counted (民法典 art. 201).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from anyue.core.notice.numerals import COUNT, number
from anyue.core.workdays import Workdays


class Event(StrEnum):
    """What a time is counted from."""

    RECEIPT = "receipt"
    ISSUE = "issue"
    END = "end"


_SINCE = rf"(?:之?日?起|之?后|以后)的?[ ]?(?P<count>{COUNT})个?(?P<unit>工作日|日|天|周)(?:之?内|以内|前)?"
_EVENTS = (
    (Event.RECEIPT, re.compile(rf"(?:收到|接到|接)(?:本|此|该)?(?:通知|文件|方案|件)?{_SINCE}")),
    (Event.ISSUE, re.compile(rf"(?:(?:通知|文件|方案)?(?:印发|下发|发布)|(?:通知|文件|方案)){_SINCE}")),
    (
        Event.END,
        re.compile(
            rf"(?:活动|行动|整治|安全生产月|安全月|本月活动)[”》]?(?:全部|正式)?(?:结束|完成){_SINCE}"
        ),
    ),
)
_MOST = 366


@dataclass(frozen=True, slots=True)
class Relative:
    """A number of days, or of working days, after an event."""

    event: Event
    count: int
    is_working: bool

    def due_on(self, since: date, workdays: Workdays) -> date | None:
        """The last day on which it is in time; None where the count is too long to be meant."""
        return workdays.after(since, self.count) if self.is_working else since + timedelta(days=self.count)

    @property
    def text(self) -> str:
        """The short form, as "receipt+5w" or "end+10d"."""
        return f"{self.event}+{self.count}{'w' if self.is_working else 'd'}"

    @classmethod
    def of(cls, text: str) -> "Relative":
        """The value of a short form; ValueError for anything else."""
        event, _, rest = text.partition("+")
        return cls(Event(event), int(rest[:-1]), rest.endswith("w"))


def relative_of(phrase: str) -> Relative | None:
    """What the words of a deadline count from; None where they name no such event, or days beyond a year."""
    for event, pattern in _EVENTS:
        if found := pattern.search(phrase):
            count = number(found["count"].replace("两", "二")) * (7 if found["unit"] == "周" else 1)
            return Relative(event, count, found["unit"] == "工作日") if 0 < count <= _MOST else None
    return None
