"""From the words of a row to the values of a unit."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from anyue.core.errors import Problem
from anyue.core.errors import units as faults
from anyue.core.units.columns import LONGEST, Column
from anyue.core.units.credit_code import is_credit_code
from anyue.core.units.problems import Problems
from anyue.core.units.reading import UnitSheet
from anyue.core.units.region_code import is_region_code

Detail = str | int | date | None
_MOST_DIGITS = 9
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the sheet. `kind` is a code of the caller's; `parent` and `successor` are as written.

    `details` holds the other fields by name, of the columns that the sheet has.
    """

    row: int
    code: str
    name: str
    kind: str
    parent: str
    successor: str
    details: Mapping[str, Detail]


DETAILS: dict[str, Column] = {
    "position": Column.POSITION,
    "region_code": Column.REGION,
    "sector": Column.SECTOR,
    "credit_code": Column.CREDIT,
    "population": Column.POPULATION,
    "opened_on": Column.OPENED,
    "closed_on": Column.CLOSED,
}


def read_entries(sheet: UnitSheet, kinds: Mapping[str, str], problems: Problems) -> Iterator[Entry]:
    """The rows as entries; a row with an error is given all the same, so that all errors are told at once.

    `kinds` are the kinds of unit: code by label, such as 乡镇（街道）; 乡镇 or 街道 alone are taken as well.
    """
    known = {_plain(word): code for label, code in kinds.items() for word in (label, *_parts(label))}
    columns = list(sheet.letters)
    for row, words in sheet.rows:
        yield _Row(row, dict(zip(columns, words, strict=True)), sheet.letters, problems).entry(known, kinds)


def _plain(words: str) -> str:
    if words.isascii() and words.isalnum():
        return words.upper()
    return "".join(unicodedata.normalize("NFKC", words).split()).upper()


def _parts(label: str) -> list[str]:
    return [part for part in re.split("[（）]", label) if part]


class _Row:
    """One row while it is read."""

    def __init__(
        self, row: int, words: Mapping[Column, str], letters: Mapping[Column, str], problems: Problems
    ) -> None:
        self._row, self._words, self._letters, self._problems = row, words, letters, problems

    def entry(self, known: Mapping[str, str], labels: Mapping[str, str]) -> Entry:
        name = self._text(Column.NAME, self._words[Column.NAME])
        if not name:
            self._wrong(faults.NAME_MISSING, Column.NAME)
        kind = known.get(_plain(self._words[Column.KIND]), "")
        if not kind:
            given = self._words[Column.KIND]
            self._wrong(faults.UNIT_KIND_UNKNOWN, Column.KIND, given=given, kinds="、".join(labels))
        details = {field: self._detail(column) for field, column in DETAILS.items() if column in self._words}
        opened, closed = details.get("opened_on"), details.get("closed_on")
        if isinstance(opened, date) and isinstance(closed, date) and closed < opened:
            self._wrong(faults.UNIT_DATES_CROSS, Column.CLOSED, unit=name)
        successor = self._words.get(Column.SUCCESSOR, "")
        if successor and not closed:
            self._wrong(faults.SUCCESSOR_WITHOUT_DAY, Column.SUCCESSOR)
        return Entry(
            row=self._row,
            code=self._text(Column.CODE, _code(self._words.get(Column.CODE, ""))),
            name=name,
            kind=kind,
            parent=self._words.get(Column.PARENT, ""),
            successor=successor,
            details=details,
        )

    def _wrong(self, problem: Problem, column: Column, **places: object) -> None:
        self._problems.wrong(problem, self._row, self._letters[column], **places)

    def _text(self, column: Column, words: str) -> str:
        limit = LONGEST[column]
        if len(words) > limit:
            self._wrong(faults.CELL_TOO_LONG, column, length=len(words), limit=limit)
        return words[:limit]

    def _detail(self, column: Column) -> Detail:
        words = self._words[column]
        if not words:
            return "" if column in _TEXTS else None
        if column is Column.SECTOR:
            return self._text(column, words)
        words = _plain(words)
        if column is Column.CREDIT:
            if not is_credit_code(words):
                self._problems.odd(
                    faults.CREDIT_CODE_WRONG, self._row, self._letters[column], given=words[:30]
                )
            return self._text(column, words)
        if column is Column.REGION:
            if is_region_code(words):
                return words
            self._wrong(faults.REGION_CODE_WRONG, column, given=words[:30])
            return ""
        return self._day(column, words) if column in _DAYS else self._number(column, words)

    def _number(self, column: Column, words: str) -> int | None:
        digits = words.replace(",", "")
        if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS:
            return int(digits)
        self._wrong(faults.CELL_NOT_WHOLE, column, given=words[:30], limit=_MOST_DIGITS)
        return None

    def _day(self, column: Column, words: str) -> date | None:
        found = _DAY.fullmatch(words)
        try:
            day = date(*(int(part) for part in found.groups() if part)) if found else None
        except ValueError:
            day = None
        if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self._wrong(faults.CELL_NOT_A_DAY, column, given=words[:30])
            return None
        return day


_TEXTS = frozenset({Column.SECTOR, Column.CREDIT, Column.REGION})
_DAYS = frozenset({Column.OPENED, Column.CLOSED})


def _code(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip()
