"""Who sent a table and when: the line of 填报单位 above or below it."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from anyue.core.forms.office.grid import Sheet

_UNIT = r"(?:填报|填表|报送|上报|报告|汇总|参加|所在)?(?:单位|部门|地区|乡镇|街道|企业|学校)(?:名称|全称)?"
_MARK = r"(?:[（(][^（）()\n]{1,10}[）)])?"
_OTHER = (
    r"(?:联系人|联络人|联络员|填报人|填表人|经办人|负责人|审核人|审签人|签发人|联系电话|联系方式|电话|手机|邮箱|传真"
    r"|(?:填报|填表|报送|上报|统计|制表)?(?:日期|时间)|单位负责人|分管领导|主要负责人|统计区间)"
)
_SENDER = re.compile(
    rf"(?<![\u4e00-\u9fff]){_UNIT}\s{{0,8}}{_MARK}\s{{0,4}}[：:]\s{{0,20}}(?P<unit>[^\n\t：:]{{0,60}}?)(?=\s{{2,}}|\s*{_OTHER}\s{{0,4}}{_MARK}[：:]|[\n\t]|$)"
)
_SENDER_CELL = re.compile(rf"{_UNIT}\s*{_MARK}[：:]?")
_DAY = re.compile(
    r"(?:(?P<year>20\d\d)\s{0,3}[年./-]\s{0,3})?(?P<month>\d{1,2})\s{0,3}[月./-]\s{0,3}(?P<day>\d{1,2})\s{0,3}日?"
)
_DATED = re.compile(
    r"(?:填报|填表|报送|上报|制表)?(?:日期|时间)\s{0,4}" + _MARK + r"[：:]\s{0,20}(?P<rest>[^\n]{0,30})"
)
_DATED_CELL = re.compile(r"(?:填报|填表|报送|上报|制表)?(?:日期|时间)\s*" + _MARK + "[：:]?")
_SIGNS = re.compile(r"^[\s_（(]+|[\s_）)，,。；;]+$")
_SERIAL = re.compile(r"4\d{4}")
_ZERO_DAY = date(1899, 12, 30).toordinal()
_MOST_LINES = 60
_LONGEST_LINE = 200
_LONGEST_LABEL = 60


class Heading(NamedTuple):
    """The sender as written, "" where the line is empty or missing, and the day it bears."""

    unit: str
    dated: tuple[int | None, int, int] | None


def read_heading(sheet: Sheet) -> Heading:
    """The heading of a returned table, from its lines or from cells that stand for one."""
    lines = [line for line in sheet.lines if line.strip()]
    unit, day = _first_unit(_labelled(lines[:_MOST_LINES])), _first_day(_labelled(lines))
    if unit and day:
        return Heading(unit, day)
    rows = [*sheet.rows[:_MOST_LINES], *sheet.rows[-3:]]
    # A cell of the table itself may speak of units and days, so that its line must begin with the label.
    single = _labelled(words for row in rows for words in row.values() if len(words) < _LONGEST_LINE)
    return Heading(
        unit or _first_unit(single) or _beside(rows, _SENDER_CELL),
        day or _first_day(single) or _day(_beside(rows, _DATED_CELL)),
    )


def _labelled(texts: Iterable[str]) -> list[str]:
    """Those that can hold a label with something after it."""
    return [words for words in texts if "：" in words or ":" in words]


def _first_unit(texts: Iterable[str]) -> str:
    for words in texts:
        found = _SENDER.search(words)
        if found and (name := _tidy(found["unit"])):
            return name
    return ""


def _tidy(words: str) -> str:
    """A name without blanks, underlines and brackets around it; brackets that belong to it stay."""
    name = words.strip().strip("_﹍").strip()
    while name and name[0] in "（(" and name[-1] in "）)":
        name = name[1:-1].strip()
    return re.sub(r"\s+", "", name) if not re.search(r"[A-Za-z]", name) else name


def _beside(rows: list[dict[int, str]], label: re.Pattern[str]) -> str:
    """The cell that stands after a cell with this label."""
    for row in rows:
        cells = [words for _, words in sorted(row.items())]
        for cell, after in pairwise(cells):
            if _is_label(cell, label) and len(after) <= 60 and not after.endswith(("：", ":")):
                return _tidy(after)
    return ""


@lru_cache(maxsize=1000)
def _is_label(cell: str, label: re.Pattern[str]) -> bool:
    """Whether a cell is this label; most cells are the same in all files."""
    return len(cell) < _LONGEST_LABEL and label.fullmatch("".join(cell.split())) is not None


def _first_day(texts: Iterable[str]) -> tuple[int | None, int, int] | None:
    for words in texts:
        for found in _DATED.finditer(words):
            if day := _day(found["rest"]):
                return day
    return None


def _day(words: str) -> tuple[int | None, int, int] | None:
    if found := _DAY.search(words):
        month, day = int(found["month"]), int(found["day"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return int(found["year"]) if found["year"] else None, month, day
    # A workbook keeps a day as the number of days since the end of 1899.
    if serial := _SERIAL.fullmatch(words.strip()):
        shown = date.fromordinal(_ZERO_DAY + int(serial[0]))
        return shown.year, shown.month, shown.day
    return None
