"""Times of day on notices: “12：00”, “下午5点半”, “17时30分”, “24时”; 下班前 names none."""

import re

from anyue.core.notice.numerals import number

CLOCK = (
    r"(?:[（(][^（）()\n]{1,8}[）)])?(?:(?P<half>上午|下午|中午|傍晚|晚上?|早上?|凌晨) ?)?"
    r"(?:(?P<hour>\d{1,2}|十?[一二两三四五六七八九十](?=[时点])) ?(?:[:：] ?(?P<minute>\d{2})"
    r"|[时点](?:(?P<minute2>\d{1,2})分?|(?P<half_past>半)|整|钟)?)|(?P<noon>中午)|(?:上午|下午)?下班)?"
)
_AFTERNOON = {"下午", "傍晚", "晚", "晚上"}


def clock_time(found: re.Match[str] | None) -> str | None:
    """HH:MM of a match that holds `CLOCK`, None where it names no time; 24时 is 23:59."""
    if not found:
        return None
    if not found["hour"]:
        return "12:00" if found["noon"] or found["half"] == "中午" else None
    hour = number(found["hour"])
    minute = int(found["minute"] or found["minute2"] or (30 if found["half_past"] else 0))
    if found["half"] in _AFTERNOON and hour < 12:
        hour += 12
    if hour == 24 and minute == 0:
        return "23:59"
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
