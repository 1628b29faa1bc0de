"""Reads a workbook of activities: every fault with its cell, and no row where there is one."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from openpyxl.utils import get_column_letter

from anyue.core.activity import LINKS, Link
from anyue.core.errors import AnyueError, Problem
from anyue.core.errors import ledger as faults
from anyue.core.forms.office.archive import Archive, DamagedError
from anyue.core.forms.office.excel import sheet_paths, strings_of, table_of, tree_of
from anyue.core.forms.values import check_number, clean_text
from anyue.core.ledger.columns import NEEDED, Column, codes_by_heading
from anyue.core.ledger.media import media_in
from anyue.core.vocabulary import EVENTS, Kind, Term, vocabulary

MOST_ROWS = 1000
_MOST_COLUMNS = 16_384
_HEAD_WITHIN = 10
_LONGEST = {Column.TITLE: 100, Column.PLACE: 100, Column.NOTE: 500, Column.CO_HOSTS: 500}
_DAY = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+00:00(?::00)?)?")
# Excel keeps a day as the days since the end of 1899; these are those of the years that a ledger has.
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_EPOCH = date(1899, 12, 30)
_BETWEEN = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True, slots=True)
class Cells:
    """The sheet in words: headings by column (from 0), and each row's number with its words by column."""

    heads: Mapping[int, str]
    rows: Sequence[tuple[int, Mapping[int, str]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity as a row tells it; `number` is that of a record in the ledger, None for a new one.

    `co_hosts` are the names as they were written: which units they mean, the directory knows.
    """

    row: int
    number: int | None
    kind: Kind
    held_on: date
    title: str
    place: str
    measures: Mapping[str, str]
    settings: tuple[str, ...]
    groups: tuple[str, ...]
    note: str
    co_hosts: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell (“C5”), in a sentence that says what to do."""

    cell: str
    message: str


def read_cells(data: bytes, name: str) -> Cells:
    """The first sheet that has the headings of the ledger.

    Raises AnyueError LEDGER_NOT_XLSX, LEDGER_WITHOUT_HEADS, LEDGER_TOO_LONG.
    """
    try:
        archive = Archive(data)
        strings = strings_of(archive)
        for path in sheet_paths(archive):
            table = table_of(tree_of(archive, path), strings)
            rows = [(number, words) for _, number, words in table.rows]
            for at, (_, words) in enumerate(rows[:_HEAD_WITHIN]):
                heads = {column: "".join(text.split()) for column, text in words.items() if text.strip()}
                if set(NEEDED) <= set(heads.values()):
                    return _below(heads, rows[at + 1 :], name)
    except DamagedError as error:
        raise AnyueError(faults.LEDGER_NOT_XLSX, name=name) from error
    raise AnyueError(faults.LEDGER_WITHOUT_HEADS, name=name, heads="、".join(NEEDED))


def _below(heads: Mapping[int, str], rows: Sequence[tuple[int, Mapping[int, str]]], name: str) -> Cells:
    if len(rows) > MOST_ROWS:
        raise AnyueError(faults.LEDGER_TOO_LONG, name=name, limit=MOST_ROWS)
    return Cells(heads, rows)


def cells_to_json(cells: Cells) -> str:
    """The cells as text that a page may carry from the preview to the confirmation."""
    return json.dumps([sorted(cells.heads.items()), [[n, sorted(words.items())] for n, words in cells.rows]])


def cells_from_json(text: str) -> Cells:
    """The cells that a page carried; it may have been anything on its way.

    Raises AnyueError LEDGER_NOT_XLSX.
    """
    try:
        heads, rows = json.loads(text)
        cells = Cells(_row(heads), [(int(number), _row(words)) for number, words in rows[: MOST_ROWS + 1]])
    except (ValueError, TypeError, RecursionError) as error:
        raise AnyueError(faults.LEDGER_NOT_XLSX, name="预览") from error
    if len(cells.rows) > MOST_ROWS:
        raise AnyueError(faults.LEDGER_TOO_LONG, name="预览", limit=MOST_ROWS)
    if not set(NEEDED) <= set(cells.heads.values()):
        raise AnyueError(faults.LEDGER_WITHOUT_HEADS, name="预览", heads="、".join(NEEDED))
    return cells


def _row(pairs: list[tuple[int, str]]) -> dict[int, str]:
    row = {int(column): str(words) for column, words in pairs}
    if not all(0 <= column < _MOST_COLUMNS for column in row):
        raise ValueError
    return row


def fault_at_number(cells: Cells, row: int, problem: Problem, **places: object) -> Fault:
    """A fault in the cell of a row's number in the ledger."""
    return fault_at(cells, row, Column.NUMBER, problem.message.format(**places))


def fault_at(cells: Cells, row: int, column: Column, message: str) -> Fault:
    """A fault in a cell of a row, by its column."""
    found = next((at for at, head in cells.heads.items() if head == column), 0)
    return Fault(f"{get_column_letter(found + 1)}{row}", message)


def read_entries(cells: Cells, today: date) -> tuple[list[Entry], list[Fault]]:
    """The activities of the rows, and every fault in the order of the rows; a faulty row is no entry."""
    codes = codes_by_heading()
    found: list[Fault] = []
    for column, head in sorted(cells.heads.items()):
        if head not in codes and head not in list(Column):
            found.append(_fault(faults.HEAD_UNKNOWN, f"{get_column_letter(column + 1)}列", heading=head))
    at = {head: column for column, head in cells.heads.items()}
    entries = []
    for number, words in cells.rows:
        reader = _RowReader(number, words, at, codes, today)
        entry = reader.read()
        found += reader.faults
        if entry and not reader.faults:
            entries.append(entry)
    return entries, found


def _fault(problem: Problem, cell: str, **places: object) -> Fault:
    return Fault(cell, problem.message.format(**places))


class _RowReader:
    """Reads the cells of one row and gathers what is wrong with them."""

    def __init__(
        self,
        number: int,
        words: Mapping[int, str],
        at: Mapping[str, int],
        codes: Mapping[str, str],
        today: date,
    ) -> None:
        self._number, self._words, self._at, self._codes, self._today = number, words, at, codes, today
        self.faults: list[Fault] = []

    def read(self) -> Entry | None:
        """The activity of the row; None where its kind or its day is not known."""
        number, kind, held_on = self._own_number(), self._kind(), self._day()
        title, place, note = (self._text(column) for column in (Column.TITLE, Column.PLACE, Column.NOTE))
        known = vocabulary()
        settings = self._terms(Column.SETTINGS, known.settings)
        groups = self._terms(Column.GROUPS, known.groups)
        if kind is None or held_on is None:
            return None
        measures = self._measures(kind)
        return Entry(
            row=self._number,
            number=number,
            kind=kind,
            held_on=held_on,
            title=title or kind.name,
            place=place,
            measures=measures,
            settings=settings,
            groups=groups,
            note=note,
            co_hosts=self._text(Column.CO_HOSTS),
            links=self._media(),
        )

    def _of(self, head: str) -> str:
        column = self._at.get(head)
        return "" if column is None else clean_text(self._words.get(column, ""))

    def _wrong(self, problem: Problem, head: str, **places: object) -> None:
        cell = f"{get_column_letter(self._at[head] + 1)}{self._number}"
        self.faults.append(_fault(problem, cell, **places))

    def _own_number(self) -> int | None:
        text = self._of(Column.NUMBER)
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) <= 9):
            self._wrong(faults.ROW_NUMBER_UNKNOWN, Column.NUMBER, given=text[:20])
            return None
        return int(text)

    def _kind(self) -> Kind | None:
        text = self._of(Column.KIND)
        code = vocabulary().named(text)
        if code is None:
            problem = faults.ROW_KIND_UNKNOWN if text else faults.ROW_KIND_MISSING
            self._wrong(problem, Column.KIND, given=text[:20])
            return None
        return vocabulary().kind(code)

    def _day(self) -> date | None:
        text = self._of(Column.DAY)
        day = _day_of(text)
        if day is None:
            self._wrong(faults.ROW_DAY_UNREADABLE, Column.DAY, given=text[:20])
        elif day > self._today:
            self._wrong(faults.ROW_DAY_AHEAD, Column.DAY, given=day.isoformat())
        return day

    def _text(self, column: Column) -> str:
        text, limit = self._of(column), _LONGEST[column]
        if len(text) > limit:
            self._wrong(faults.ROW_TEXT_TOO_LONG, column, length=len(text), limit=limit)
        return text

    def _terms(self, column: Column, known: Sequence[Term]) -> tuple[str, ...]:
        said = [word for word in _BETWEEN.split(self._of(column)) if word]
        by_name = {"".join(word.split()): term.code for term in known for word in (*term.aliases, term.name)}
        codes = []
        for word in said:
            if word in by_name:
                codes.append(by_name[word])
            elif not any(word in term.name for term in known):
                self._wrong(faults.ROW_TERM_UNKNOWN, column, given=word[:20])
        return tuple(dict.fromkeys(codes))

    def _media(self) -> tuple[Link, ...]:
        try:
            links = media_in(self._of(Column.MEDIA))
        except AnyueError as error:
            self.faults.append(
                Fault(f"{get_column_letter(self._at[Column.MEDIA] + 1)}{self._number}", error.message)
            )
            return ()
        if len(links) > LINKS:
            self._wrong(faults.ROW_LINKS_TOO_MANY, Column.MEDIA, count=len(links), limit=LINKS)
        return links[:LINKS]

    def _measures(self, kind: Kind) -> dict[str, str]:
        own = {measure.code: measure for measure in kind.measures}
        measures: dict[str, str] = {}
        for head, code in self._codes.items():
            text = self._of(head)
            if not text:
                continue
            if code not in own:
                self._wrong(faults.ROW_NUMBER_NOT_ASKED, head, kind=kind.name, heading=head)
                continue
            try:
                measures[code] = check_number(text, label=head, unit=own[code].unit)
            except AnyueError as error:
                self.faults.append(
                    Fault(f"{get_column_letter(self._at[head] + 1)}{self._number}", error.message)
                )
        return {EVENTS: str(own[EVENTS].default or 1), **measures}


def _day_of(text: str) -> date | None:
    """The day that a cell says, as words or as Excel keeps it."""
    try:
        if _SERIAL.fullmatch(text):
            day = _EPOCH + timedelta(days=int(text[:5]))
            return day if day.year >= 2000 else None
        found = _DAY.fullmatch(text)
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
