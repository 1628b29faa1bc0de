"""The name of a span of days: “安全生产月” of “安全生产月活动时间为6月1日至30日”."""

import re

_NAME = re.compile(
    r"(?P<name>[^，。；：:\n]{0,20}(?:[“《][^”》\n]{2,24}[”》]?)[^，。；：:\n“]{0,6}"
    r"|[\u4e00-\u9fff]{2,20}(?:月|行|周|日|活动|行动|阶段))[（(]?$"
)
_NAME_AFTER = re.compile(
    r"[）)]?[，,]? ?(?:为|是|定为|开展|组织){0,2}"
    r"(?P<name>[^，。；：:\n]{0,16}(?:[“《][^”》\n]{2,24}[”》]|[\u4e00-\u9fff]{2,10}(?:月|周|日))(?:活动)?)"
)
_LONGEST_NAME = 16
# What every match of `_NAME` holds, and how long it can be.
_SIGN = re.compile("[“《月行周日动段]")
_REACH = 60


def period_name(text: str, start: int, at: int, end: int) -> str:
    """The words that name a span of days: before it in its clause, behind it, or the heading above it."""
    lines = text[max(start, at - 120) : at].split("\n")
    clause = re.split("[。；]", lines[-1])[-1]
    bare = re.sub(r"(?:的?(?:活动)?时间)?(?:将|为|是|从|自|于|在|[：:]| )*$", "", clause.strip())
    bare = re.sub(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+ ?", "", bare)
    near = bare[-_REACH:]
    named = _NAME.search(near) if _SIGN.search(near) else None
    if named := named or _NAME_AFTER.match(text, end):
        return named["name"].strip("，, ")
    heading = next((line.strip() for line in reversed(lines[:-1]) if line.strip()), "")
    heading = re.sub(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+ ?", "", heading)
    for words in (bare, heading):
        if 1 < len(words) <= _LONGEST_NAME and not re.search("[，。：:]", words):
            return words
    return "活动时间"
