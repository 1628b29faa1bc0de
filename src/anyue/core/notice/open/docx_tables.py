"""The grid of a Word table: which rows and columns each cell covers, merged cells once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyue.core.notice.open.docx_names import W, child, int_of, local, value_of
from anyue.core.notice.open.limits import TABLE_COLUMNS

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_RULE = frozenset({"", "none", "nil"})
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_CHAIN = 20


@dataclass(slots=True)
class _Cell:
    element: "_Element"
    row: int
    column: int
    rows: int
    columns: int


class Grid:
    """The cells of one `w:tbl`, row by row; rows that a tracked change deletes are counted but empty."""

    def __init__(self, table: "_Element") -> None:
        self.cells: list[_Cell] = []
        self.height = self.width = 0
        above: dict[int, _Cell] = {}
        for row in _named(table, "tr"):
            above = self._row(row, above)
            self.height += 1

    def _row(self, row: "_Element", above: dict[int, _Cell]) -> dict[int, _Cell]:
        """Add a row's cells; `above` and the result are the cells that reach into a row by first column."""
        properties = child(row, "trPr")
        here: dict[int, _Cell] = {}
        if child(properties, "del") is not None:
            return above
        column = int_of(value_of(child(properties, "gridBefore")), 0)
        for element in _named(row, "tc"):
            settings = child(element, "tcPr")
            columns = max(1, int_of(value_of(child(settings, "gridSpan")), 1))
            if column < 0 or column + columns > TABLE_COLUMNS:
                break
            merge = child(settings, "vMerge")
            goes_on = merge is not None and value_of(merge) != "restart"
            sideways = child(settings, "hMerge")
            if sideways is not None and value_of(sideways) != "restart" and here:
                # The older way of merging sideways: the cell belongs to the one before it.
                last = here[max(here)]
                last.columns = max(last.columns, column + columns - last.column)
            elif goes_on and column in above:
                here[column] = above[column]
                here[column].rows = self.height - here[column].row + 1
            else:
                here[column] = _Cell(element, self.height, column, 1, columns)
                self.cells.append(here[column])
            column += columns
        self.width = max(self.width, column)
        return here


def is_ruled(table: "_Element", styles: Mapping[str, "_Element"]) -> bool:
    """Whether the table prints rules: its own, its cells' or its style's; `styles` are found by their ids."""
    own = child(child(table, "tblPr"), "tblBorders")
    if own is not None and _has_rule(own):
        return True
    if any(_has_rule(borders) for borders in table.iter(f"{W}tcBorders")):
        return True
    if own is not None:
        return False
    style = value_of(child(child(table, "tblPr"), "tblStyle"))
    for _ in range(_CHAIN):
        found = styles.get(style)
        borders = child(child(found, "tblPr"), "tblBorders")
        if borders is not None:
            return _has_rule(borders)
        style = value_of(child(found, "basedOn"))
        if not style:
            break
    return False


def _has_rule(borders: "_Element") -> bool:
    return any(value_of(edge) not in _NO_RULE for edge in borders)


def _named(parent: "_Element", tag: str) -> Iterator["_Element"]:
    """The rows of a table or the cells of a row, content controls opened."""
    for node in parent:
        name = local(node)
        if name == tag:
            yield node
        elif name in _WRAPPERS:
            yield from _named(node, tag)
