"""The office's blank form as a `Template`: what the reader found in it, tied to the cells of the file."""

from collections.abc import Iterator

from anyue.core.collect.layout import head_of, rows_of, with_sums, with_totals
from anyue.core.collect.places import Grids
from anyue.core.errors import BLANK_WITHOUT_BLANKS, BLANK_WITHOUT_FIELDS, AnyueError
from anyue.core.forms.form import Form, FormKind
from anyue.core.forms.office.archive import Archive, DamagedError
from anyue.core.forms.office.excel import read_excel
from anyue.core.forms.office.grid import LINE, Sheet
from anyue.core.forms.office.word import read_word
from anyue.core.forms.returned.template import Spot, Template
from anyue.core.notice.attachments import read_forms_alone
from anyue.core.notice.mend import Draft
from anyue.core.notice.open import Opened, open_document

_LISTS = frozenset({FormKind.REGISTER, FormKind.CARD})


def read_blank(data: bytes, name: str) -> Template:
    """The first table with blanks of a .docx or .xlsx file.

    Raises AnyueError where the file can't be opened or has no such table.
    """
    opened = open_document(data, name)
    draft, forms = read_forms_alone(opened.text, opened.tables)
    form = next((form for form in forms if form.indicators), None)
    if form is None:
        raise AnyueError(BLANK_WITHOUT_BLANKS, name=name)
    return _template(form, draft, opened, data)


def read_blank_register(data: bytes, name: str) -> Form:
    """The first register or card of a file; AnyueError where it can't be opened or has none."""
    opened = open_document(data, name)
    _, forms = read_forms_alone(opened.text, opened.tables)
    form = next((form for form in forms if form.kind in _LISTS and form.fields), None)
    if form is None:
        raise AnyueError(BLANK_WITHOUT_FIELDS, name=name)
    return form


def _template(form: Form, draft: Draft, opened: Opened, data: bytes) -> Template:
    """The template of a form that was read from this file; AnyueError where its blanks can't be found."""
    number, sheet = _sheet(form, data, opened.name)
    spots = tuple(_spots(form, draft, opened, sheet))
    if len(spots) != len(form.indicators):
        raise AnyueError(BLANK_WITHOUT_BLANKS, name=opened.name)
    spots, indicators = with_totals(sheet, spots, form.indicators)
    in_lines = all(spot.column == LINE for spot in spots)
    rows = rows_of(sheet, spots, in_lines=in_lines)
    return Template(
        title=form.title,
        indicators=indicators,
        rows=with_sums(rows, indicators),
        head=head_of(sheet, spots),
        in_lines=in_lines,
        spots=spots,
        sheet=number,
    )


def _sheet(form: Form, data: bytes, name: str) -> tuple[int | None, Sheet]:
    try:
        archive = Archive(data)
        if "word/document.xml" in archive:
            return None, read_word(archive)
        number = form.place.table if form.place else 0
        return number, list(read_excel(archive))[number]
    except (DamagedError, IndexError) as fault:
        raise AnyueError(BLANK_WITHOUT_BLANKS, name=name) from fault


def _spots(form: Form, draft: Draft, opened: Opened, sheet: Sheet) -> Iterator[Spot]:
    """A spot for each indicator whose blank is found in the file's own grid or lines."""
    grids = Grids(opened, sheet, form)
    for index, indicator in enumerate(form.indicators):
        if indicator.cell is not None:
            place = grids.empty_cell(*indicator.cell)
            if place:
                yield Spot(index, *place, 0, len(sheet.rows[place[0]].get(place[1], "")), is_whole=True)
        elif indicator.blank is not None:
            first, last = (draft.origins[at] for at in (indicator.blank[0], indicator.blank[1] - 1))
            if found := grids.in_words(first, last + 1):
                yield Spot(index, *found)
