"""Working days of mainland China, with the rest days and make-up days that the State Council sets each year.

A table is a value: whoever has arrangements of its own makes one. `published()` is that of the library
chinesecalendar. A year that a table doesn't know is reckoned by the week alone, and whoever reckons says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

# The longest rest is a week or so; a count that takes longer than this is a slip of the pen.
_FARTHEST = 400
_WORKING_WEEK = 5


@dataclass(frozen=True, slots=True)
class Workdays:
    """The years whose arrangement is known, and the days on which it differs from the week.

    `exceptions` says of a day whether offices work on it: False for a rest day, True for a make-up day.
    """

    years: frozenset[int] = frozenset()
    exceptions: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Whether offices work on this day; by the week alone where nothing else is known."""
        return self.exceptions.get(day, day.weekday() < _WORKING_WEEK)

    def after(self, day: date, count: int) -> date | None:
        """The working day `count` after `day` (before it where negative), not counting `day` itself.

        None where the count is too long to be meant.
        """
        step = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        for _ in range(_FARTHEST):
            if not left:
                return day
            try:
                day += step
            except OverflowError:
                return None
            left -= self.is_workday(day)
        return None

    def edge(self, days: Iterable[date], position: int) -> date | None:
        """The working day at `position` (0 the first, -1 the last) of these days; None for none."""
        working = [day for day in days if self.is_workday(day)]
        return working[position] if -len(working) <= position < len(working) else None

    def doubt(self, *days: date | None) -> str | None:
        """The sentence that says that a year of these days is reckoned by the week alone; None for none."""
        unknown = sorted({day.year for day in days if day} - self.years)
        if not unknown:
            return None
        named = "、".join(f"{year}年" for year in unknown)
        return f"{named}的放假安排还没有录入，工作日按周一至周五推算，请核对"


@lru_cache(maxsize=1)
def published() -> Workdays:
    """What the library knows: from 2004 to the last year that was arranged at its release."""
    from chinese_calendar import constants  # noqa: PLC0415  Most notices never ask.

    rests = dict.fromkeys(constants.holidays, False)
    return Workdays(
        frozenset(day.year for day in constants.holidays),
        {**rests, **dict.fromkeys(constants.workdays, True)},
    )
