"""What stands above a table: the title, the line of 填报单位 and the like, the measures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from anyue.core.forms.measures import MEASURED
from anyue.core.notice.attachment_starts import FORM_TITLE
from anyue.core.notice.blanks import BLANK, is_empty_cell
from anyue.core.notice.grid import Grid, Row, covers, distinct, head_depth, only_cell
from anyue.core.notice.parts import Line, Part, lines_of
from anyue.core.notice.statistics import table_units

HEADING = re.compile(
    r"(?:填报|填表|报送|上报|申报|推荐|制表|统计|所属|汇总)?(?:单位|部门|人|时间|日期|地区|县区|乡镇|镇街|周期)(?:名称)?"
    r"(?:[（(][^（）()]{1,10}[）)])?[ ]{0,4}[：:（(]"
)
"""The beginning of a line that asks who reports and when."""

_ASKED = re.compile(
    r"(?:填报|填表|报送|上报|统计|制表)(?:单位|部门|人|时间|日期|周期)?(?:名称)?(?:[（(][^（）()]{1,10}[）)])?"
    r"|(?:单位|部门)(?:名称|负责人)?(?:[（(](?:盖章|公章|签章)[）)])?|联系人|联系电话|电话|日期|审核人|负责人"
)
_TITLE_LENGTH = 60
_MOST_LINES = 7


@dataclass(frozen=True, slots=True)
class Heading:
    """The title, the lines of 填报单位 and the like, the measures of all cells, where the rest begins."""

    title: str
    asked: str
    units: tuple[str, ...]
    start: int


def read_heading(text: str, part: Part, first: Grid | None) -> Heading:
    """What stands above the first table of a part, or above its running lines where it has no table."""
    lines = list(lines_of(text, part.start, min(first.start, part.end) if first else part.end))
    title, asked, start = "", "", part.start
    units: tuple[str, ...] = ()
    for i, line in enumerate(lines):
        if i == 0 and part.number and re.match(r"[（(【]?附", line.text):
            title, start = part.title, line.end
            continue
        if first is None and (i >= _MOST_LINES or _begins_body(line, title)):
            break
        if found := table_units(line.text):
            units = found
        elif HEADING.match(line.text):
            asked = f"{asked}\n{line.text}".strip()
        elif not asked and not units:
            if first is None and title and not _goes_on(title, line.text):
                break
            title = _with_line(title, line.text)
        elif first is None:
            break
        start = line.end
    return Heading(re.sub(r"\s+", "", title), asked, units, start)


def _begins_body(line: Line, title: str) -> bool:
    if BLANK.search(line.text) and not HEADING.match(line.text):
        return True
    return (
        bool(title)
        and (len(re.split(r" {2,}", line.text)) >= 3 or line.text.endswith(("：", ":")))
        and not (HEADING.match(line.text))
    )


def _goes_on(title: str, line: str) -> bool:
    return (
        len(title) + len(line) <= _TITLE_LENGTH
        and not re.search(r"[，。；]", line)
        and not FORM_TITLE.fullmatch(title)
    )


def _with_line(title: str, line: str) -> str:
    if not title or (title in line and FORM_TITLE.fullmatch(line)):
        return line if len(line) <= 2 * _TITLE_LENGTH else title
    return title + line if _goes_on(title, line) else title


def take_heading(grid: Grid, heading: Heading) -> tuple[Grid, Heading]:
    """The table without the rows that are its title and heading, and the heading with what they say."""
    rows = list(grid.rows)
    while len(rows) > 1:
        one = only_cell(rows[0])
        words = one.text if one else ""
        if not any(cell.text for cell in rows[0]):
            rows.pop(0)
        elif found := table_units(words):
            heading = replace(heading, units=found)
            rows.pop(0)
        elif HEADING.match(rows[0][0].text) and (
            one or len(words.split("：")) > 1 or ":" in rows[0][0].text or "：" in rows[0][0].text
        ):
            said = "    ".join(cell.text for cell in distinct(rows[0]) if cell.text)
            heading = replace(heading, asked=f"{heading.asked}\n{said}".strip())
            rows.pop(0)
        elif one and _is_title(one.label, heading.title, is_wide=covers(rows[0])):
            if not re.fullmatch(r"附[件表录][\d一二三四五六七八九十\-－]{0,4}[：:]?", one.label):
                heading = replace(heading, title=re.sub(r"\s", "", _with_line(heading.title, one.label)))
            rows.pop(0)
        elif _asks_who(rows):
            said = "    ".join(f"{cell.label.rstrip('：:')}：" for cell in distinct(rows[0]) if cell.text)
            heading = replace(heading, asked=f"{heading.asked}\n{said}".strip())
            rows.pop(0)
        else:
            break
    return replace(grid, rows=tuple(rows)), heading


def _is_title(words: str, title: str, *, is_wide: bool) -> bool:
    if BLANK.search(words) or MEASURED.fullmatch(words):
        return False
    is_form = FORM_TITLE.fullmatch(words) is not None or words.startswith(("附件", "附表"))
    return is_form or (is_wide and (words == title or len(words) <= _TITLE_LENGTH))


def _asks_who(rows: Sequence[Row]) -> bool:
    """Whether the first row asks for the unit, the person and the date, above rows that are counted."""
    below = tuple(rows[1:])
    cells = list(distinct(rows[0]))
    filled = [cell for cell in cells if cell.text]
    return (
        0 < len(filled) < len(cells)
        and all(_ASKED.fullmatch(cell.label.rstrip("：:")) for cell in filled)
        and all(cell.text or is_empty_cell(cell.text) for cell in cells)
        and (head_depth(below) > 0 or any(MEASURED.fullmatch(cell.label) for row in below for cell in row))
    )
