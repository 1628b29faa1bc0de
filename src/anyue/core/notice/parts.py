"""Split a document into its letter, its plan and its attachments, and tell which of these are forms."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anyue.core.notice.attachment_starts import FORM_SIGN, FORM_TITLE, SIGNED, attachment_starts
from anyue.core.notice.blanks import BLANK
from anyue.core.notice.open import Table
from anyue.core.notice.printed_lines import NUMERAL, Line, lines_of

__all__ = ["NUMERAL", "Line", "Part", "lines_of", "split_parts", "tables_within"]

_BLANKS = re.compile(r"[（(] {0,20}[）)]|_{2,}|＿+")
# What is to be read, said or shown, whatever it looks like.
_PROSE_TITLE = re.compile(
    r".{0,60}(?:方案|意见|要点|通知|细则|办法|制度|标语|口号|宣传语|提纲|纲要|倡议书|规则|指南|规范|标准|题库"
    r"|知识|须知|读本|公开信)"
    r"(?:[（(].{1,12}[）)])?"
)
_PLAN_TITLE = re.compile(
    r"[^。；\t]{4,80}(?:方案|计划|安排|要点|实施意见|细则)(?:[（(][^（）()]{1,12}[）)])?"
)
_SECTION = re.compile(
    rf"^[ \t]*(?:{NUMERAL}{{1,3}}、|第{NUMERAL}{{1,3}}[章条部]|[（(]{NUMERAL}{{1,3}}[）)])", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text; `number` is “附件2” for an attachment, `is_form` says table or card."""

    start: int
    end: int
    number: str = ""
    title: str = ""
    is_form: bool = False


def tables_within(tables: Sequence[Table], start: int, end: int) -> Sequence[Table]:
    """Those of the ascending tables that begin in a stretch."""
    first = bisect_left(tables, start, key=lambda table: table.start)
    return tables[first : bisect_left(tables, end, first, key=lambda table: table.start)]


def split_parts(text: str, tables: Sequence[Table] = ()) -> tuple[Part, ...]:
    """The parts in order: letter and plan (one part where nothing tells them apart), then attachments.

    `tables` are the file's own, ascending, with offsets into `text`; each sheet of a workbook is a part.
    """
    starts = list(attachment_starts(text, tables))
    main_end = starts[0][0] if starts else len(text)
    parts = list(_split_main(text, main_end))
    for (start, number, title), after in zip(starts, [*starts[1:], None], strict=False):
        end = after[0] if after else len(text)
        own = tables_within(tables, start, end)
        is_form = _is_form(text, start, end, title, own)
        # Under a table in the body without a number the notice goes on.
        stop = own[-1].end if is_form and own and not number else end
        if stop < end and _SECTION.search(text, stop, end):
            parts += [Part(start, stop, number, title, is_form), Part(stop, end)]
        else:
            parts.append(Part(start, end, number, title, is_form))
    return tuple(parts)


def _is_form(text: str, start: int, end: int, title: str, tables: Sequence[Table]) -> bool:
    if any(table.place.sheet for table in tables):
        return True
    body = text[start:end]
    below = next((line.text for line in list(lines_of(text, start, end))[1:2]), "")
    if _PROSE_TITLE.fullmatch(title or below) and len(_BLANKS.findall(body)) < 3:
        return False
    if not tables and not FORM_SIGN.search(body):
        named = FORM_TITLE.fullmatch(title or below) is not None
        return named and (BLANK.search(body) is not None or _is_short(text, start, end))
    return len(_SECTION.findall(body)) < 3 or len(_BLANKS.findall(body)) > 2


def _is_short(text: str, start: int, end: int) -> bool:
    """Whether a stretch is nothing but short lines, as a table without its cells."""
    lines = list(lines_of(text, start, end))
    return all(len(line.text) <= 40 and "。" not in line.text for line in lines)


def _split_main(text: str, end: int) -> Iterator[Part]:
    lines = list(lines_of(text, 0, end))
    for i, line in enumerate(lines):
        if not SIGNED.fullmatch(line.text):
            continue
        follows = [n for n in lines[i + 1 : i + 8] if _PLAN_TITLE.fullmatch(n.text)]
        if follows:
            start = lines[i + 1].start
            return (yield from (Part(0, start), Part(start, end)))
    yield Part(0, end)
