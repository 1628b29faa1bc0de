"""A form with its values as a page prints it: a statistics table in lines, other forms in rows of cells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from anyue.core.forms.cells import full_labels
from anyue.core.forms.entry import entry_form, is_serial, label_column
from anyue.core.forms.form import Form, FormKind, Group, Indicator
from anyue.core.forms.register_rows import RegisterRow, rows_of
from anyue.web.sheet import Known, SheetGroup, sheet_groups


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with the code of its indicator; "" where nothing was given."""

    code: str
    value: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of cells under `heads`; each row has a label, the text that a register has printed, or "".

    A register that holds rows of several units has their names in `units`, one a row, and no head for them.
    """

    heads: list[str]
    rows: list[tuple[str, list[Cell]]] = field(default_factory=list)
    units: list[str] = field(default_factory=list)

    @property
    def by_unit(self) -> list[tuple[str, str, list[Cell]]]:
        """(unit, label, cells) of each row; "" where the rows name no units."""
        units = self.units or [""] * len(self.rows)
        return [(unit, *row) for unit, row in zip(units, self.rows, strict=True)]


def printed_groups(form: Form, values: Mapping[str, str], notes: Mapping[str, str]) -> list[SheetGroup]:
    """The rows of a statistics table with values and notes by code."""
    return sheet_groups(form, Known(values=values, errors={}, notes=notes, returned={}))


def listing_of(form: Form, values: Mapping[str, str]) -> Listing:
    """The values of a card, a register or a document; rows that a unit may add and left empty are not shown.

    A card and a document are one row with a column a field; a register keeps its printed rows.
    """
    if form.kind is not FormKind.REGISTER:
        indicators = form.indicators
        return Listing([i.label for i in indicators], [("", _cells(indicators, values))])
    rows = rows_of(form, values)
    listing = Listing([name for name in form.fields if not is_serial(name)])
    if any(row.unit for row in rows):
        listing.units.extend(row.unit for row in rows)
    listing.rows.extend(_register_row(form, row) for row in rows)
    return listing


def _register_row(form: Form, row: RegisterRow) -> tuple[str, list[Cell]]:
    """A printed row has one blank fewer than columns: its first column is printed."""
    printed = label_column(form) if row.printed else None
    cells = [
        Cell(f"{row.code}c{at}", row.cells.get(at, ""))
        for at, name in enumerate(form.fields, start=1)
        if not is_serial(name) and at != printed
    ]
    return form.rows[row.printed - 1] if row.printed else "", cells


def _cells(indicators: Iterable[Indicator], values: Mapping[str, str]) -> list[Cell]:
    return [Cell(indicator.code, values.get(indicator.code, "")) for indicator in indicators]


@dataclass(frozen=True, slots=True)
class Change:
    """A value that differs between two versions; `is_marked` says that the reviewer had marked its blank."""

    code: str
    group: str
    label: str
    unit: str
    before: str
    after: str
    is_marked: bool


def changes_between(
    form: Form, before: Mapping[str, str], after: Mapping[str, str], marks: Sequence[str] = ()
) -> list[Change]:
    """Every value that differs, and every marked one that does not, in the order of the form."""
    whole = entry_form(form, [*before, *after])
    labels = full_labels(whole)
    return [
        Change(
            indicator.code,
            group.label,
            labels[indicator.code],
            indicator.unit or "",
            before.get(indicator.code, ""),
            after.get(indicator.code, ""),
            is_marked=indicator.code in marks,
        )
        for group in whole.groups
        for indicator in group.indicators
        if indicator.code in marks or before.get(indicator.code, "") != after.get(indicator.code, "")
    ]


def shown(form: Form, told: Sequence[Mapping[str, str]]) -> Iterator[tuple[Group, list[Indicator]]]:
    """The groups of a form with their blanks, without a register's added rows that no values speak of."""
    codes = [code for values in told for code in values]
    for group in entry_form(form, codes).groups:
        if (
            form.kind is not FormKind.REGISTER
            or group.label in form.rows
            or any(values.get(i.code) for i in group.indicators for values in told)
        ):
            yield group, list(group.indicators)


def markable(form: Form, values: Mapping[str, str]) -> list[tuple[str, list[tuple[Indicator, str, str]]]]:
    """(group, [(indicator, label, value)]) of the blanks that a reviewer may mark.

    A register's rows that the unit could add and did not are left out.
    """
    labels = full_labels(entry_form(form, values))
    return [
        (group.label, [(i, labels[i.code], values.get(i.code, "")) for i in indicators])
        for group, indicators in shown(form, [values])
    ]
