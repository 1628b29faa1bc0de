"""Split a document into its letter, its plan and its attachments, and list the lines of a part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMERAL = r"[一二三四五六七八九十]"
_ATTACHMENT = re.compile(
    rf"[ \t]*附[件表] ?(?P<number>\d{{1,2}}"
    rf"|{NUMERAL}{{1,3}})?(?:-\d)? ?[:：]?[ \t]*(?P<title>[^。；\n]{{0,60}})$"
)
_LISTED = re.compile(rf"[ \t]*(?:\d{{1,2}} ?[.、．]|附[件表] ?(?:\d|{NUMERAL}|[:：]))")
_FORM_TITLE = re.compile(
    r"[^。；，:：\t]{1,50}(?:统计表|登记表|报送表|汇总表|联络员表|联系表|安排表|回执|回执单|台账"
    r"|报名表|推荐表|申报表|情况表|信息表|记录表|一览表|反馈表|联络表|名单|清单|统计|表)"
    r"(?:[（(][^（）()]{1,12}[）)])?"
)
_FORM_SIGN = re.compile(
    r"^\t|\S\t|[（(] {0,20}[）)]|_{2,}|＿+|^ *(?:填报|填表|报送)(?:单位|人|时间|日期)|\|.*\||^ *序号",
    re.MULTILINE,
)
_BLANKS = re.compile(r"[（(] {0,20}[）)]|_{2,}|＿+")
_SIGNED = re.compile(
    rf"[ \t]*(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日"
    rf"|[一二][一二三四五六七八九十〇○零0O]{{3}}年{NUMERAL}{{1,3}}月{NUMERAL}{{1,3}}日)[ \t]*"
)
_PLAN_TITLE = re.compile(
    r"[^。；\t]{4,80}(?:方案|计划|安排|要点|实施意见|细则)(?:[（(][^（）()]{1,12}[）)])?"
)
_SECTION = re.compile(
    rf"^[ \t]*(?:{NUMERAL}{{1,3}}、|第{NUMERAL}{{1,3}}[章条部]|[（(]{NUMERAL}{{1,3}}[）)])", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: offsets of its content without the white space around it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text; `number` is “附件2” for an attachment, `is_form` says table or card."""

    start: int
    end: int
    number: str = ""
    title: str = ""
    is_form: bool = False


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of a stretch that are not blank, in order."""
    stop = len(text) if end is None else end
    while start < stop:
        cut = text.find("\n", start, stop)
        cut = stop if cut < 0 else cut
        content = text[start:cut]
        bare = content.strip()
        if bare:
            lead = len(content) - len(content.lstrip())
            yield Line(start + lead, start + lead + len(bare), bare)
        start = cut + 1


def split_parts(text: str) -> tuple[Part, ...]:
    """The parts in order: letter and plan (one part where nothing tells them apart), then attachments."""
    starts = list(_attachment_starts(text))
    main_end = starts[0][0] if starts else len(text)
    parts = list(_split_main(text, main_end))
    for (start, number, title), after in zip(starts, [*starts[1:], None], strict=False):
        end = after[0] if after else len(text)
        body = text[start:end]
        is_form = bool(_FORM_SIGN.search(body)) and (
            len(_SECTION.findall(body)) < 3 or len(_BLANKS.findall(body)) > 2
        )
        parts.append(Part(start, end, number, title, is_form))
    return tuple(parts)


def _split_main(text: str, end: int) -> Iterator[Part]:
    lines = list(lines_of(text, 0, end))
    for i, line in enumerate(lines):
        if not _SIGNED.fullmatch(line.text):
            continue
        follows = [n for n in lines[i + 1 : i + 8] if _PLAN_TITLE.fullmatch(n.text)]
        if follows:
            start = lines[i + 1].start
            return (yield from (Part(0, start), Part(start, end)))
    yield Part(0, end)


def _attachment_starts(text: str) -> Iterator[tuple[int, str, str]]:
    lines = list(lines_of(text))
    found = [(i, m) for i, line in enumerate(lines) if (m := _ATTACHMENT.fullmatch(line.text))]
    last_of = {m["number"]: i for i, m in found}
    starts = {}
    for i, m in found:
        title = m["title"].strip()
        after = lines[i + 1].text if i + 1 < len(lines) else ""
        is_listed = bool(title) and (
            not m["number"]
            or last_of[m["number"]] != i
            or not after
            or _LISTED.match(after) is not None
            or bool(_SIGNED.match(after))
        )
        if not is_listed and after and not re.match(r"[，。的]", title):
            starts[i] = (lines[i].start, f"附件{m['number'] or ''}", title)
    for i in _bare_forms(text, lines):
        if not any(k in starts for k in range(max(0, i - 3), i + 1)):
            starts[i] = (lines[i].start, "", lines[i].text)
    yield from (starts[i] for i in sorted(starts))


def _bare_forms(text: str, lines: list[Line]) -> Iterator[int]:
    """Titles of tables that no “附件” announces: a short line ending in 表 with a table under it."""
    for i, line in enumerate(lines[:-1]):
        if (
            len(line.text) <= 60
            and _FORM_TITLE.fullmatch(line.text)
            and text[line.start - 1 : line.start] != "\t"
        ):
            after = text[line.end : lines[min(i + 2, len(lines) - 1)].end]
            if not _LISTED.match(line.text) and _FORM_SIGN.search(after):
                yield i
