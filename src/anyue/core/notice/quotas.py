"""Minimum numbers that a notice asks of units: “至少推荐2个…或1个…”, “不少于3场”, “每村悬挂横幅2条以上”."""

import re
from collections.abc import Iterator

from anyue.core.forms.measures import MEASURE
from anyue.core.notice.numerals import number
from anyue.core.notice.parts import Part
from anyue.core.notice.plan import Quota
from anyue.core.notice.ranges import RANGE
from anyue.core.notice.units import responsible_units

_COUNT = r"(?:\d{1,6}|[一二三四五六七八九十两]{1,3})"
_VERB = r"(?P<verb>[^，。；：、\d\n（）]{0,24}?)"
_WHAT = r"(?P<what>[^，。；\n]{0,60})"
_FLOOR = r"(?:至少|最少|不少于|不低于|不得少于|不得低于|不小于|保证)"
# Each pattern behind the word that it can't do without, which is found much faster than the pattern.
_PATTERNS = (
    # 至少开展2次…
    (
        re.compile(_FLOOR),
        re.compile(rf"{_FLOOR}{_VERB}(?P<count>{_COUNT})(?P<unit>{MEASURE})(?:以上)?{_WHAT}"),
    ),
    # 悬挂横幅2条以上
    (
        re.compile("以上"),
        re.compile(
            rf"(?P<verb>[^，。；：、\d\n]{{2,24}}?)(?P<count>{_COUNT})(?P<unit>{MEASURE})(?P<what>[^，。；\n、]{{0,16}}?)(?:及)?以上"
        ),
    ),
    # 覆盖率达到100%
    (
        re.compile("%"),
        re.compile(
            r"(?P<verb>[^，。；：\d\n]{0,16}(?:率|面|比例))[^，。；\d\n]{0,4}?(?:达到?|不低于|达到或超过|为|确保|要求)?(?:到)?"
            r"(?P<count>\d{1,3})(?P<unit>%)(?:以上)?(?P<what>)"
        ),
    ),
    # 每个社区要举办2次…
    (
        re.compile("每|人均"),
        re.compile(
            rf"(?:每(?:个|家|所|支)?(?:镇|村|乡|社区|街道|企业|学校|单位|班级?|部门|科室|站所?|项目部?|村居|镇街)|人均|每人)[^，。；：\d\n]{{0,12}}?"
            rf"(?:要|应|须|需|完成|开展|举办|组织|悬挂|张贴|设置|制作|上报|报送|推荐)(?P<verb>[^，。；：、\d\n]{{0,16}}?)"
            rf"(?P<count>{_COUNT})(?P<unit>{MEASURE}){_WHAT}"
        ),
    ),
)
_OR = r"或(?:者)?(?:至少)?(?:推荐|报送|上报|选送|提供|开展|组织|举办)?"
# Each way is counted before or behind its object: 2场宣讲或1次演练, 宣讲2场或演练1次.
_OBJECT = r"[^，。；\d\n或]{0,20}?"
_ALTERNATIVE = re.compile(
    rf"{_OR}(?P<object>{_OBJECT})(?P<count>{_COUNT})(?P<unit>{MEASURE})(?P<what>[^，。；\n]{{0,60}}?)(?=或|$)"
)
_NEXT_WAY = re.compile(rf"{_OR}(?={_OBJECT}{_COUNT}{MEASURE})")
_EACH = re.compile(
    r"每(?:个|家|所|支|名)?(?:[\u4e00-\u9fff]{0,4}(?:县（市、区）|市（县、区）|县（区）|区（县）|县区|区县|县|镇（街）|镇街|镇|村（居）|村居|村|乡镇|乡|社区（村）|社区|街道|企业|学校|单位|班级|班|部门|科室|站所|站|所|项目部|项目|组(?!织)|户|人))"
    r"|人均"
)
_EVERY = re.compile(
    r"每(?:周|月|季度|日|天|年|半年|学期)|活动期间|期间内?|全年|本月内|[“《]?[\u4e00-\u9fff]{2,8}月[”》]?期间"
)
# What goes on for longer without a stop is no sentence; the bound keeps the time linear.
_SENTENCE = re.compile(r"[^。；;\n]{1,2000}")
# “附照片不少于5张” says how a report is to look.
_OF_A_REPORT = re.compile(r"（附[^（）]{0,12}$|字(?:数|左右)")
_NUMBERED = re.compile(r"^[ \t]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])[ ]?")
_PEOPLE = re.compile(
    r"(?:各|全体)[\u4e00-\u9fff（）]{1,14}?(?:主要负责人|负责人|人员|职工|员工|党员|干部|班主任|教师|师生)"
)
WEAK = "通知没有写“至少”，按最低数量理解，请核对。"
WHO_OPEN = "句中没有写明由谁完成，请补充。"


