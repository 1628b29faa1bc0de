"""The template of a form that has no file of its own: the cells of the layout in which Anyue prints it."""

from collections.abc import Iterator

from anyue.core.collect.layout import head_of, rows_of, with_sums
from anyue.core.errors import BLANK_WITHOUT_BLANKS, AnyueError
from anyue.core.forms.form import Form
from anyue.core.forms.layout import lay_out
from anyue.core.forms.office.grid import Row, Sheet, ranked
from anyue.core.forms.returned.template import Spot, Template

# Stand for the blanks in the layout: characters that Unicode leaves to private use, so that no form has them.
_FIRST_MARK, _LAST_MARK = 0xF0000, 0xFFFFD
_EMPTY = " "


def printed_template(form: Form) -> Template:
    """The template of a statistics form in its printed layout, its indicators those of the form in order.

    Raises AnyueError where the form has no blanks, or more than the layout has places.
    """
    codes = [indicator.code for indicator in form.indicators]
    marks = {code: chr(_FIRST_MARK + at) for at, code in enumerate(codes) if _FIRST_MARK + at < _LAST_MARK}
    layout = lay_out(form, marks, {})
    spots: list[Spot] = []
    cells: list[Row] = [dict(enumerate(layout.head))] if layout.head else []
    for number, row in enumerate(layout.rows, start=len(cells)):
        column, words = 0, {}
        for cell in row:
            spots += _spots(cell.text, number, column)
            words[column] = "".join(_EMPTY if _is_mark(c) else c for c in cell.text)
            column += cell.span
        cells.append(words)
    spots.sort(key=lambda spot: spot.index)
    if not spots or [spot.index for spot in spots] != list(range(len(codes))):
        raise AnyueError(BLANK_WITHOUT_BLANKS, name=form.title)
    ranks = ranked(cells)
    sheet = Sheet((), tuple(ranks))
    return Template(
        title=form.title,
        indicators=form.indicators,
        rows=with_sums(rows_of(sheet, spots, in_lines=False), form.indicators),
        head=head_of(sheet, spots),
    )


def _is_mark(character: str) -> bool:
    return _FIRST_MARK <= ord(character) < _LAST_MARK


def _spots(words: str, row: int, column: int) -> Iterator[Spot]:
    for at, character in enumerate(words):
        if _is_mark(character):
            yield Spot(ord(character) - _FIRST_MARK, row, column, at, at + 1, is_whole=len(words) == 1)
