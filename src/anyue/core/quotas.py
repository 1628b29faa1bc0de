"""What a campaign asks of each unit at least (数量要求), one way or another, and how far a unit is.

“每个县区至少2个一案双罚案例或至少1个行刑衔接案例” is met by either; “每周至少检查5家” begins anew every week.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from anyue.core.forms.values import format_number
from anyue.core.notice.plan import Plan, Quota
from anyue.core.vocabulary.vocabulary import Vocabulary

_PERCENT = "%"
_DAYS = re.compile(r"(\d{1,2})月(?:(\d{1,2})日)?(?:至|到|[-—~～])(\d{1,2})月(?:(\d{1,2})日)?")
_HALF, _QUARTER, _YEAR = 6, 3, 12


@dataclass(frozen=True, slots=True)
class Option:
    """At least so many of something, and where the ledger counts it (None for nowhere)."""

    what: str
    at_least: int
    unit: str
    kind: str | None = None
    measure: str | None = None

    @property
    def words(self) -> str:
        """宣讲不少于 1 场."""
        return f"{self.what}不少于 {self.at_least} {self.unit}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One quota of a campaign: of whom, in which period (as printed), and what will do, one or another.

    `activity` is the place in the plan of the activity whose words ask it; None where it stands apart.
    """

    who: str
    period: str
    options: tuple[Option, ...]
    activity: int | None = None

    @property
    def words(self) -> str:
        """每村宣讲不少于 1 场; alternatives are joined by 或."""
        return f"{self.who}{'，或'.join(option.words for option in self.options)}"

    @property
    def kinds(self) -> set[str]:
        """The kinds of records that count for it."""
        return {option.kind for option in self.options if option.kind}

    def window(self, first: date, last: date, today: date) -> tuple[date, date]:
        """The days that count on `today`, within the campaign's own from `first` to `last`."""
        start, end = self._named(first, min(max(today, first), last)) or (first, last)
        return max(start, first), min(end, last)

    def _named(self, first: date, day: date) -> tuple[date, date] | None:
        if found := _DAYS.search(self.period):
            return _spell(found, first.year)
        if "周" in self.period:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        if re.search(r"每[日天]", self.period):
            return day, day
        for word, months in (("半年", _HALF), ("季", _QUARTER), ("每月", 1)):
            if word in self.period:
                return _months(day, months)
        return None

    def to_json(self) -> dict[str, Any]:
        """The same as JSON takes it."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Asked":
        """What `to_json` wrote."""
        options = tuple(Option(**option) for option in kept["options"])
        return cls(kept["who"], kept["period"], options, kept.get("activity"))


def _spell(found: re.Match[str], year: int) -> tuple[date, date] | None:
    """The days from a month or day to another; None where they do not exist."""
    start, end = int(found[1]), int(found[3])
    try:
        last_year = year + (end < start)
        last_day = int(found[4]) if found[4] else monthrange(last_year, end)[1]
        return date(year, start, int(found[2] or 1)), date(last_year, end, last_day)
    except ValueError:
        return None


def _months(day: date, months: int) -> tuple[date, date]:
    """The month, quarter or half year around a day."""
    start = (day.month - 1) // months * months + 1
    end = start + months - 1
    return date(day.year, start, 1), date(day.year, end, monthrange(day.year, end)[1])


def asked_in(plan: Plan, known: Vocabulary) -> list[Asked]:
    """The quotas of a plan, each with where the ledger counts it; percentages are left to people."""
    return [_asked(plan, one, known) for one in plan.quotas if one.unit != _PERCENT]


def _asked(plan: Plan, quota: Quota, known: Vocabulary) -> Asked:
    place = _around(plan, quota)
    around = None if place is None else plan.activities[place]
    options = []
    for what, at_least, unit in quota.any_of or ((quota.what, quota.at_least, quota.unit),):
        source = known.source_for(what, unit, None)
        if source is None and around and around.kind and len(quota.any_of) < 2:
            source = known.source_for(known.kind(around.kind).name, unit, None)
        kind, measure = (source.kind, source.measure) if source else (None, None)
        options.append(Option(what, at_least, unit, kind, measure))
    return Asked(quota.who, quota.period or "", tuple(options), place)


def _around(plan: Plan, quota: Quota) -> int | None:
    """The place of the activity within whose words a quota stands."""
    for place, one in enumerate(plan.activities):
        if one.span and quota.span and one.span[0] <= quota.span[0] < one.span[1]:
            return place
    return None


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a unit is with one quota: by option what the ledger has, None where it can't say."""

    asked: Asked
    have: tuple[Decimal | None, ...]

    @property
    def is_met(self) -> bool:
        """Whether one way is done."""
        return any(
            have is not None and have >= option.at_least
            for option, have in zip(self.asked.options, self.have, strict=True)
        )

    @property
    def is_counted(self) -> bool:
        """Whether the ledger can say anything of it."""
        return any(have is not None for have in self.have)

    @property
    def words(self) -> str:
        """1/2 个; with alternatives each by its name."""
        several = len(self.have) > 1
        return "，或".join(
            f"{option.what if several else ''} {'—' if have is None else format_number(have)}"
            f"/{option.at_least} {option.unit}".strip()
            for option, have in zip(self.asked.options, self.have, strict=True)
        )

    @property
    def missing(self) -> str:
        """还差 1 场, the least of any way first; "" where it is met or can't be told."""
        if self.is_met or not self.is_counted:
            return ""
        left = [
            (option.at_least - have, option)
            for option, have in zip(self.asked.options, self.have, strict=True)
            if have is not None
        ]
        several = len(self.have) > 1
        return "还差 " + "，或 ".join(
            f"{format_number(count)} {option.unit}{f'（{option.what}）' if several else ''}"
            for count, option in sorted(left, key=lambda pair: pair[0])
        )


Measures = Mapping[str, str]
Held = Callable[[str, date, date], Sequence[Measures]]
"""The measures of a unit's held records of a kind between two days."""


def reached(asked: Asked, held: Held, days: tuple[date, date]) -> Reached:
    """How far a unit is by its records; one record is one event unless it says otherwise."""
    have: list[Decimal | None] = []
    for option in asked.options:
        if option.kind is None or option.measure is None:
            have.append(None)
            continue
        records = ({"events": "1", **measures} for measures in held(option.kind, *days))
        have.append(sum((Decimal(one.get(option.measure, "0")) for one in records), Decimal()))
    return Reached(asked, tuple(have))
