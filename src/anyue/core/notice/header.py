"""The head of a notice (GB/T 9704-2012): issuer, number, title, date, recipients, theme and grounds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from anyue.core.notice.dates import YEAR, first_day, parse_when
from anyue.core.notice.outline import Item
from anyue.core.notice.parts import Line, Part, lines_of
from anyue.core.notice.plan import Span

_HEAD_LINES = 40
_ORGAN_END = (
    r"(?:人民政府|政府|办公室|办公厅|委员会|安委办|安委会|管委会|指挥部|领导小组|局|厅|部|委|办"
    r"|处|所|院|校|中学|小学|大学|学院|公司|集团|总队|支队|大队|中心|街道|协会|联合会|总工会"
    r"|总社|站|厂)"
)
_ORGAN = re.compile(rf"[\u4e00-\u9fff（）()·]{{2,40}}?{_ORGAN_END}(?:办公室)?(?:文件|[（(][章印][）)])?")
_DOC_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}(?:[（(][\u4e00-\u9fff]{1,6}[）)])?[〔\[［（(【〈]? ?\d{4} ?年?"
    r"[〕\]］）)】〉]? ?第? ?\d{1,5} ?号"
)
_TITLE_END = r"(?:通知|通知书|方案|计划|安排|意见|通告|公告|函|倡议书|要点|通报|办法|细则|指南|决定|安排意见)"
_TITLE = re.compile(rf"[^。；\n\t]{{3,120}}{_TITLE_END}(?:[（(][^（）()\n]{{1,14}}[）)])?")
_DAY = (
    rf"{YEAR}(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]"
)
_SIGNED = re.compile(rf"[（(]?(?P<day>{_DAY})[）)]?(?:印发|发布|印)?")
_SIGNED_LINE = re.compile(rf"(?P<organ>[\u4e00-\u9fff]{{4,30}}) {{1,40}}(?P<day>{_DAY})")
_PRINTED = re.compile(rf"(?P<day>{_DAY}) ?印发?$")
_RECIPIENTS = re.compile(
    r"(?=.*(?:各|局|办|委|部门|单位|公司|镇|乡|村|街道|学校|科室|站|所|队))[^。；]{2,400}[：:]"
)
# A comma belongs to the theme where a second half of like length ends the sentence.
_SLOGAN = r"[^“”\"，。；\n]{4,20}，[^“”\"，。；\n]{4,14}(?=[。；\n]|$)|[^“”\"，。；\n]{4,40}"
_THEME_IN_TEXT = (
    re.compile(r"主题(?:是|为|定为|确定为)?[：:]? ?[“\"《](?P<theme>[^”\"》\n]{4,40})[”\"》]"),
    re.compile(r"[以围绕着绕][“\"](?P<theme>[^”\"\n]{4,40})[”\"]?(?:这一|的|为)?(?:活动)?(?:为)?主题"),
    re.compile(rf"主题(?:是|为|：|:) ?(?P<theme>{_SLOGAN})"),
)
_GROUND = re.compile(r"(?:根据|按照|依据|依照|遵照|参照|落实)(?P<cited>[^。；\n]{4,400})")
_BOOK = re.compile(
    r"《[^《》\n]{2,100}(?:《[^《》\n]{1,80}》[^《》\n]{0,60})?》(?:[（(][^（）()\n]{2,40}号[）)])?"
)
_SPACES = re.compile(r" {2,}|\t")
_PLAIN_TITLE = re.compile(r"[^，。；《》、和]{2,40}关于[^，。；《》]{4,80}?的?通知")


@dataclass(slots=True)
class Header:
    """What the head says; `spans` gives for each field the stretch of text it came from."""

    issuer: str | None = None
    doc_number: str | None = None
    title: str | None = None
    issued_on: str | None = None
    recipients: tuple[str, ...] = ()
    theme: str | None = None
    based_on: tuple[str, ...] = ()
    spans: dict[str, Span] = field(default_factory=dict)


def read_header(text: str, parts: tuple[Part, ...], sections: list[Item]) -> Header:
    """The header fields that the text states; what it does not state stays None."""
    header = Header()
    main = parts[0]
    first_section = min((item.start for item in sections if item.start >= main.start), default=main.end)
    head = list(lines_of(text, main.start, min(main.end, first_section)))[:_HEAD_LINES]
    _read_number(header, head)
    _read_title(header, head)
    _read_signature(header, text, parts)
    _read_recipients(header, head)
    _read_theme(header, text, parts, sections)
    _read_grounds(header, text, parts)
    return header


def _read_number(header: Header, head: list[Line]) -> None:
    for line in head[:12]:
        found = _DOC_NUMBER.search(line.text)
        if (
            found
            and len(line.text) <= len(found[0]) + 16
            and not line.text.startswith(("（", "(", "根据", "附"))
        ):
            header.doc_number = found[0].replace(" ", "")
            header.spans["doc_number"] = (line.start + found.start(), line.start + found.end())
            return


def _read_title(header: Header, head: list[Line]) -> None:
    for i, line in enumerate(head[:15]):
        text = re.sub(r"\A\d{1,2}[、.] ?(?=\d{4})", "", line.text)
        if text.endswith(("：", ":")) or ">" in text or not _TITLE.fullmatch(text):
            continue
        start = line.end - len(text)
        above = head[i - 1] if i else None
        if above and (_signs(above.text, text) or _continues(above.text, text)):
            text, start = above.text + text, above.start
        header.title, header.spans["title"] = (
            text.replace(" ", "") if _is_spread(text) else re.sub(r" +(?=\d{4}年)| +(?= )", "", text),
            (start, line.end),
        )
        return


def _is_spread(text: str) -> bool:
    return text.count(" ") * 3 > len(text)


def _signs(above: str, text: str) -> bool:
    """Whether the line above names the organs of “关于…的通知”."""
    return text.startswith("关于") and _are_organs(above) and not above.endswith("文件")


def _continues(above: str, text: str) -> bool:
    """Whether `text` is the second line of a title that begins with the line above."""
    if len(above) > 45 or _DOC_NUMBER.search(above) or above.endswith(("：", "。", "文件", "号", "”")):
        return False
    return "关于" in above and "关于" not in text and not _TITLE.fullmatch(above)


def _is_organ(text: str) -> bool:
    return bool(_ORGAN.fullmatch(text)) and not text.startswith(("各", "附", "关于", "第"))


def _are_organs(line: str) -> bool:
    return all(_is_organ(name) for name in _SPACES.split(line))


def _read_signature(header: Header, text: str, parts: tuple[Part, ...]) -> None:
    """The organ above a date that stands alone; else the organ at the very top or in the imprint."""
    prose = [part for part in parts if not part.is_form]
    for part in prose:
        lines = list(lines_of(text, part.start, part.end))
        for i, line in enumerate(lines):
            found = _SIGNED.fullmatch(line.text)
            if found and _set_date(header, found["day"], line.start + found.start("day")):
                _read_signers(header, lines[max(0, i - 6) : i])
                break
            joined = _SIGNED_LINE.fullmatch(line.text)
            at = line.start + joined.start("day") if joined else 0
            if joined and _is_organ(joined["organ"]) and _set_date(header, joined["day"], at):
                header.issuer = joined["organ"]
                header.spans["issuer"] = (line.start, line.start + len(joined["organ"]))
                break
        if header.issued_on:
            break
    else:
        _read_imprint(header, text, prose)
    if not header.issuer:
        _read_red_head(header, text, parts[0])


def _set_date(header: Header, words: str, at: int) -> bool:
    day = first_day(parse_when(words))
    if day:
        header.issued_on, header.spans["issued_on"] = day, (at, at + len(words))
    return bool(day)


def _read_signers(header: Header, above: list[Line]) -> None:
    signers: list[Line] = []
    for line in reversed(above):
        if not _are_organs(line.text):
            break
        signers.insert(0, line)
    if signers:
        names = [
            n.split("（")[0] if n.endswith("）") else n
            for line in signers
            for n in re.split(r" {2,}|\t", line.text)
        ]
        header.issuer = "、".join(names)
        header.spans["issuer"] = (signers[0].start, signers[-1].end)


def _read_imprint(header: Header, text: str, prose: list[Part]) -> None:
    for part in prose:
        for line in lines_of(text, part.start, part.end):
            found = _PRINTED.search(line.text)
            if found and _set_date(header, found["day"], line.start + found.start("day")):
                return


def _read_red_head(header: Header, text: str, main: Part) -> None:
    for line in list(lines_of(text, main.start, main.end))[:4]:
        organ = line.text.replace(" ", "").removesuffix("文件")
        if _is_organ(organ) and len(organ) >= 4:
            header.issuer, header.spans["issuer"] = organ, (line.start, line.start + len(line.text))
            return
    if header.title and (named := re.match(rf"([\u4e00-\u9fff]{{2,30}}?{_ORGAN_END})关于", header.title)):
        start = header.spans["title"][0]
        header.issuer, header.spans["issuer"] = named[1], (start, start + len(named[1]))


def _read_recipients(header: Header, head: list[Line]) -> None:
    for line in head[:15]:
        if line.start < header.spans.get("title", (0, 0))[1] or not _RECIPIENTS.fullmatch(line.text):
            continue
        if re.match(r"现将|根据|为|附件|联系|主题", line.text):
            continue
        header.recipients = split_names(line.text[:-1])
        header.spans["recipients"] = (line.start, line.end - 1)
        return


def split_names(text: str) -> tuple[str, ...]:
    """The names of a list, split at 、，；, but not inside brackets."""
    names, depth, at = [], 0, 0
    for i, c in enumerate(text):
        depth += (c in "（(") - (c in "）)" and depth > 0)
        if c in "、，；,;" and not depth:
            names.append(text[at:i])
            at = i + 1
    names.append(text[at:])
    return tuple(name.strip() for name in names if name.strip())


def _read_theme(header: Header, text: str, parts: tuple[Part, ...], sections: list[Item]) -> None:
    for found in _theme_places(text, sections):
        _set_theme(header, text, *found)
        return
    for part in parts:
        if part.is_form:
            continue
        for pattern in _THEME_IN_TEXT:
            if inline := pattern.search(text, part.start, part.end):
                _set_theme(header, text, *inline.span("theme"))
                return


def _theme_places(text: str, sections: list[Item]) -> Iterator[Span]:
    """The words of a section named 主题, without “今年的主题是” and quotes."""
    for item in sections:
        heading = item.heading.rstrip("：: ")
        if not re.fullmatch(r".{0,12}主题(?:口号)?|主题和时间|主题及时间", heading):
            continue
        body_start = item.body + len(item.heading)
        body = text[body_start : min(item.end, body_start + 300)]
        quoted = re.search(r"主题[^“\n]{0,12}“([^”\n]{4,40})”|“([^”\n]{4,40})”(?:为|这一|的)?主题", body)
        if quoted:
            yield (
                body_start + quoted.start(quoted.lastindex or 0),
                body_start + quoted.end(quoted.lastindex or 0),
            )
            continue
        stated = re.search(rf"主题(?:是|为|：|:)? ?({_SLOGAN})|([^\s：:。][^\n。]{{2,60}})", body)
        if stated:
            group = 1 if stated[1] else 2
            yield body_start + stated.start(group), body_start + stated.end(group)


def _set_theme(header: Header, text: str, start: int, end: int) -> None:
    while start < end and text[start] in '“”"《 ：:':
        start += 1
    while end > start and text[end - 1] in '“”"》。 ，；\t':
        end -= 1
    if 3 <= end - start <= 60:
        header.theme, header.spans["theme"] = text[start:end], (start, end)


def _read_grounds(header: Header, text: str, parts: tuple[Part, ...]) -> None:
    """Documents cited in the opening of each prose part: 《…》（文号） or “××关于…的通知”."""
    cited: list[str] = []
    for part in parts:
        if part.is_form:
            continue
        for ground in _GROUND.finditer(text, part.start, min(part.end, part.start + 3000)):
            books = _BOOK.findall(ground["cited"])
            plain = [] if books else [m[0] for m in _PLAIN_TITLE.finditer(ground["cited"])]
            cited += [name for name in (*books, *plain) if not re.match(r"《[^》]*(?:法|条例)》$", name)]
    header.based_on = tuple(dict.fromkeys(cited))
