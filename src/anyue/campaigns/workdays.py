"""The table of working days in use: what administrators entered, over what the library knows."""

from anyue.campaigns.models import DayArrangement, YearArrangement
from anyue.core.arrangement import ArrangedDay, published_arrangement
from anyue.core.workdays import Workdays, published


def workdays_now() -> Workdays:
    """The table as a value for the core; two queries.

    Of a day that two years speak of, the later year's notice has the last word.
    """
    entered = frozenset(YearArrangement.objects.values_list("year", flat=True))
    rows = DayArrangement.objects.order_by("arrangement__year", "day").values_list("day", "is_workday")
    table = published()
    kept = {day: works for day, works in table.exceptions.items() if day.year not in entered}
    return Workdays(table.years | entered, {**kept, **dict(rows)})


def arranged_years() -> list[tuple[int, YearArrangement | None]]:
    """All years that are known, latest first, each with what was entered of it; one query."""
    entered = {row.year: row for row in YearArrangement.objects.select_related("set_by")}
    return [(year, entered.get(year)) for year in sorted({*published().years, *entered}, reverse=True)]


def arrangement_of(year: int) -> tuple[YearArrangement | None, tuple[ArrangedDay, ...]]:
    """A year's days as they stand, with the entry that they come from, None for the library; two queries."""
    row = YearArrangement.objects.filter(year=year).first()
    if row is None:
        return None, published_arrangement(year)
    return row, tuple(ArrangedDay(one.day, one.is_workday, one.name) for one in row.days.all())
