"""What each column of a table is for: numbering, naming the row, its measure, a blank to fill, remarks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from anyue.core.forms.measures import MEASURE, MEASURED, is_count, unit_of_name
from anyue.core.notice.basis import basis_of
from anyue.core.notice.blanks import is_empty_cell
from anyue.core.notice.grid import Cell, Row, distinct

_SERIAL = re.compile(r"序号|编号|项次|序")
_UNIT = re.compile(r"(?:计量|度量|统计|数量)?单位")
_NOTE = re.compile(r"(?:备注|说明|填[写报]说明|指标(?:解释|说明)|注释|注|填报要求)(?:[（(].{0,20}[）)])?")
_TOTAL = re.compile(r"(?:合|小|总)计(?:数)?(?:[（(].{0,6}[）)])?")
# What is told of an event or a person, not counted.
_TOLD = re.compile(
    r"(?:开展|举办|活动|组织|完成|整改|报送|刊[登发]|发布|播出|具体|宣传|培训|演练|实施){0,4}"
    r"(?:时间|日期|时限|地点|场所)(?:安排)?"
    r"|.{0,6}(?:姓名|名称|主题|题目|标题|职务|职称|电话|手机|号码|邮箱|微信号?|链接|网址|媒体|地址|图片|照片|形式|对象"
    r"|负责人|联系人|联络员|参加人员|责任人|类型)"
    r"|(?:活动|工作|主要|培训|演练|宣传|检查|具体)?内容|.{0,4}(?:主办|承办|组织|责任|牵头|参加|参与)(?:单位|部门|科室)"
)
_REPORTER = re.compile(
    r"(?:填报|报送|上报|所属|所在)?(?:单位|部门|地区|县区|区县|乡镇|镇街|学校|企业)(?:名称)?"
)
_OPEN = re.compile(r"情况|做法|亮点|问题|建议|成效|经验|措施|意见|说明|进展|简述|概述|描述")


class Role(StrEnum):
    """What a column is for."""

    SERIAL = "serial"
    NAME = "name"
    UNIT = "unit"
    BLANK = "blank"
    TOTAL = "total"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `printed` is its head, `name` that without the measure, `path` with the heads above it."""

    printed: str
    name: str
    path: str
    unit: str | None
    role: Role
    span: tuple[int, int] | None = None

    @property
    def is_told(self) -> bool:
        """Whether it asks for words about an event or a person."""
        return self.unit is None and _TOLD.fullmatch(self.name) is not None

    @property
    def is_reporter(self) -> bool:
        """Whether it asks for the name of who reports."""
        return self.unit is None and _REPORTER.fullmatch(self.name) is not None

    @property
    def is_counted(self) -> bool:
        """Whether it asks for a number, as its head alone says."""
        return (
            self.unit is not None or is_count(self.name) or basis_of(self.path) is not None or self.is_plain
        )

    @property
    def is_plain(self) -> bool:
        """Whether it only says that a number goes there, not of what."""
        return (
            re.fullmatch(r"数[量据值]|(?:完成|统计|上报|填报)?(?:数|数量|数据|数值|合计|总计)", self.name)
            is not None
        )

    @property
    def is_open(self) -> bool:
        """Whether it asks for running words."""
        return self.unit is None and not is_count(self.name) and _OPEN.search(self.name) is not None


def read_columns(head: Sequence[Row], body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of a table by their heads (rows of equal length, maybe none) and what stands under them."""
    width = len(head[0]) if head else len(body[0]) if body else 0
    names = [_names(head, i) for i in range(width)]
    leaves = [path[-1] if path else "" for path in names]
    roles = _roles(leaves, body)
    columns = []
    for i, path in enumerate(names):
        leaf = leaves[i]
        printed = "".join(path[-2:]) if leaves.count(leaf) > 1 else leaf
        found = next((found for name in reversed(path) if (found := MEASURED.fullmatch(name))), None)
        unit = (found["unit"] or found["after"]) if found else unit_of_name(leaf)
        bare = MEASURED.fullmatch(leaf)
        name = bare["name"] if bare else leaf
        cell = head[-1][i] if head else None
        span = (cell.start, cell.end) if cell else None
        columns.append(Column(printed, name, "".join(path), unit, roles[i], span))
    return tuple(columns)


def _names(head: Sequence[Row], column: int) -> list[str]:
    cells: list[Cell] = []
    for row in head:
        if row[column] not in cells:
            cells.append(row[column])
    return [cell.label for cell in cells if cell.label]


def _roles(leaves: Sequence[str], body: Sequence[Row]) -> list[Role]:
    shares = [_empty_share(body, i) for i in range(len(leaves))]
    fixed = [_fixed_role(leaf, body, i) for i, leaf in enumerate(leaves)]
    # Left of the last column that is printed throughout, gaps below a word are those of merged cells.
    last_named = max((i for i, share in enumerate(shares) if share < 0.5 and fixed[i] is None), default=-1)
    first = next((row for row in body if len(list(distinct(row))) > 1), ())
    blank = [
        share >= 0.5
        and not (first and first[i].text and not is_empty_cell(first[i].text) and i < max(last_named, 1))
        for i, share in enumerate(shares)
    ]
    totals = [i for i, leaf in enumerate(leaves) if _TOTAL.fullmatch(leaf) and blank[i]]
    if any(leaves):
        # A column without a head beside others that have one asks for nothing.
        fixed = [
            role or (None if leaf or not blank[i] else Role.NOTE)
            for i, (role, leaf) in enumerate(zip(fixed, leaves, strict=True))
        ]
    others = [i for i, role in enumerate(fixed) if role is None and blank[i] and i not in totals]
    return [
        fixed[i] or (Role.TOTAL if i in totals and others else Role.BLANK if blank[i] else Role.NAME)
        for i in range(len(leaves))
    ]


def _empty_share(body: Sequence[Row], column: int) -> float:
    """The share of cells in a column that are there to be filled; all of them where it has none."""
    cells = [row[column] for row in body if len(list(distinct(row))) > 1]
    return sum(is_empty_cell(cell.text) for cell in cells) / len(cells) if cells else 1.0


def _fixed_role(leaf: str, body: Sequence[Row], column: int) -> Role | None:
    words = [row[column].label for row in body if row[column].label and len(list(distinct(row))) > 1]
    if _SERIAL.fullmatch(leaf) or (not leaf and words and all(word.isdigit() for word in words)):
        return Role.SERIAL
    if (
        _UNIT.fullmatch(leaf)
        and words
        and sum(bool(re.fullmatch(MEASURE, word)) for word in words) * 2 > len(words)
    ):
        return Role.UNIT
    return Role.NOTE if _NOTE.fullmatch(leaf) else None
