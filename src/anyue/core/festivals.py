"""Days that people call by name: festivals of either calendar, and dates of the lunar one.

Lunar dates come from the library borax, which knows the years 1900 to 2100.
"""

from datetime import date, timedelta

# Names on notices, each with the month and day of its calendar.
_SOLAR = {
    "元旦": (1, 1),
    "妇女节": (3, 8),
    "劳动节": (5, 1),
    "五一": (5, 1),
    "青年节": (5, 4),
    "儿童节": (6, 1),
    "建党节": (7, 1),
    "建军节": (8, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "十一黄金周": (10, 1),
    "圣诞": (12, 25),
}
_LUNAR = {
    "春节": (1, 1),
    "农历新年": (1, 1),
    "元宵": (1, 15),
    "端午": (5, 5),
    "七夕": (7, 7),
    "中秋": (8, 15),
    "重阳": (9, 9),
    "腊八": (12, 8),
}
_EVE = ("除夕", "大年三十")
_SOLAR_TERM = "清明"
FESTIVALS = (*_SOLAR, *_LUNAR, *_EVE, _SOLAR_TERM)


def festival(name: str, year: int) -> date | None:
    """The day of a festival of `FESTIVALS` in a year of the common calendar; None outside the tables.

    除夕 is the last day before that year's 春节, so it falls in the same year.
    """
    if name in _SOLAR:
        return date(year, *_SOLAR[name])
    if name in _EVE:
        spring = lunar_day(1, 1, year)
        return spring - timedelta(days=1) if spring else None
    if name == _SOLAR_TERM:
        return _qingming(year)
    return lunar_day(*_LUNAR[name], year)


def lunar_day(month: int, day: int, year: int) -> date | None:
    """The day of a lunar date that falls in a year of the common calendar; None where there is none.

    The twelfth month mostly falls in the January after it, so the lunar year may be the one before.
    """
    from borax.calendars.lunardate import LunarDate  # noqa: PLC0415  Most notices never ask.

    for lunar_year in (year, year - 1):
        try:
            found: date = LunarDate(lunar_year, month, day).to_solar_date()
        except ValueError:
            continue
        if found.year == year:
            return found
    return None


def _qingming(year: int) -> date | None:
    from borax.calendars.lunardate import TermUtils  # noqa: PLC0415  The same.

    try:
        day: date = TermUtils.nth_term_day(year, 6)
    except (ValueError, IndexError):
        return None
    return day
