"""The rhythm of a rule that has no short form, in words, and the name of each of its periods."""

import re
from datetime import date

_WEEKDAYS = {"MO": "一", "TU": "二", "WE": "三", "TH": "四", "FR": "五", "SA": "六", "SU": "日"}
_QUARTERS = {"3,6,9,12": "末月", "2,5,8,11": "第二个月", "1,4,7,10": "首月"}
_HALVES = "6,12"
# A rule of the first months speaks of the quarter before.
_OF_LAST = "1,4,7,10"
_LABELS = {"WEEKLY": "第{n}周", "DAILY": "{m}月{d}日", "MONTHLY": "{m}月"}


def parts_of(rule: str) -> dict[str, str]:
    """The parts of an RFC 5545 rule by their names."""
    return dict(part.split("=", 1) for part in rule.split(";") if "=" in part)


def rule_words(rule: str) -> str:
    """每季度末月最后一日, 每月最后一个工作日, 每两周周五, with the time of day unless it is the day's end."""
    parts = parts_of(rule)
    at = (int(parts.get("BYHOUR", "23")), int(parts.get("BYMINUTE", "59")))
    clock = "" if at == (23, 59) else f" {at[0]:02}:{at[1]:02}"
    return f"{_stretch(parts)}{_day(parts)}{clock}"


def _stretch(parts: dict[str, str]) -> str:
    months = parts.get("BYMONTH", "")
    if months in _QUARTERS:
        return f"每季度{_QUARTERS[months]}"
    if months == _HALVES:
        return "每半年（6月、12月）"
    if parts.get("FREQ") == "WEEKLY":
        return "每两周" if parts.get("INTERVAL") == "2" else "每周"
    return "每日" if parts.get("FREQ") == "DAILY" else "每月"


def _day(parts: dict[str, str]) -> str:
    if days := parts.get("BYMONTHDAY"):
        return "、".join("最后一日" if day == "-1" else f"{day}日" for day in days.split(","))
    named = parts.get("BYDAY", "")
    place = re.match(r"(-?\d+)?", parts.get("BYSETPOS") or named)
    position = int(place[1]) if place and place[1] else 0
    nth = "" if not position else "最后一个" if position == -1 else f"第{position}个"
    if named == "MO,TU,WE,TH,FR":
        return f"{nth}工作日"
    return nth + "、".join(f"周{_WEEKDAYS[day[-2:]]}" for day in named.split(",") if day[-2:] in _WEEKDAYS)


def period_label(rule: str | None, number: int, day: date) -> str:
    """The name of the period that falls due on a day: 第3周, 6月, 第二季度, 上半年, 6月15日报送."""
    parts = parts_of(rule or "")
    months = parts.get("BYMONTH", "")
    if months in _QUARTERS:
        quarter = (day.month - 1) // 3 - (months == _OF_LAST)
        return f"第{'一二三四'[quarter]}季度"
    if months == _HALVES:
        return "上半年" if day.month == 6 else "下半年"
    if parts.get("INTERVAL", "1") != "1":
        return f"第{number}期"
    if "," in parts.get("BYMONTHDAY", ""):
        return f"{day.month}月{day.day}日"
    label = _LABELS.get(parts.get("FREQ", ""), "{m}月{d}日报送")
    return label.format(n=number, m=day.month, d=day.day)
