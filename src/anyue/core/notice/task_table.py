"""A table of tasks inside a plan: one activity a row, with its units, time and place in columns."""

import re
from collections.abc import Iterator

from anyue.core.notice.outline import Item
from anyue.core.notice.plan import Activity
from anyue.core.notice.tables import Cell, Row, read_rows
from anyue.core.notice.units import units_with_shares

_WHAT = re.compile(r"(?:活动|工作|任务|主要|具体|重点)*(?:内容|任务|项目|措施|事项|名称|活动)")
_WHO = re.compile(r".{0,4}(?:责任|牵头|主办|承办|负责|配合|参加|参与|组织|协办)(?:单位|部门|科室|处室)")
_WHEN = re.compile(r".{0,4}(?:时间|时限|日期|期限)(?:安排|要求|节点)?")
_WHERE = re.compile(r".{0,4}地点")


def table_activities(text: str, item: Item, path: tuple[str, ...]) -> tuple[Activity, ...]:
    """The rows of the table in an item as activities; () where it holds no table of tasks and units."""
    if "\t" not in text[item.body : item.end] and "|" not in text[item.body : item.end]:
        return ()
    rows = read_rows(text, item.body + len(item.heading), item.end)
    for at, row in enumerate(rows):
        what = _column(row, _WHAT)
        if what is not None and _column(row, _WHO) is not None:
            return tuple(_activities(text, rows[at:], what, (*path, item.heading)))
    return ()


def _column(head: Row, name: re.Pattern[str]) -> int | None:
    return next((i for i, cell in enumerate(head) if name.fullmatch(cell.label)), None)


def _activities(text: str, rows: tuple[Row, ...], what: int, path: tuple[str, ...]) -> Iterator[Activity]:
    head = rows[0]
    when, where = _column(head, _WHEN), _column(head, _WHERE)
    who = [i for i, cell in enumerate(head) if _WHO.fullmatch(cell.label)]
    for row in rows[1:]:
        if len(row) <= what or not row[what].text:
            continue
        heading = re.split(r"[。；：\n]", row[what].text)[0]
        end = max(cell.end for cell in row)
        yield Activity(
            heading=heading,
            number=row[0].label if what else "",
            path=path,
            text=text[row[what].start : end],
            when=_words(row, when),
            where=_words(row, where),
            responsible=tuple(unit for i in who if i < len(row) for unit in units_with_shares(row[i].text)),
            span=(row[what].start, end),
        )


def _words(row: Row, column: int | None) -> str | None:
    cell: Cell | None = row[column] if column is not None and column < len(row) else None
    return cell.text or None if cell else None
