"""The index card that government sites print above a notice: 发文机关 and 成文日期 with their values."""

import re

from anyue.core.notice.parts import Line
from anyue.core.notice.plan import Span

_NAMES = {
    "issuer": r"发文机关|发文单位|制发机关|发文部门",
    "publisher": r"发布机构|发布单位",
    "issued_on": r"成文日期|成文时间|发文日期|发文时间|生成日期|印发日期",
}
_LABEL = re.compile("|".join(rf"(?P<{name}>(?:{words}))" for name, words in _NAMES.items()))
_NEXT = re.compile(r" (?=[\u4e00-\u9fff]{2,8}[：:])|  |\t|[|｜]")


def labelled(head: list[Line]) -> dict[str, tuple[str, Span]]:
    """The values of the card's labels, behind the label or on the next line, each with its span."""
    found: dict[str, tuple[str, Span]] = {}
    for line, below in zip(head[:40], [*head[1:40], None], strict=False):
        for label in _LABEL.finditer(line.text[:300]):
            name = str(label.lastgroup)
            rest = line.text[label.end() :]
            lead = len(rest) - len(rest.lstrip(" ：:|\t"))
            value, at = rest[lead:], line.start + label.end() + lead
            if not value and below:
                value, at = below.text, below.start
            elif not lead:
                continue
            cut = _NEXT.search(value)
            value = value[: cut.start()].strip() if cut else value.strip()
            if value and name not in found:
                found[name] = value, (at, at + len(value))
    return found
