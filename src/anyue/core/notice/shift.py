"""Move a plan by whole years, for a notice that is used again."""

import calendar
import re
from dataclasses import replace

from anyue.core.notice.plan import Deadline, Plan, Warning  # noqa: A004  The plan's own word.
from anyue.core.schedule import recurrence_of

_DATE = re.compile(r"(?<![\d:])(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?![\d:])")
_UNTIL = re.compile(r"(?<=UNTIL=)(\d{4})(\d\d)(\d\d)")


def shift_years(plan: Plan, years: int) -> Plan:
    """The plan with every date moved by whole years; the words of the notice stay as they are.

    29 February becomes 28 February where the new year has none, with the warning “leap_day_moved”.
    ValueError where a date would leave the years 1 to 9999.
    """
    if not years:
        return plan
    dates = (
        [d for p in plan.periods for d in (p.start, p.end)]
        + [d.due for d in plan.deadlines]
        + [plan.issued_on]
    )
    moved = [d for d in dates if d and "-02-29" in d and "-02-29" not in _moved(d, years)]
    warnings = tuple(
        Warning("leap_day_moved", f"{day[:10]}移到的年份没有2月29日，已改为2月28日，请核对。")
        for day in dict.fromkeys(moved)
    )
    return replace(
        plan,
        issued_on=_shifted(plan.issued_on, years),
        periods=tuple(
            replace(p, start=_shifted(p.start, years), end=_shifted(p.end, years)) for p in plan.periods
        ),
        deadlines=tuple(_deadline(d, years) for d in plan.deadlines),
        warnings=(
            *(replace(warning, message=_moved(warning.message, years)) for warning in plan.warnings),
            *warnings,
        ),
    )


def _deadline(deadline: Deadline, years: int) -> Deadline:
    due = _shifted(deadline.due, years)
    rule = deadline.recurrence
    if rule and rule == _own_rule(deadline.due):
        rule = recurrence_of(due)
    elif rule:
        rule = _UNTIL.sub(lambda m: _moved(f"{m[1]}-{m[2]}-{m[3]}", years).replace("-", ""), rule)
    return replace(deadline, due=due, recurrence=rule)


def _own_rule(due: str | None) -> str | None:
    try:
        return recurrence_of(due)
    except ValueError:
        return None


def _shifted(words: str | None, years: int) -> str | None:
    return words and _moved(words, years)


def _moved(words: str, years: int) -> str:
    return _DATE.sub(lambda found: _moved_date(found, years), words)


def _moved_date(found: re.Match[str], years: int) -> str:
    year = int(found["year"]) + years
    if not 1 <= year <= 9999:
        raise ValueError(found[0])
    month, day = found["month"], found["day"]
    if month == "02" and day == "29" and not calendar.isleap(year):
        day = "28"
    return "-".join(part for part in (f"{year:04}", month, day) if part)
