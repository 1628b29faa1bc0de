"""Where attachments begin: at “附件2”, at the title of a table, at a sheet of a workbook."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from anyue.core.notice.open import Table
from anyue.core.notice.printed_lines import NUMERAL, Line, lines_of

_ATTACHMENT = re.compile(
    rf"[ \t]*[（(【]?(?P<number>附 ?[件表录] ?"
    rf"(?:(?:\d{{1,2}}|{NUMERAL}{{1,3}})(?: ?[-－—–.] ?\d{{1,2}}(?!\d))?)?)[）)】]?"
    r"[.．、]? ?[:：]?[ \t]*(?P<title>[^。；\n]{0,60})$"
)
_LISTED = re.compile(rf"[ \t]*(?:\d{{1,2}} ?[.、．]|附[件表] ?(?:\d|{NUMERAL}|[:：]))")
FORM_TITLE = re.compile(
    r"[^。；，:：\t|]{1,50}(?:统计表|登记表|报送表|汇总表|联络员表|联系表|安排表|回执|回执单|台账"
    r"|报名表|推荐表|申报表|情况表|信息表|记录表|一览表|反馈表|联络表|名单|清单|统计|表)"
    r"(?:[（(][^（）()]{1,16}[）)])?"
)
"""The title of a form: a short line that ends in 表 or a word like it."""

FORM_SIGN = re.compile(
    r"^\t|\S\t|[（(] {0,20}[）)]|_{2,}|＿+|^ *(?:填报|填表|报送)(?:单位|人|时间|日期)|\|.*\||^ *序号|[│┃║]"
    r"|^ *(?:姓 *名|单位名称) *[：:]?$",
    re.MULTILINE,
)
"""What a form shows near its beginning: cells, blanks, a line of 填报单位."""

SIGNED = re.compile(
    rf"[ \t]*(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日"
    rf"|[一二][一二三四五六七八九十〇○零0O]{{3}}年{NUMERAL}{{1,3}}月{NUMERAL}{{1,3}}日)[ \t]*"
)
"""A line that is a date, as under a letter."""


def attachment_starts(text: str, tables: Sequence[Table]) -> Iterator[tuple[int, str, str]]:
    """(offset, number as printed, title) of each attachment, ascending; a bare form has no number."""
    lines = list(lines_of(text))
    found = [(i, m) for i, line in enumerate(lines) if (m := _ATTACHMENT.fullmatch(line.text))]
    last_of = {_number(m): i for i, m in found}
    starts = {}
    for i, m in found:
        title = m["title"].strip()
        after = lines[i + 1].text if i + 1 < len(lines) else ""
        has_number = len(_number(m)) > 2
        # “附件：统计表” with the table right under it lists nothing: the attachment begins.
        opens = FORM_TITLE.fullmatch(title) is not None and (
            FORM_SIGN.search(text, lines[i].end, lines[min(i + 2, len(lines) - 1)].end) is not None
        )
        is_listed = bool(title) and (
            (not has_number and not opens)
            or (has_number and last_of[_number(m)] != i)
            or not after
            or _LISTED.match(after) is not None
            or any(SIGNED.fullmatch(line.text) for line in lines[i + 1 : i + 4])
        )
        is_list = not title and not has_number and re.match(r"\d{1,2} ?[.、．]", after)
        if not is_listed and not is_list and after and not re.match(r"[，。的]", title):
            starts[i] = (lines[i].start, _number(m), title)
    for i in _bare_forms(text, lines, tables):
        if not any(k in starts for k in range(max(0, i - 3), i + 1)):
            starts[i] = (lines[i].start, "", lines[i].text)
    for i, name in _sheets(lines, tables, sorted(starts)):
        starts[i] = (lines[i].start, "", name)
    yield from (starts[i] for i in sorted(starts))


def _number(found: re.Match[str]) -> str:
    return re.sub(r"\s", "", found["number"])


def _sheets(lines: list[Line], tables: Sequence[Table], starts: list[int]) -> Iterator[tuple[int, str]]:
    """(line, sheet's name) where a sheet of a workbook begins that no “附件” announces."""
    at = [line.start for line in lines]
    known = [at[i] for i in starts]
    before = 0
    for table in tables:
        first = bisect_left(at, before)
        if (
            table.place.sheet
            and first < len(lines)
            and bisect_left(known, before) == bisect_left(known, table.end)
        ):
            yield (
                first,
                "" if re.fullmatch(r"(?i)sheet\d*|工作表\d*", table.place.sheet) else table.place.sheet,
            )
        before = table.end


def _bare_forms(text: str, lines: list[Line], tables: Sequence[Table]) -> Iterator[int]:
    """Titles of tables that no “附件” announces: a short line ending in 表 with a table under it."""
    begins = [table.start for table in tables]
    for i, line in enumerate(lines[:-1]):
        if (
            len(line.text) <= 60
            and FORM_TITLE.fullmatch(line.text)
            and text[line.start - 1 : line.start] != "\t"
        ):
            below = lines[min(i + 2, len(lines) - 1)].end
            has_table = bisect_left(begins, line.start) < bisect_left(begins, below)
            if not _LISTED.match(line.text) and (has_table or FORM_SIGN.search(text, line.end, below)):
                yield i
