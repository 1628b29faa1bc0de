"""The forms of a notice: its attachments that are tables, cards or lines with blanks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from anyue.core.forms.form import Form, FormKind, Group
from anyue.core.notice.attachment_starts import FORM_TITLE
from anyue.core.notice.blanks import BLANK
from anyue.core.notice.fields import fields_in_lines
from anyue.core.notice.form_kinds import content_of
from anyue.core.notice.grid import Grid
from anyue.core.notice.headings import HEADING, Heading, read_heading, take_heading
from anyue.core.notice.lost_tables import rows_of_lines
from anyue.core.notice.mend import Draft, mend
from anyue.core.notice.open import Table
from anyue.core.notice.parts import Line, Part, lines_of, split_parts
from anyue.core.notice.ragged import grid_of_rows
from anyue.core.notice.statistics import read_lines
from anyue.core.notice.tables import placed_tables, read_grids
from anyue.core.notice.text_tables import AFTER_TABLE

_NUMBERED = re.compile(r"(?:附表|表) ?[\d一二三四五六七八九]")
_LOST = "这张表的格子在文字里没有保留，栏目按文字顺序推断，请对照原表核对。"
_EMPTY = "这份附件只有标题，没有读到表格内容，请导入原表。"


def read_forms(text: str, parts: Sequence[Part], tables: Sequence[Table] = ()) -> tuple[Form, ...]:
    """One form or more for each attachment that is a table, a card or lines with blanks.

    `tables` are the file's own, with offsets into `text`.
    """
    return tuple(form for part in parts if part.is_form for form in _forms(text, part, tables))


def read_forms_alone(text: str, tables: Sequence[Table]) -> tuple[Draft, tuple[Form, ...]]:
    """The forms of a file of which nothing else is asked, and the cleaned text that their spans count in.

    `tables` are the file's own, with offsets into `text` as it was opened.
    """
    draft = mend(text)
    own = placed_tables(draft, tables)
    return draft, read_forms(draft.text, split_parts(draft.text, own), own)


def _forms(text: str, part: Part, tables: Sequence[Table]) -> Iterator[Form]:
    for piece, grids in _pieces(text, part, tables):
        form = _form(text, piece, grids) if grids else _form_without_table(text, piece)
        if form:
            yield form


def _pieces(text: str, part: Part, tables: Sequence[Table]) -> list[tuple[Part, list[Grid]]]:
    """The part with its tables, cut before each title that parts two of them: each piece is a form."""
    titles = [line.start for line in list(lines_of(text, part.start, part.end))[2:] if _is_title(text, line)]
    found: list[tuple[Part, list[Grid]]] = []
    for start, end in pairwise((part.start, *titles, part.end)):
        grids = list(read_grids(text, start, end, tables))
        before = found[-1] if found else None
        if before and not (before[1] and grids):
            # A line above the first table, or below the last, only looks like a title.
            found[-1] = (replace(before[0], end=end), before[1] + grids)
        else:
            title = "" if before else part.title
            found.append((replace(part, start=start, end=end, title=title), grids))
    return found


def _is_title(text: str, line: Line) -> bool:
    if text[line.start - 1 : line.start] == "\t" or "\t" in line.text:
        return False
    return FORM_TITLE.fullmatch(line.text) is not None or _NUMBERED.match(line.text) is not None


def _form(text: str, part: Part, grids: list[Grid]) -> Form | None:
    heading = read_heading(text, part, grids[0])
    grids[0], heading = take_heading(grids[0], heading)
    content = content_of(text, heading.title, grids, heading.units)
    if content is None:
        return None
    return Form(
        part.number,
        heading.title,
        content.kind,
        fields=content.fields,
        rows=content.rows,
        groups=content.groups,
        heading=heading.asked,
        span=(part.start, part.end),
        place=grids[0].place,
        doubt=content.doubt,
    )


def _form_without_table(text: str, part: Part) -> Form | None:
    heading = read_heading(text, part, None)
    span = (part.start, part.end)
    groups = tuple(_running_groups(text, heading.start, part.end))
    if any(one.unit for group in groups for one in group.indicators):
        return Form(
            part.number, heading.title, FormKind.STATISTICS, groups=groups, heading=heading.asked, span=span
        )
    lines = list(lines_of(text, heading.start, part.end))
    rows = rows_of_lines(lines)
    content = (
        content_of(
            text, heading.title, [grid_of_rows(rows, rows[0][0].start, rows[-1][-1].end)], heading.units
        )
        if rows
        else None
    )
    if content:
        return Form(
            part.number,
            heading.title,
            content.kind,
            content.fields,
            content.rows,
            content.groups,
            heading.asked,
            span,
            doubt=_LOST,
        )
    return _listed_card(part, heading, lines)


def _running_groups(text: str, start: int, end: int) -> Iterator[Group]:
    """Lines with blanks outside any table; a line without blanks is the label of those after it."""
    label, waiting, n = "", [], 0
    for line in lines_of(text, start, end):
        if HEADING.match(line.text) or AFTER_TABLE.match(line.text):
            continue
        if BLANK.search(line.text):
            waiting.append(line)
            continue
        if waiting:
            n += 1
            yield Group(label, *read_lines(text, waiting, str(n)))
            waiting = []
        label = line.text
    if waiting:
        yield Group(label, *read_lines(text, waiting, str(n + 1)))


def _listed_card(part: Part, heading: Heading, lines: Sequence[Line]) -> Form | None:
    """A card as lines “姓名：”; a form of which only the title is left says so."""
    fields = fields_in_lines(lines)
    if not fields and not heading.title.endswith("表"):
        return None
    return Form(
        part.number,
        heading.title,
        FormKind.CARD if fields else FormKind.OTHER,
        fields=fields,
        heading=heading.asked if fields else "",
        span=(part.start, part.end),
        doubt=None if fields else _EMPTY,
    )