def read_quotas(text: str, parts: tuple[Part, ...]) -> tuple[Quota, ...]:
    """The minimum numbers in order; alternatives joined by 或 stand in `any_of`, the first among them."""
    found: list[Quota] = []
    for part in parts:
        if not part.is_form:
            for sentence in _SENTENCE.finditer(text, part.start, part.end):
                found += _in_sentence(text, sentence)
    return tuple(found)


def _in_sentence(text: str, sentence: re.Match[str]) -> Iterator[Quota]:
    taken: list[tuple[int, int]] = []
    least: list[tuple[re.Match[str], bool]] = []
    for i, (sign, pattern) in enumerate(_PATTERNS):
        if not sign.search(text, *sentence.span()):
            continue
        for one in pattern.finditer(text, *sentence.span()):
            at = one.start("count")
            if any(start <= at < end for start, end in taken) or _OF_A_REPORT.search(
                text[max(sentence.start(), one.start("count") - 20) : at]
            ):
                continue
            taken.append((one.start("count"), one.end()))
            least.append((one, i == len(_PATTERNS) - 1))
    if not least:
        return
    units = "、".join(responsible_units(_NUMBERED.sub("", sentence[0])))
    period = RANGE.search(sentence[0])
    span = period[0] if period and period["to"] else None
    for one, is_weak in sorted(least, key=lambda pair: pair[0].start()):
        doubt = WEAK if is_weak else None
        yield _quota(text[sentence.start() : one.start("count")], one, units, span, doubt)


def _quota(before: str, least: re.Match[str], units: str, period: str | None, doubt: str | None) -> Quota:
    each = list(_EACH.finditer(before))
    every = list(_EVERY.finditer(before))
    first = _NEXT_WAY.split(least["what"])[0]
    what = _bare(least["verb"] + first, units) or _object_before(
        before[: len(before) - (least.start("count") - least.start())], units
    )
    options = tuple(
        ((m["object"] + m["what"]).strip(), _value(m["count"]), m["unit"])
        for m in _ALTERNATIVE.finditer(least["what"])
    )
    count = _value(least["count"])
    people = _PEOPLE.search(before)
    who = each[-1][0] if each else units or (people[0] if people else "")
    return Quota(
        who=who,
        what=what,
        at_least=count,
        unit=least["unit"],
        any_of=((first.strip() or what, count, least["unit"]), *options) if options else (),
        period=period or (every[-1][0] if every else None),
        span=least.span(),
        doubt=doubt or (None if who else WHO_OPEN),
    )


def _bare(words: str, units: str) -> str:
    """The words without “各村、每户要” and the floor in front, which are told elsewhere."""
    words = _EACH.sub("", re.sub(rf"{_FLOOR}|^[，、的]", "", words)).strip()
    for unit in units.split("、"):
        words = words.removeprefix(unit).removeprefix("、")
    words = re.sub(r"^(?:组织|要组织)(?=各|全)|^" + _PEOPLE.pattern, "", _NUMBERED.sub("", words))
    return re.sub(r"^(?:分别|都|均|要|应|须|需|请){1,3}|(?:达到?|要|为)$", "", words).strip()


def _value(words: str) -> int:
    return number(words.replace("两", "二"))


def _object_before(words: str, units: str) -> str:
    """The last clause before the number that says something beyond the unit: “主题宣讲，每村”."""
    for clause in reversed(re.split(r"[，：]", words[-80:])):
        if bare := _bare(_EVERY.sub("", clause), units):
            return bare
    return ""
