"""How many of the deadlines that a person noted each reader finds, and how many of its finds are none.

The rival gives times, not deadlines. It is read kindly: any expression that could mean a noted deadline
counts as finding it, and expressions that name no day or time of day (a year, a duration) are not held
against it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from anyue.core.due import Due, How, parse_due

_STAMP = "%Y-%m-%d %H:%M:%S"
_DAYS_OF_A_MONTH = 31


@dataclass(frozen=True, slots=True)
class Found:
    """Counts over several notices."""

    noted: int = 0
    found: int = 0
    spurious: int = 0

    def __add__(self, other: "Found") -> "Found":
        return Found(self.noted + other.noted, self.found + other.found, self.spurious + other.spurious)


def count_plan(facts: dict[str, Any], dues: Sequence[str | None]) -> Found:
    """What our reader found: the due forms of its plan against those noted."""
    required, allowed = _noted(facts)
    given = {_bare(due) for due in dues if due}
    return Found(len(required), len(required & given), len(given - allowed))


def count_times(facts: dict[str, Any], times: Sequence[dict[str, Any]]) -> Found:
    """What the rival found: each noted due that one of its expressions could mean."""
    required, allowed = _noted(facts)
    meant = {due for due in required if any(_means(time, parse_due(due)) for time in times)}
    dues = [parse_due(due) for due in allowed]
    spurious = [time for time in times if _names_a_day(time) and not any(_means(time, due) for due in dues)]
    return Found(len(required), len(meant), len({time["text"] for time in spurious}))


def _noted(facts: dict[str, Any]) -> tuple[set[str], set[str]]:
    """The dated deadlines that must be found, and those with the optional ones."""
    dated = [
        (item, _bare(item["due"]))
        for item in facts["deadlines"]
        if item.get("due") and not item["due"].startswith("X")
    ]
    return {due for item, due in dated if not item.get("optional")}, {due for _, due in dated}


def _bare(due: str) -> str:
    return re.sub(r"T(?:23:59|00:00)$", "", due)


def _names_a_day(time: dict[str, Any]) -> bool:
    told = time["detail"].get("time")
    if isinstance(told, dict):
        return time["type"] == "time_period" and bool(told.get("point"))
    if not isinstance(told, list):
        return False
    start, end = map(_moment, told)
    if end is None:
        return False
    return start is None or (end - start).days <= _DAYS_OF_A_MONTH or "前" in time["text"]


def _means(time: dict[str, Any], due: Due) -> bool:
    told = time["detail"].get("time")
    if isinstance(told, list):
        moments = [moment for moment in map(_moment, told) if moment]
        return due.how is How.ONCE and any(
            moment.date() == due.first and _is_at(moment, due) for moment in moments
        )
    return isinstance(told, dict) and due.how is not How.ONCE and _repeats(told, due)


def _repeats(told: dict[str, Any], due: Due) -> bool:
    """Whether a repeated expression has the rhythm, the day and the time; months it can't know."""
    delta, point = told.get("delta") or {}, told.get("point")
    rhythm = {How.DAILY: {"day": 1}, How.WEEKLY: {"day": 7}, How.MONTHLY: {"month": 1}}[due.how]
    if delta != rhythm:
        return False
    moment = _moment(point["time"][-1]) if point else None
    if moment is None:
        return due.how is How.DAILY and due.at is None
    on_day = {
        How.DAILY: True,
        How.WEEKLY: moment.weekday() in due.weekdays,
        How.MONTHLY: moment.day == due.day,
    }[due.how]
    return on_day and _is_at(moment, due)


def _is_at(moment: datetime, due: Due) -> bool:
    # “17时前” ends at 17:59:59 there; the hour is what was read.
    return due.at is None or moment.hour == due.at.hour


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP)  # noqa: DTZ007  Local times of the notice.
    except ValueError:
        return None
