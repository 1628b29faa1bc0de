"""日期不在本期: a number counts records of days that the report is not about."""

from collections.abc import Iterator

from anyue.core.checks.case import Case, Hint, name_of
from anyue.core.errors import OUTSIDE_PERIOD


def check(case: Case) -> Iterator[Hint]:
    """One hint for each indicator with such records; a report on an earlier week's late record has some."""
    if case.period is None:
        return
    first, last = case.period
    for indicator in case.form.indicators:
        outside = sorted({day for day in case.days.get(indicator.code, ()) if not first <= day <= last})
        if outside:
            named = "、".join(f"{day.month}月{day.day}日" for day in outside[:3])
            places = {
                "blank": name_of(case.form, indicator),
                "days": named if len(outside) <= 3 else f"{named}等",
            }
            yield Hint(OUTSIDE_PERIOD, (indicator.code,), places)
