"""A campaign's form as the units have it: what returned files are held against, and what goes out filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath
from typing import Self

from anyue.core.collect.blank import read_blank
from anyue.core.collect.printed import printed_template
from anyue.core.errors import AnyueError
from anyue.core.forms.form import Form, ValueType
from anyue.core.forms.office.archive import DamagedError
from anyue.core.forms.office.word_part import only_attachment
from anyue.core.forms.returned.agreement import Tie, Value, ties_of
from anyue.core.forms.returned.fill import fill_form
from anyue.core.forms.returned.reading import Reading, read_returned
from anyue.core.forms.returned.template import Template

_WORD, _EXCEL = ".docx", ".xlsx"


@dataclass(frozen=True, slots=True)
class SentForm:
    """`codes[i]` is the form's code of the template's indicator i, None for the cell of a total row.

    `blank` is the office's own file and `suffix` its kind (docx, xlsx); None and "" where it has none that
    can be filled, so that the table goes out in the layout in which Anyue prints it.
    """

    template: Template
    codes: tuple[str | None, ...]
    ties: tuple[Tie, ...]
    blank: bytes | None = None
    suffix: str = ""

    @classmethod
    def of(cls, form: Form, original: bytes | None) -> Self:
        """The form in its original file if it is given and still holds the same blanks, else as printed.

        Raises AnyueError for a form without blanks for numbers.
        """
        found = cls._in(form, original) if original is not None and form.place is not None else None
        if found is not None:
            return found
        template = printed_template(form)
        return cls(template, tuple(indicator.code for indicator in template.indicators), ties_of(template))

    @classmethod
    def _in(cls, form: Form, original: bytes) -> Self | None:
        """None where the file can't be filled, or people changed the form's blanks after it was read."""
        if form.place is None:
            return None
        suffix = PurePath(form.place.file).suffix.lower()
        if suffix not in {_WORD, _EXCEL}:
            return None
        try:
            blank = only_attachment(original, form.place.table) if suffix == _WORD else original
            template = read_blank(blank, form.place.file)
        except (AnyueError, DamagedError, IndexError):
            return None
        own = [one for one in template.indicators if not one.code.startswith("total.")]
        if [_shape(one) for one in own] != [_shape(one) for one in form.indicators]:
            return None
        codes = iter(indicator.code for indicator in form.indicators)
        named = tuple(None if one.code.startswith("total.") else next(codes) for one in template.indicators)
        return cls(template, named, ties_of(template), blank, suffix[1:])

    def fill(self, values: Mapping[str, str], heading: Mapping[str, str]) -> bytes:
        """The office's own file with these canonical values by code; a total row gets the sums of its rows.

        ValueError where the form has no file of its own.
        """
        if self.blank is None:
            message = "A form without a file of its own has nothing to fill."
            raise ValueError(message)
        filled: list[Value] = [
            _value(values.get(code, ""), one.type) if code else None
            for code, one in zip(self.codes, self.template.indicators, strict=True)
        ]
        for row in self.template.rows:
            for column, summed in row.sums.items():
                numbers = [value for at in summed if isinstance(value := filled[at], int | float)]
                if numbers and column in row.gaps:
                    filled[row.gaps[column].blanks[0]] = sum(numbers)
        return fill_form(self.template, self.blank, filled, heading)

    def read(self, data: bytes, name: str) -> tuple[Reading, dict[str, str]]:
        """What one returned file says, and its values as text by code."""
        reading = read_returned(self.template, self.ties, data, name)
        return reading, self.by_code(reading.values)

    def by_code(self, values: Sequence[Value]) -> dict[str, str]:
        """What was read from a returned file, one value an indicator of the template, as text by code."""
        return {
            code: value if isinstance(value, str) else f"{Decimal(str(value)):f}"
            for code, value in zip(self.codes, values, strict=True)
            if code is not None and value is not None
        }


def _shape(indicator: object) -> tuple[object, ...]:
    return tuple(getattr(indicator, name) for name in ("code", "unit", "type", "column"))


def _value(text: str, kind: ValueType) -> Value:
    if not text:
        return None
    if kind is ValueType.TEXT:
        return " ".join(text.split())
    try:
        number = Decimal(text)
    except ArithmeticError:
        return text
    return int(number) if number == int(number) else float(number)
