"""A campaign's register or card as the units have it: what they wrote in its rows and fields, by code."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Self

from anyue.core.errors import ROWS_LEFT_OUT
from anyue.core.forms.entry import is_serial, label_column
from anyue.core.forms.form import Form, FormKind
from anyue.core.forms.office.archive import DamagedError
from anyue.core.forms.office.word_part import only_attachment
from anyue.core.forms.register_rows import MOST_ROWS
from anyue.core.forms.returned.fill_list import fill_list
from anyue.core.forms.returned.findings import Finding
from anyue.core.forms.returned.reading import Reading
from anyue.core.forms.returned.register import Entry, read_register
from anyue.core.forms.returned.template import Template
from anyue.core.forms.returned.wording import bare, folded

_WORD, _EXCEL = ".docx", ".xlsx"


@dataclass(frozen=True, slots=True)
class SentList:
    """A register or a card, its codes those of `entry_form`; its `template` has no blanks for numbers.

    `blank` is the office's own file and `suffix` its kind (docx, xlsx); None and "" where it has none.
    """

    form: Form
    codes: tuple[str | None, ...] = ()
    blank: bytes | None = None
    suffix: str = ""

    @classmethod
    def of(cls, form: Form, original: bytes | None) -> Self:
        """The form in its original file where it is given and can be filled there."""
        suffix = PurePath(form.place.file).suffix.lower() if form.place else ""
        if original is None or form.place is None or suffix not in {_WORD, _EXCEL}:
            return cls(form)
        try:
            blank = only_attachment(original, form.place.table) if suffix == _WORD else original
        except (DamagedError, IndexError):
            return cls(form)
        return cls(form, (), blank, suffix[1:])

    def fill(self, values: Mapping[str, str], heading: Mapping[str, str]) -> bytes | None:
        """The office's own file with these values by code; None where they don't all find a place there."""
        if self.blank is None or self.form.place is None:
            return None
        sheet = self.form.place.table if self.suffix == _EXCEL[1:] else None
        try:
            return fill_list(self.form, self.blank, values, heading, sheet)
        except (DamagedError, IndexError):
            return None

    @property
    def template(self) -> Template:
        """The form's name, with nothing that could be added up."""
        return Template(self.form.title, (), (), {})

    def read(self, data: bytes, name: str) -> tuple[Reading, dict[str, str]]:
        """What one file says, and its words by code; rows beyond those that a unit may add are told."""
        reading, entries = read_register(self.form, data, name)
        if self.form.kind is FormKind.CARD:
            return reading, dict(_of_card(self.form, entries))
        values, left_out = _of_register(self.form, entries)
        if left_out:
            told = Finding(ROWS_LEFT_OUT, (), {"count": left_out, "limit": MOST_ROWS})
            reading = reading._replace(findings=(*reading.findings, told))
        return reading, values


def _of_card(form: Form, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    for entry in entries[:1]:
        for number, field in enumerate(form.fields, start=1):
            if entry[field]:
                yield f"f{number}", entry[field]


def _of_register(form: Form, entries: Sequence[Entry]) -> tuple[dict[str, str], int]:
    """The words by code, and how many rows had no place."""
    label = label_column(form)
    printed = {_plain(words): f"p{row}" for row, words in enumerate(form.rows, start=1)}
    free = [f"r{row}" for row in range(MOST_ROWS, 0, -1)]
    values: dict[str, str] = {}
    left_out = 0
    for entry in entries:
        row = printed.pop(_plain(entry[form.fields[label - 1]]), "") if label else ""
        if not row and not free:
            left_out += 1
            continue
        row = row or free.pop()
        for column, field in enumerate(form.fields, start=1):
            is_printed = row.startswith("p") and column == label
            if entry[field] and not is_serial(field) and not is_printed:
                values[f"{row}c{column}"] = entry[field]
    return values, left_out


def _plain(words: str) -> str:
    return bare(folded(words))
