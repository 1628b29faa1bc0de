"""What dates that leave something open count from: the year that a notice speaks of, and its day of issue."""

from dataclasses import dataclass, field
from datetime import date

from anyue.core.workdays import Workdays

# A month this far before that of the issue is meant of the year after: “1月10日前”, issued in December.
_ROLLS_OVER = 6


@dataclass(frozen=True, slots=True)
class Anchor:
    """The year of dates that name none (None where the notice has none), and the day of issue where known.

    `doubt` is a sentence that says why the year is unsure; `workdays` the table that working days are counted
    by, None for the published one.
    """

    year: int | None = None
    day: date | None = None
    doubt: str | None = None
    workdays: Workdays | None = field(default=None, compare=False)

    def year_of(self, month: int | None) -> tuple[int | None, str | None]:
        """The year of a month written without one, and the doubt about it."""
        if self.day and self.year == self.day.year and month and self.day.month - month >= _ROLLS_OVER:
            return self.year + 1, f"没有写年份，通知{self.day.month}月印发，理解为次年即{self.year + 1}年"
        return self.year, self.doubt
