"""Statistics tables made up at random, with what they ask, in every way that a table is copied."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from anyue.core.forms.form import Place
from anyue.core.notice.open import Opened, Table, TableCell

Asked = tuple[str, str, str, str]
"""(group, label, unit, column)"""

_NAMES = ("组织宣讲", "张贴横幅", "发放资料", "隐患整改", "应急演练", "入户走访", "播放视频", "接受咨询")
_UNITS = ("场", "条", "份", "处", "人次", "户", "家", "万元")
_CATEGORIES = ("宣传教育", "执法检查", "群众参与")


@dataclass(frozen=True)
class Cell:
    """Words over `rows` times `columns` places."""

    words: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Sheet:
    """A table: cells row by row, a merged one where it begins; `asked` is what its empty cells ask."""

    rows: tuple[tuple[Cell, ...], ...]
    asked: tuple[Asked, ...]

    @property
    def width(self) -> int:
        return sum(cell.columns for cell in self.rows[0])

    def dense(self) -> list[list[Cell | None]]:
        """A matrix with every merged cell where it begins and None at its other places."""
        full: list[list[Cell | None]] = [[None] * self.width for _ in self.rows]
        taken = [[False] * self.width for _ in self.rows]
        for r, row in enumerate(self.rows):
            for cell in row:
                c = taken[r].index(False)
                full[r][c] = cell
                for i in range(cell.rows):
                    taken[r + i][c : c + cell.columns] = [True] * cell.columns
        return full


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Rows with or without numbers and categories; measures in a column, in the names or in the heads."""
    count = draw(st.integers(1, 5))
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=count, max_size=count, unique=True))
    is_numbered, has_notes = draw(st.booleans()), draw(st.booleans())
    where = draw(st.sampled_from(("column", "name", "head")))
    units = draw(st.lists(st.sampled_from(_UNITS), min_size=count, max_size=count))
    categories = draw(st.none() | st.lists(st.integers(1, 3), min_size=1, max_size=3))
    heads = draw(st.sampled_from((("数量",), ("本周", "累计"))))
    measures = draw(
        st.sampled_from((("场次（场）", "参与（人次）"), ("场次（场）", "资料（份）", "经费（万元）")))
    )
    periods = draw(st.sampled_from((None, ("本周", "累计")))) if where == "head" else None

    deep = 2 if periods else 1
    top = [Cell("序号", deep)] * is_numbered
    if categories:
        top.append(Cell("类别", deep))
    top.append(Cell("项目", deep))
    top += [Cell("计量单位")] * (where == "column")
    columns: list[tuple[str, str | None]] = []
    if where != "head":
        columns = [(head, None) for head in heads]
        top += [Cell(head) for head in heads]
    elif periods:
        columns = [(f"{period}{one}", one) for period in periods for one in measures]
        top += [Cell(period, 1, len(measures)) for period in periods]
    else:
        columns = [(one, one) for one in measures]
        top += [Cell(one) for one in measures]
    top += [Cell("备注", deep)] * has_notes
    rows = [tuple(top)]
    if periods:
        rows.append(tuple(Cell(one) for _ in periods for one in measures))

    asked: list[Asked] = []
    groups = _spread(categories, count)
    for i, name in enumerate(names):
        row = [Cell(str(i + 1))] * is_numbered
        if groups and (i == 0 or groups[i] != groups[i - 1]):
            row.append(Cell(groups[i], groups.count(groups[i])))
        row.append(Cell(f"{name}（{units[i]}）" if where == "name" else name))
        row += [Cell(units[i])] * (where == "column")
        row += [Cell("")] * (len(columns) + has_notes)
        rows.append(tuple(row))
        for column, measure in columns:
            unit = measure[measure.index("（") + 1 : -1] if measure else units[i]
            asked.append((groups[i] if groups else "", name, unit, column))
    return Sheet(tuple(rows), tuple(asked))


def _spread(sizes: list[int] | None, count: int) -> list[str]:
    """The category of each row."""
    if not sizes:
        return []
    found = [_CATEGORIES[i] for i, size in enumerate(sizes) for _ in range(size)][:count]
    return found + [found[-1]] * (count - len(found))


def _led(sheet: Sheet) -> str:
    return "".join("".join(f"\t{cell.words}\n" for cell in row) + "\n" for row in sheet.rows)


def _lines(sheet: Sheet, mark: str) -> list[str]:
    return [mark.join(cell.words if cell else "" for cell in row) for row in sheet.dense()]


def _tabbed(sheet: Sheet) -> str:
    return "\n".join(_lines(sheet, "\t")) + "\n"


def _barred(sheet: Sheet) -> str:
    return "\n".join(f"| {line} |" for line in _lines(sheet, " | ")) + "\n"


def _boxed(sheet: Sheet) -> str:
    rule = "─" * 8 + "┼"
    return f"\n{rule * sheet.width}\n".join(f"│{line}│" for line in _lines(sheet, "│")) + "\n"


RENDERINGS: dict[str, Callable[[Sheet], str]] = {
    "led": _led,
    "tabbed": _tabbed,
    "barred": _barred,
    "boxed": _boxed,
}


def opened(before: str, sheet: Sheet) -> Opened:
    """A file whose table is the sheet, under some lines."""
    text = before
    cells: list[TableCell] = []
    for r, row in enumerate(sheet.dense()):
        for c, cell in enumerate(row):
            if cell:
                at = len(text) + 1
                text += f"\t{cell.words}\n"
                cells.append(TableCell(at, at + len(cell.words), r, c, cell.rows, cell.columns))
        text += "\n"
    table = Table(Place("表.docx", 0), len(before), len(text), tuple(cells))
    return Opened("表.docx", text, (table,))
