"""A small county as the tests of the sheet know it, and sheets of words for it."""

from collections.abc import Sequence
from datetime import date

from anyue.core.units.columns import Column
from anyue.core.units.entries import read_entries
from anyue.core.units.known import Known
from anyue.core.units.matching import Reach
from anyue.core.units.planning import Changes, plan_changes
from anyue.core.units.problems import Problems
from anyue.core.units.reading import UnitSheet

KINDS = {
    "行政区": "area",
    "安委会办公室": "office",
    "乡镇（街道）": "town",
    "村（社区）": "village",
    "企业": "enterprise",
}
KINDS_BY_CODE = {code: label for label, code in KINDS.items()}
COUNTY = [
    Known(1, "330100", "青溪县", "area", None, 1),
    Known(2, "A2", "青溪县安委会办公室", "office", 1, 2),
    Known(3, "A3", "石桥铺镇", "town", 1, 3, population=12000),
    Known(4, "A4", "柳林镇", "town", 1, 4),
    Known(5, "A5", "桥东村", "village", 3, 5, opened_on=date(2019, 5, 1)),
    Known(6, "A6", "桥西村", "village", 3, 6),
]
SHORT = (Column.CODE, Column.NAME, Column.KIND, Column.PARENT)


def letters(columns: Sequence[Column]) -> dict[Column, str]:
    return {column: "ABCDEFGHIJKLMN"[at] for at, column in enumerate(columns)}


def plan(
    *rows: tuple[str, ...],
    columns: Sequence[Column] = SHORT,
    known: Sequence[Known] = COUNTY,
    reach: Reach | None = None,
) -> Changes:
    """The changes of a sheet whose first row of units is row 2."""
    problems = Problems()
    sheet = UnitSheet(letters(columns), list(enumerate(rows, 2)))
    entries = list(read_entries(sheet, KINDS, problems))
    return plan_changes(entries, sheet.letters, known, reach or Reach(), problems)


def told(changes: Changes) -> list[tuple[int, tuple[str, ...]]]:
    """Rows and events."""
    return [(change.row, tuple(map(str, change.events))) for change in changes.changes]


def faults(changes: Changes) -> list[tuple[str, int, str]]:
    """Codes of errors with their cells."""
    return [(one.problem.code, one.row, one.letter) for one in changes.problems.errors]


def applied(changes: Changes, known: Sequence[Known] = COUNTY) -> list[Known]:
    """The tree after the changes, new units under ids of their own."""
    after = {unit.key: unit for unit in known} | {
        change.after.key: change.after for change in changes.changes
    }
    ids = {key: 1000 - key if key < 0 else key for key in after}

    def settled(unit: Known) -> Known:
        return Known(
            ids[unit.key],
            unit.code or f"made{ids[unit.key]}",
            unit.name,
            unit.kind,
            None if unit.parent is None else ids[unit.parent],
            unit.position,
            unit.region_code,
            unit.sector,
            unit.credit_code,
            unit.population,
            unit.opened_on,
            unit.closed_on,
            None if unit.successor is None else ids[unit.successor],
        )

    return [settled(unit) for unit in after.values()]
