"""What the cells of a workbook show: shared words, stored results, dates; and whether they have a border."""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from anyue.core.notice.open.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

# Numbers of the built-in formats for dates, those of Chinese Excel among them (ISO/IEC 29500-1, 18.8.30).
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_SHARES = frozenset({"9", "10"})
_QUOTED = re.compile(r'"[^"]{0,255}"|\\.|\[[^\]]{0,255}\]')
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_TIME_LETTERS = re.compile(r"[hs]", re.IGNORECASE)
# Day 60 is 29 February 1900, which never was; nobody writes dates before it.
_FIRST_DAY, _LAST_DAY = 61, 2_958_465
_EPOCH, _MAC_EPOCH = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  A serial has no zone.


class Values:
    """The shared parts of one workbook."""

    def __init__(self, package: Package) -> None:
        """Raises AnyueError as `Package.xml`."""
        shared = package.xml("xl/sharedStrings.xml")
        self._shared = [] if shared is None else [_text(item) for item in shared.iterfind("{*}si")]
        styles = package.xml("xl/styles.xml")
        formats = {} if styles is None else _formats(styles)
        borders = [] if styles is None else [_has_edge(b) for b in styles.iterfind("{*}borders/{*}border")]
        self._formats: list[str] = []
        self._ruled: list[bool] = []
        for style in () if styles is None else styles.iterfind("{*}cellXfs/{*}xf"):
            number = style.get("numFmtId") or "0"
            is_date = number.isdigit() and int(number) in _DATES
            built_in = "yyyy" if is_date else "%" if number in _SHARES else ""
            self._formats.append(built_in or formats.get(number, ""))
            border = style.get("borderId") or "0"
            self._ruled.append(border.isdigit() and int(border) < len(borders) and borders[int(border)])
        book = package.xml("xl/workbook.xml")
        settings = None if book is None else book.find("{*}workbookPr")
        is_mac = settings is not None and settings.get("date1904") in {"1", "true"}
        self._epoch = _MAC_EPOCH if is_mac else _EPOCH

    def words(self, cell: "_Element") -> str:
        """What the cell shows."""
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return next((_text(part) for part in cell if is_called(part, "is")), "")
        stored = next((part.text for part in cell if is_called(part, "v")), None) or ""
        return self.shown(kind, stored, cell.get("s") or "0")

    def shown(self, kind: str, stored: str, style: str) -> str:
        """What a cell shows by its type, what is stored in it, and the number of its style."""
        if kind == "s":
            at = int(stored) if stored.isascii() and stored.isdigit() else -1
            return self._shared[at] if 0 <= at < len(self._shared) else ""
        if kind == "b":
            return "TRUE" if stored == "1" else "FALSE"
        return self._number(stored, style) if kind == "n" else stored

    def is_ruled(self, cell: "_Element") -> bool:
        """Whether the cell has a border on any side."""
        at = cell.get("s") or "0"
        return at.isdigit() and int(at) < len(self._ruled) and self._ruled[int(at)]

    def _number(self, stored: str, style: str) -> str:
        try:
            number = float(stored)
        except ValueError:
            return stored
        at = int(style) if style.isdigit() else len(self._formats)
        number_format = self._formats[at] if at < len(self._formats) else ""
        if _DATE_LETTERS.search(number_format) and _FIRST_DAY <= number <= _LAST_DAY:
            moment = self._epoch + timedelta(days=number)
            with_time = _TIME_LETTERS.search(number_format) and moment.time() != moment.min.time()
            day = f"{moment.year}年{moment.month}月{moment.day}日"
            return f"{day}{moment:%H:%M}" if with_time else day
        if "%" in number_format:
            return f"{number * 100:.15g}%"
        return f"{number:.15g}"


def _text(item: "_Element") -> str:
    """The words of a shared or inline string, without the reading aids of Japanese."""
    # Nearly every string is one run of words, and a sheet of units has hundreds of thousands of them.
    if len(item) == 1 and is_called(item[0], "t"):
        return item[0].text or ""
    runs = [item, *item.iterfind("{*}r")]
    return "".join(run.findtext("{*}t") or "" for run in runs)


def is_called(element: "_Element", name: str) -> bool:
    """Whether an element has a name, in whatever namespace; a comment has none."""
    tag = element.tag
    return isinstance(tag, str) and (tag == name or tag.endswith(f"}}{name}"))


def _formats(styles: "_Element") -> dict[str, str]:
    """Custom formats by number, without their quoted words and colours."""
    return {
        one.get("numFmtId") or "": _QUOTED.sub("", one.get("formatCode") or "").split(";")[0]
        for one in styles.iterfind("{*}numFmts/{*}numFmt")
    }


def _has_edge(border: "_Element") -> bool:
    return any(edge.get("style") not in {None, "none"} for edge in border)
