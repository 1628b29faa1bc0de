"""Whom a notice is addressed to: the line under the title that ends in a colon, split into its names."""

import re

from anyue.core.notice.parts import Line
from anyue.core.notice.plan import Span

_RECIPIENTS = re.compile(
    r"(?=.*(?:各|局|办|委|部门|单位|公司|镇|乡|村|街道|学校|科室|站|所|队|企业|班级|师生|幼儿园|同志|部))"
    r"[^。“《]{2,600}(?:[《“][^。；“《]{2,40}[”》][^。；“《]{0,80})?[：:]"
)
# “各单位” on a line of its own, with the colon forgotten.
_BARE = re.compile(
    r"各[^。；：:“《]{1,80}(?:局|办|委|部门|单位|公司|镇|乡|村|街道|学校|科室|处室|企业|政府|园)"
)
_NO_RECIPIENTS = re.compile(
    r"同志们|同学们|朋友们|各位|现将|根据|为|附|联系|主题|抄[送报]|责任|发[布文]|来源|牵头|配合|时间|地点"
    r"|[一二三四五六七八九十]{1,2}、|[（(]|\d"
)
# A sentence that tells something addresses nobody.
_TELLS = re.compile(
    r"获悉|表示|指出|强调|介绍|认为|如下|事项|听取|包括|[了是说讲问答]$|记者|负责人|做到|负责$|情况$|情形|条件"
)
_OPENS = re.compile(r"现将|为|根据|按照|今年|近期|近日|当前|\d{4}年")
_COURTESY = re.compile(r"^(?:尊敬的|主送[：:]?|致[：:])")


def read_recipients(head: list[Line], after: int) -> tuple[tuple[str, ...], Span] | None:
    """(names, span) of the first line that addresses somebody at or behind the offset `after`."""
    for line, below in zip(head[:30], [*head[1:30], None], strict=False):
        if line.start < after or _NO_RECIPIENTS.match(line.text):
            continue
        text = _address(line.text)
        if _RECIPIENTS.fullmatch(text) and not _TELLS.search(text[:-1]):
            return split_names(_COURTESY.sub("", text[:-1])), (line.start, line.start + len(text) - 1)
        if _BARE.fullmatch(text) and below and _OPENS.match(below.text):
            return split_names(text), (line.start, line.end)
    return None


def _address(line: str) -> str:
    """The line up to its colon where the text begins behind it: “各单位： 为做好……”."""
    colon = line.find("：", 0, 600) + 1
    return line[:colon] if colon and _OPENS.match(line[colon:].lstrip()) else line


def split_names(text: str) -> tuple[str, ...]:
    """The names of a list, split at 、，；, but not inside brackets nor within “各乡、镇”."""
    names: list[str] = []
    depth, at = 0, 0
    for i, c in enumerate(text):
        depth += (c in "（(") - (c in "）)" and depth > 0)
        if c in "、，；,;" and not depth:
            _add(names, text[at:i], text[at - 1 : at])
            at = i + 1
    _add(names, text[at:], text[at - 1 : at] if at else "")
    return tuple(names)


def _add(names: list[str], name: str, mark: str) -> None:
    name = name.strip()
    if not name:
        return
    shares = mark == "、" and names and re.search(r"各[^、]{0,4}$|、[^、]$", names[-1])
    is_short = len(name) == 1 or (
        names and re.fullmatch(r"各.", names[-1]) and re.match(r"[乡镇县市区村](?!各)[\u4e00-\u9fff]", name)
    )
    if shares and is_short:
        names[-1] += f"、{name}"
    else:
        names.append(name)
