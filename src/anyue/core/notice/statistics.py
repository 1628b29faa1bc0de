"""The blanks of a statistics table: in running words, or empty cells under heads and beside names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from anyue.core.forms.form import Group, Indicator
from anyue.core.forms.form import Line as PrintedLine
from anyue.core.forms.measures import MEASURE
from anyue.core.notice.blanks import BLANK, is_empty_cell, read_line
from anyue.core.notice.columns import read_columns
from anyue.core.notice.empty_cells import category_of, is_section, name_cells, row_blanks
from anyue.core.notice.grid import Cell, Grid, Row, covers, distinct, head_depth
from anyue.core.notice.parts import Line, lines_of
from anyue.core.notice.text_tables import AFTER_TABLE

TOTAL = re.compile(r"[（(]?(?:合|小|总)[ ]?计[）)]?(?:[（(].{0,10}[）)])?")
EXAMPLE = re.compile(r"[（(【]?(?:示?例|样例|举例|填写示例|范例)(?:[\d一二三][）)】]?|[：:）)】]|$)|如[：:]")
_TABLE_UNIT = re.compile(r"(?:计量)?单位[：:] ?(?P<units>[^\n\t|]{1,40})")


@dataclass(slots=True)
class Reading:
    """What was read of a statistics table so far.

    `section` is the row of one cell above the next rows, `category` the merged cell beside them.
    """

    groups: list[Group] = field(default_factory=list)
    rows: int = 0
    section: str = ""
    category: str = ""
    fields: tuple[str, ...] = ()

    def add(self, row: Sequence[Indicator]) -> None:
        """The blanks of one more row, coded after it, in the group of its section and category."""
        self.rows += 1
        coded = tuple(replace(one, code=f"{self.rows}.{k}") for k, one in enumerate(row, 1))
        label = " ".join(part for part in (self.section, self.category) if part)
        last = self.groups[-1] if self.groups else None
        if last and last.label == label and not last.lines:
            self.groups[-1] = replace(last, indicators=last.indicators + coded)
        else:
            self.groups.append(Group(label, coded))

    def take(self, table: "Reading") -> None:
        """The groups of one more table, read with the rows counted on from this reading's."""
        self.groups += table.groups
        self.rows = table.rows


def table_units(words: str) -> tuple[str, ...]:
    """The measures that a line above a table names for all of it: “单位：场、人次” -> 场, 人次."""
    found = _TABLE_UNIT.search(words)
    if not found:
        return ()
    named = [part.strip(" ）)。") for part in re.split(r"[、，,；; /]", found["units"])]
    units = tuple(name for name in named if re.fullmatch(MEASURE, name))
    return units if units and units[0] == named[0] else ()


def split_head(grid: Grid) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """(rows of heads, rows of the body) of a table."""
    depth = head_depth(grid.rows)
    return grid.rows[:depth], grid.rows[depth:]


def is_left_out(row: Row) -> bool:
    """Whether a row is a total, an example or a note."""
    words = [cell.label for cell in distinct(row) if cell.label and not cell.label.isdigit()]
    return bool(words) and (
        TOTAL.fullmatch(words[0]) is not None
        or EXAMPLE.match(words[0]) is not None
        or AFTER_TABLE.match(words[0]) is not None
    )


def read_statistics(text: str, grid: Grid, units: Sequence[str], reading: Reading) -> None:
    """Add the groups of one table to `reading`; `units` are those named above the table."""
    head, body = split_head(grid)
    # A row of nothing but empty cells may be gone from the text.
    body = body or tuple(
        tuple(Cell(grid.end, grid.end, "", column=i) for i, _ in enumerate(row)) for row in head[:1]
    )
    columns = read_columns(head, [row for row in body if not is_left_out(row)])
    reading.fields = reading.fields or tuple(column.printed for column in columns if column.printed)
    running = [row for row in body if any(_runs(cell) for cell in row)]
    line_columns = {cell.column for row in running for cell in row if _runs(cell)}
    is_named = any(name_cells(row, columns, len(columns)) for row in body if not covers(row))
    has_unnamed = False
    for row in body:
        if is_left_out(row):
            continue
        if any(_runs(cell) for cell in row):
            reading.groups.append(_line_group(text, row, reading))
        elif covers(row) or is_section(row, columns):
            reading.section = next((cell.label for cell in row if cell.label), reading.section)
            reading.category = ""
        else:
            name, made = row_blanks(row, columns, units, line_columns)
            # Of rows without a name the first stands for all, and none where others have one.
            if made and (name or not (is_named or has_unnamed)):
                has_unnamed = has_unnamed or not name
                reading.category = category_of(row, columns, reading.category)
                reading.add(made)


def _runs(cell: Cell) -> bool:
    """Whether a cell has blanks in running words."""
    return BLANK.search(cell.text) is not None and not is_empty_cell(cell.text)


def _line_group(text: str, row: Row, reading: Reading) -> Group:
    """A row with blanks in words: the label cells before them, then the printed lines."""
    reading.rows += 1
    cells = list(distinct(row))
    first = next(i for i, cell in enumerate(cells) if _runs(cell))
    labels = [cell.label for cell in cells[:first] if cell.label and not cell.label.isdigit()]
    lines = [line for cell in cells[first:] for line in cell_lines(text, cell)]
    return Group(" ".join(labels) or reading.section, *read_lines(text, lines, str(reading.rows)))


def cell_lines(text: str, cell: Cell) -> list[Line]:
    """The lines of a cell that are not blank."""
    if not cell.pieces:
        return list(lines_of(text, cell.start, cell.end))
    return [line for piece in cell.pieces for line in lines_of(text, *piece)]


def read_lines(
    text: str, lines: Sequence[Line], prefix: str
) -> tuple[tuple[Indicator, ...], tuple[PrintedLine, ...]]:
    """The blanks of printed lines, coded `prefix`.1 and on, and the lines' pieces."""
    indicators: list[Indicator] = []
    printed = []
    for line in lines:
        if AFTER_TABLE.match(line.text) and not BLANK.search(line.text):
            continue
        found, pieces = read_line(text, line.start, line.end, prefix, len(indicators) + 1)
        indicators += found
        printed.append(pieces)
    return tuple(indicators), tuple(printed)
