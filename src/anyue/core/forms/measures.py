"""The measure words of statistics tables, and what a value with each may be summed over."""

import re

from anyue.core.forms.form import Adds

# Longer words stand before their beginnings, since the first that fits is taken.
_ONE = (
    "(?:万人次|人次|人天|场次|条次|班次|车次|台次|户次|家次|件次|批次|篇次|期次|平方公里|平方米|立方米|公里|公斤|公顷"
    "|千克|小时|课时|学时|分钟|万元|亿元|万份|万条|万人|万张|个点"
    "|[场次人名位篇个条份件家起处部户块幅副根期台辆艘架项例元张本册支套所宗种类只批轮段间栋座枚面点双顶盏具"
    "瓶袋箱把亩吨栏米天节堂版组对棵万%])"
)
# What follows a character that is no measure there: 人民, 名称, 项目, 场所 are words of their own.
_WORDS = (
    "人[民员口物才工]|名[称单额]|位[置于]|个[人别体]|家[庭长属]|场[所地景]|处[理罚置分室]|起草|项目|条[例款件]"
    "|本[级单人次地]|次数|期[间限]|台账|部[门分署位]|户[外籍口]|支[持部]|点[评位]|天气|面积|类[别型]|段落|种类"
    "|节[日假]|对[于象策]|组[织长]|组成|轮流|版面|件数|间隔"
)
MEASURE = rf"(?!{_WORDS}){_ONE}(?:/{_ONE}|[（(]{_ONE}[）)])?"
"""One measure; “场/次”, “场（次）” and “人(次)” are one."""

MEASURED = re.compile(
    rf"(?P<name>.{{1,60}}?)(?:[（(【\[](?:单位[：:])?(?P<unit>{MEASURE})[）)】\]]|(?<=[^\d场人家])/(?P<after>{MEASURE}))"
)
"""A name with its measure: 悬挂横幅（条）, 发放资料(单位：份), 宣传视频/条."""

_COUNTED = re.compile(
    r"(?:^|.)(?P<unit>人次|场次|场|次|人|名|篇|条|份|件|家|起|户|项|个|处|台|例|期|册|张|辆|块|幅)数$|(?P<said>人次|场次)$"
)
_TO_UNIT = {"场次": "场", "人次": "人次"}
_COUNT = re.compile(r"数量|数$|总量|金额|经费|比例|占比|[率额量]$")


def adds_of(unit: str | None) -> Adds:
    """Heads (人, 名) add over units only, text and shares (%) over nothing, all else over both."""
    if unit is None or unit == "%":
        return Adds.NONE
    return Adds.UNITS if unit in {"人", "名", "位", "万人"} else Adds.BOTH


def unit_of_name(name: str) -> str | None:
    """The measure that a name itself says: 参加人数 -> 人, 活动场次 -> 场; None where it says none."""
    found = _COUNTED.search(name)
    if not found:
        return None
    unit = found["unit"] or found["said"]
    return _TO_UNIT.get(unit, unit)


def is_count(name: str) -> bool:
    """Whether a name asks for a number, with or without saying its measure: 数量, 金额, 整改率."""
    return unit_of_name(name) is not None or _COUNT.search(name) is not None
