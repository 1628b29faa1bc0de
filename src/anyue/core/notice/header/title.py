"""The title of a notice, over one line or several; behind a letter without one, the title of its plan."""

import re

from anyue.core.notice.header.number import DOC_NUMBER
from anyue.core.notice.header.organs import organs_of
from anyue.core.notice.parts import Line, Part, lines_of
from anyue.core.notice.plan import Span

TITLE_END = (
    r"(?:通知|通知书|方案|计划|安排|部署|意见|通告|公告|函|邀请函|提示函|倡议书|要点|通报|办法|细则|指南|指引"
    r"|决定|安排意见|策划书?|策划案|任务书|工作提示|安排表)"
)
_TITLE = re.compile(rf"[^。；\n\t]{{3,120}}{TITLE_END}(?:[（(][^（）()\n]{{1,14}}[）)])?")
_TAIL = re.compile(r"[ ]*[|｜][ |｜]*$|[ ]+(?:打印|收藏|关闭|分享)$")
_LABEL = re.compile(r"(?:标 {0,4}题|名 {0,4}称|文件名称|信息名称|公文标题)[：:] ?")
_LEAST_TWICE = 8
# A page number or a list's number that ran into the title.
_LISTED = re.compile(r"\A\d{1,2}(?:[、.] ?(?=\d{4}|关于)|(?=[\u4e00-\u9fff])(?![年月日号个届]))")
_NO_TITLE = re.compile(
    r"现将|为(?!民)|根据|按照|请|附[件表：:\d]|附$|抄[送报]|经|今年|近日|日前|[上下]一[篇条]|当前位置|您?当?前?的?位置"
    r"|相关|来源|索引|来信|信息|发布|日期|首页|责任|联系|主题|时间|地点|编辑|作者|阅读|扫一扫|各(?!地)"
)
# What a page prints above a title, and what can't be the first line of one.
_FURNITURE = re.compile(
    r"[：:|｜>]|\d{4}-\d|通知公告|政府信息公开|信息公开|公示公告|政策文件|朗读|收藏|打印|字号|首页|网站|浏览|点击|文件$|签发人"
)
_HEADS = re.compile(
    r"关于|\d{4}年|[“《”》]|第[一二三四五六七八九十\d]{1,3}[个届次]"
    r"|[\u4e00-\u9fff]{2,12}(?:省|市|县|区|乡|镇|街道|公司|集团|局|委员会|校|学院|医院|系统|行业)"
)
_FROM_PLAN = "通知没有标题，取所附方案的标题。"


def read_title(
    text: str, head: list[Line], below: int, parts: tuple[Part, ...]
) -> tuple[str, Span, str | None] | None:
    """(title, span, doubt): of the head above the offset `below`, else of the plan that a letter brings."""
    above = [line for line in head if line.start < below]
    found = _title_in(above)
    if found:
        return (*found, None)
    for part in parts:
        if part.is_form or part.start <= (head[0].start if head else 0):
            continue
        lines = [line for line in list(lines_of(text, part.start, part.end))[:6] if not _is_mark(line.text)]
        if found := _title_in(lines):
            return (*found, _FROM_PLAN)
    return None


def _is_mark(text: str) -> bool:
    return bool(re.fullmatch(r"附[件表] ?\d{0,2}[：:]?", text))


def _title_in(lines: list[Line]) -> tuple[str, Span] | None:
    for i, line in enumerate(lines[:40]):
        words = _bare(line.text)
        if words.endswith(("：", ":")) or ">" in words or not _TITLE.fullmatch(words):
            continue
        if _NO_TITLE.match(words):
            continue
        start = line.start + line.text.find(words)
        span = start, start + len(words)
        for above in reversed(lines[max(0, i - 4) : i]):
            if not (_signs(above.text, words) or _continues(above.text, words)):
                break
            words, span = _bare(above.text) + words, (above.start, span[1])
        return _tidy(words), span
    return None


def _bare(line: str) -> str:
    words = _LISTED.sub("", _LABEL.sub("", _TAIL.sub("", line))).strip(" •·")
    if words.startswith("【") and words.endswith("】"):
        words = words[1:-1]
    # Libraries of documents print the title twice.
    half = words[: len(words) // 2]
    return half if len(half) >= _LEAST_TWICE and words == half * 2 else words


def _tidy(words: str) -> str:
    if words.count(" ") * 3 > len(words):
        return words.replace(" ", "")
    return re.sub(r" +(?=\d{4}年)| +(?= )", "", words)


def _signs(above: str, words: str) -> bool:
    """Whether the line above names the organs of “关于…的通知”."""
    named = re.match(r"关于|[\u4e00-\u9fff]{4,40}关于", words)
    return bool(named) and bool(organs_of(above)) and not above.endswith("文件")


def _continues(above: str, words: str) -> bool:
    """Whether `words` go on with a title that begins on the line above."""
    bare = _bare(above)
    if len(bare) > 45 or DOC_NUMBER.search(bare) or bare.endswith(("：", "。", "号", "”")):
        return False
    if _FURNITURE.search(bare) or _TITLE.fullmatch(bare) or organs_of(bare) or _NO_TITLE.match(bare):
        return False
    if "关于" in words:
        return False
    return "关于" in bare or (len(words) <= 30 and bool(_HEADS.match(bare)) and len(bare) >= 6)
