"""The theme of a campaign: from its section, from a label, or from “以“…”为主题” in running text."""

import re
from collections.abc import Iterator

from anyue.core.notice.outline import Item
from anyue.core.notice.parts import Part
from anyue.core.notice.plan import Span

_ABOUT = r"(?:活动|宣传)?(?:主题|时间|地点|口号|目标|内容|任务)"
_HEADING = re.compile(rf".{{0,14}}主题(?:口号)?|{_ABOUT}(?:[和与及、]{_ABOUT}){{1,3}}")
_IS = r"(?:[是为]|定为|确定为|拟定为|明确为|[：:])"
# A comma belongs to the theme where a second half of like length ends the sentence.
_SLOGAN = (
    r"[^“”\"，。；\n]{4,24}，[^“”\"，。；\n]{4,24}(?:——[^“”\"，。；\n]{2,24})?(?=[。；\n]|$)"
    r"|[^“”\"，。；\n]{3,50}"
)
_QUOTED = r"[“\"](?P<theme>[^“”\"\n]{3,60})[”\"]"
_STATED = (
    re.compile(rf"主题(?:口号|名称)?{_IS}{{1,2}}[ ]?{_QUOTED}"),
    re.compile(rf"主题[ ]?{_QUOTED}(?=[。；\n]|$)"),
    re.compile(rf"主题{_IS}{{1,2}}[ ]?《(?P<theme>[^《》\n]{{3,60}})》"),
    re.compile(
        rf"(?:以|围绕|紧扣|突出|聚焦|根据|按照|着)[^，。；\n“”]{{0,16}}{_QUOTED}[^，。；、\n“”]{{0,14}}主题"
    ),
    re.compile(rf"{_QUOTED}(?:这一|这个|的|为|作为|是)(?:活动|年度|宣传|今年)?的?主题"),
)
_UNQUOTED = (
    re.compile(rf"主题(?:口号)?{_IS}{{1,2}}[ ]?(?P<theme>{_SLOGAN})"),
    re.compile(r"(?:以|围绕|紧扣)(?P<theme>[^“”，。；：\n]{4,30})(?:为|这一)(?:活动)?主题"),
)
_LABELLED = re.compile(
    rf"^[ \t]*[^：:\n“。]{{0,20}}主题(?:口号)?[：:] ?(?P<theme>[“\"][^“”\"\n]{{3,60}}|{_SLOGAN})",
    re.MULTILINE,
)
# “安全生产月”主题 names the campaign, not its theme; “主题党日” and “主题班会” have none of their own.
_CAMPAIGN = re.compile(
    r"[^、，—！ ]{2,14}(?:月|周|日|年|万里行|行动)|安全生产[^、，—！ ]{1,8}行"
    r"|[^、，— ]{0,12}(?:党日|班会|教育|宣讲|班队会|宣传|活动)"
)
_EMPTY = re.compile(r"[^\u4e00-\u9fff]*|.{0,6}(?:内容|要求|时间|见附件|另行通知).{0,4}")
_OPENING, _CLOSING = '“”"《》 ：:（', '“”"》 。，；;）\t'
UNQUOTED = "主题没有加引号，按“主题”后面的文字理解，请核对。"
FROM_ACTIVITY = "通知没有专门写明主题，按一项活动里的主题理解，请核对。"


def read_theme(
    text: str, parts: tuple[Part, ...], sections: list[Item], doing_from: int
) -> tuple[str, Span, str | None] | None:
    """(theme, span, doubt); `doing_from` is where the sections begin that say what is to be done."""
    prose = [part for part in parts if not part.is_form]
    for start, end, doubt in _places(text, prose, sections, doing_from):
        if theme := _theme(text, start, end):
            return (*theme, doubt)
    return None


def _places(
    text: str, prose: list[Part], sections: list[Item], doing_from: int
) -> Iterator[tuple[int, int, str | None]]:
    """Where a theme may stand, the surest first, with the doubt that goes with the place."""
    yield from ((start, end, None) for start, end in _in_sections(text, sections))
    for part in prose:
        yield from ((*found.span("theme"), None) for found in _LABELLED.finditer(text, part.start, part.end))
    for patterns, doubt in ((_STATED, None), (_UNQUOTED, UNQUOTED)):
        for part in prose:
            end = min(part.end, max(part.start, doing_from))
            yield from ((*span, doubt) for span in _stated(text, patterns, part.start, end))
    for part in prose:
        start = max(part.start, doing_from)
        yield from ((*span, FROM_ACTIVITY) for span in _stated(text, _STATED, start, part.end))


def _stated(text: str, patterns: tuple[re.Pattern[str], ...], start: int, end: int) -> Iterator[Span]:
    found = [one.span("theme") for pattern in patterns for one in pattern.finditer(text, start, end)]
    yield from sorted(found)


def _in_sections(text: str, sections: list[Item]) -> Iterator[Span]:
    """The words of a section named 主题, without “今年的主题是” and quotes."""
    for item in sections:
        heading = item.heading.rstrip("：: ")
        if not _HEADING.fullmatch(heading):
            continue
        start = item.body + len(item.heading)
        end = min(item.end, start + 400)
        for pattern in (*_STATED, *_UNQUOTED):
            if stated := pattern.search(text, start, end):
                yield stated.span("theme")
        quoted = re.compile(r"[“\"](?P<theme>[^”\"\n]{3,60})[”\"]").search(text, start, min(end, start + 80))
        if quoted and not text[start : quoted.start()].strip("：: \n\t。0123456789、.（）()一二"):
            yield quoted.span("theme")
        if heading.endswith(("主题", "口号")):
            plain = re.compile(r"[^\s：:。][^\n。]{2,80}").search(text, start, end)
            if plain:
                yield plain.span()


def _theme(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The theme at these words, with the subtitle that stands on the next line, or None where it is none."""
    while start < end and text[start] in _OPENING and not text.startswith("《", start):
        start += 1
    while (
        end > start
        and text[end - 1] in _CLOSING
        and not (text[end - 1] == "》" and text.count("《", start, end) == text.count("》", start, end))
    ):
        end -= 1
    if text.startswith("《", start) and text[end - 1] != "》" and "》" not in text[start:end]:
        start += 1
    theme = text[start:end]
    below = re.compile(r"[”\"。]?\n[ \t]*(——[^\n。；”\"]{2,30})").match(text, end)
    if below and "——" not in theme:
        theme, end = theme + below[1], below.end()
    if not 3 <= len(theme) <= 60 or _CAMPAIGN.fullmatch(theme) or _EMPTY.fullmatch(theme):
        return None
    return theme, (start, end)
