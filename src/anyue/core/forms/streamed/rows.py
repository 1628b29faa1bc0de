"""The XML of the rows of a sheet."""

from collections.abc import Sequence
from functools import cache
from html import escape
from math import ceil

from anyue.core.forms.package import without_illegal
from anyue.core.forms.text_width import text_width

LINE_HEIGHT = 16
"""Points of one line of a body's face."""
_HIGHEST = 409
# What a letter takes of a column's unit of width.
_FIGURE = 1.15
_LONGEST = 32_000


def row_xml(
    number: int, values: Sequence[float | str | None], looks: Sequence[int], *, height: float = LINE_HEIGHT
) -> str:
    """One row, its cells from column A on, each with a `Look`; text stays text, whatever it begins with."""
    cells = []
    for at, value, look in zip(letters(len(values)), values, looks, strict=True):
        if value is None or value == "":
            cells.append(f'<c r="{at}{number}" s="{look}"/>')
        elif isinstance(value, str):
            cells.append(f'<c r="{at}{number}" s="{look}" t="inlineStr">{_inline(value)}</c>')
        else:
            cells.append(f'<c r="{at}{number}" s="{look}"><v>{value}</v></c>')
    return f'<row r="{number}" ht="{height}" customHeight="1">{"".join(cells)}</row>'


def _inline(words: str) -> str:
    return f'<is><t xml:space="preserve">{text_xml(words)}</t></is>'


def text_xml(words: str) -> str:
    """Words as they stand in XML, cut to what a cell may hold."""
    return escape(without_illegal(words[:_LONGEST]), quote=False)


@cache
def letters(count: int) -> tuple[str, ...]:
    """The names of the first columns: A, B, …, Z, AA."""
    return tuple(_letters(column) for column in range(1, count + 1))


def _letters(column: int) -> str:
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def height_of(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Points for the longest text; programs differ in whether they find the height by themselves."""
    lines = 1
    for text, width in zip(texts, widths, strict=True):
        # Most words fit, however wide their characters are.
        if 2 * len(text) * _FIGURE > width:
            lines = max(lines, ceil(text_width(text) * _FIGURE / width))
    return min(lines * LINE_HEIGHT, _HIGHEST)
