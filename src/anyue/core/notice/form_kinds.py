"""Which kind of form a table is, and what it asks: statistics, a register or a card."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from anyue.core.forms.form import Adds, Basis, FormKind, Group, Indicator, ValueType
from anyue.core.forms.measures import MEASURED, adds_of, is_count, unit_of_name
from anyue.core.notice.basis import basis_of
from anyue.core.notice.blanks import BLANK, is_empty_cell
from anyue.core.notice.columns import Column, Role, read_columns
from anyue.core.notice.empty_cells import NO_NAME
from anyue.core.notice.fields import (
    asking_cells,
    card_fields,
    is_filled,
    is_personal,
    printed_rows,
    register_fields,
)
from anyue.core.notice.grid import Cell, Grid, Row, covers, distinct
from anyue.core.notice.statistics import Reading, is_left_out, read_statistics, split_head

_COUNTS = re.compile(r"统计|汇总|进展|数据|报表|情况表|[日周旬月季]报|快报")
_LISTS = re.compile(r"登记|台账|报名|名单|清单|安排|联络|联系|回执|一览|记录|申报|推荐|信息表")
_WHO = re.compile(
    r"(?:填报|填表|报送)?(?:单位|人|日期|时间)(?:名称)?(?:[（(].{1,6}[）)])?|联系人|联系电话|电话"
)
_GUESSED = "表格的部分空格在文字里没有保留，栏目按顺序推断，请对照原表核对。"


@dataclass(frozen=True, slots=True)
class Content:
    """What a form asks, without its title."""

    kind: FormKind
    fields: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    doubt: str | None = None


def content_of(text: str, title: str, grids: Sequence[Grid], units: Sequence[str]) -> Content | None:
    """What the tables of one form ask; None where nothing is left to fill in them."""
    reading = Reading()
    found = [
        content
        for grid in _joined(grids)
        if (content := _content(text, title, grid, units, reading)) is not None
    ]
    if not found:
        return None
    kinds = [content.kind for content in found]
    doubt = next((content.doubt for content in found if content.doubt), None)
    if FormKind.STATISTICS in kinds:
        first = found[kinds.index(FormKind.STATISTICS)]
        return replace(first, groups=tuple(reading.groups), doubt=doubt)
    if FormKind.REGISTER in kinds:
        return found[kinds.index(FormKind.REGISTER)]
    return Content(FormKind.CARD, tuple(name for content in found for name in content.fields), doubt=doubt)


def _joined(grids: Sequence[Grid]) -> Iterator[Grid]:
    """The tables, one that goes on over a page break as one: as wide, with the same head again or none."""
    whole: Grid | None = None
    for grid in grids:
        if whole is None or grid.width != whole.width:
            if whole:
                yield whole
            whole = grid
            continue
        head, body = split_head(grid)
        before, _ = split_head(whole)
        words = [[cell.label for cell in row] for row in head]
        if not head or words == [[cell.label for cell in row] for row in before]:
            whole = replace(whole, rows=(*whole.rows, *(body if head else grid.rows)), end=grid.end)
        else:
            yield whole
            whole = grid
    if whole:
        yield whole


def _content(text: str, title: str, grid: Grid, units: Sequence[str], reading: Reading) -> Content | None:
    head, body = split_head(grid)
    if any(BLANK.search(cell.text) and not is_empty_cell(cell.text) for row in grid.rows for cell in row):
        found = _with_running_blanks(text, title, grid, units, reading)
        if found:
            return found
    if not head:
        return _pairs(title, grid, reading)
    kept = [row for row in body if not is_left_out(row)]
    columns = read_columns(head, kept)
    if is_filled(body, columns):
        words = [cell.label for row in grid.rows for cell in distinct(row)]
        return Content(FormKind.CARD, card_fields(grid)) if is_personal(words) and len(words) > 2 else None
    if _is_statistics(title, kept, columns, units):
        trial = Reading(rows=reading.rows)
        read_statistics(text, grid, units, trial)
        if trial.groups:
            reading.take(trial)
            doubt = _GUESSED if grid.is_guessed else None
            return Content(FormKind.STATISTICS, trial.fields, doubt=doubt)
    if len([cell for cell in distinct(head[-1]) if cell.text]) < 2:
        return None
    return Content(FormKind.REGISTER, register_fields(columns), printed_rows(body, columns))


def _with_running_blanks(
    text: str, title: str, grid: Grid, units: Sequence[str], reading: Reading
) -> Content | None:
    """A table with blanks in words: statistics where one is counted or the title says so, else none."""
    trial = Reading(rows=reading.rows)
    read_statistics(text, grid, units, trial)
    new = [one for group in trial.groups for one in group.indicators]
    if any(one.unit for one in new) or (new and _COUNTS.search(title) and not _LISTS.search(title)):
        reading.take(trial)
        head, _ = split_head(grid)
        return Content(FormKind.STATISTICS, trial.fields if head else ())
    return None


def _is_statistics(title: str, body: Sequence[Row], columns: Sequence[Column], units: Sequence[str]) -> bool:
    """Whether the empty cells under the heads are to be counted, not told."""
    asked = [column for column in columns if column.role is Role.BLANK and not column.is_reporter]
    counted = [column for column in asked if column.is_counted]
    told = [column for column in asked if column.is_told]
    names = [
        cell.label for row in body for i, cell in enumerate(row) if columns[i].role is Role.NAME and cell.text
    ]
    is_named = any(not NO_NAME.fullmatch(name) for name in names)
    says_counts = _COUNTS.search(title) is not None and not _LISTS.search(title)
    has_row_units = any(column.role is Role.UNIT for column in columns) or any(
        MEASURED.fullmatch(name) or unit_of_name(name) for name in names
    )
    if has_row_units:
        return True
    if not counted:
        return bool(units) and is_named and not told
    if told:
        return says_counts and is_named and len(counted) >= len(told)
    if is_named:
        return True
    return len(counted) * 2 >= len(asked) and not _LISTS.search(title)


def _pairs(title: str, grid: Grid, reading: Reading) -> Content:
    """A table without a head: names with an empty cell beside each, some with a measure."""
    asking = list(asking_cells(grid.rows))
    counted = [cell for _, cell in asking if MEASURED.fullmatch(cell.label) or is_count(cell.label)]
    if counted and (_COUNTS.search(title) or len(counted) * 2 >= len(asking)):
        trial = Reading(rows=reading.rows)
        _read_pairs(grid, asking, trial)
        reading.take(trial)
        return Content(FormKind.STATISTICS)
    return Content(FormKind.CARD, card_fields(grid))


def _read_pairs(grid: Grid, asking: Sequence[tuple[int, Cell]], reading: Reading) -> None:
    for r, row in enumerate(grid.rows):
        if covers(row):
            reading.section = row[0].label or reading.section
            continue
        cells = [cell for at, cell in asking if at == r and not _WHO.fullmatch(cell.label.rstrip("：:"))]
        if cells and not is_left_out(row):
            first = row[0]
            is_category = first.text and first not in cells and not NO_NAME.fullmatch(first.label)
            reading.category = first.label if is_category else ""
            reading.add([_pair(cell) for cell in cells])


def _pair(cell: Cell) -> Indicator:
    name = cell.label.rstrip("：:")
    found = MEASURED.fullmatch(name)
    unit = (found["unit"] or found["after"]) if found else unit_of_name(name)
    is_number = unit is not None or is_count(name)
    return Indicator(
        label=found["name"] if found else name,
        unit=unit,
        type=ValueType.NUMBER if is_number else ValueType.TEXT,
        code="",
        basis=basis_of(name) or Basis.PERIOD,
        adds=adds_of(unit) if unit or not is_number else Adds.BOTH,
        span=(cell.start, cell.end),
        cell=(cell.row, cell.column + cell.columns),
    )
