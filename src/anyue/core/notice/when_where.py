"""When and where an activity takes place, in the notice's own words."""

import re

from anyue.core.notice.numerals import NUM
from anyue.core.notice.ranges import RANGE

_DAYS = rf"{NUM}月{NUM}日(?:前后|前|起)?"
_WHEN = re.compile(
    rf"(?:{RANGE.pattern.replace('?P<from>', '?:').replace('?P<to>', '?:')}|{NUM}月\d{{4}}日"
    rf"|{NUM}月{NUM}日{NUM}日"
    rf"|{_DAYS}(?:[、和](?:{NUM}月)?{NUM}日(?:前|起)?){{1,6}}|(?:\d{{4}}年)?{NUM}月(?:份)?(?:{NUM}日|[上中下]旬|中下旬"
    rf"|[底末初])?(?:前后|前|起|期间)?|全年|活动期间|每(?:周|月|日)[一二三四五六日]?)"
)
_FIELD_WHEN = re.compile(
    r"(?:活动|举办|开展|实施|完成|组织)?(?:时间|时限|日期)[：:] ?"
    r"((?:[^\n。；;（(）)]|[（(][^\n（(）)]{0,20}[）)]){2,60})"
)
_FIELD_WHERE = re.compile(r"(?:活动|举办)?地点[：:] ?([^\n。；;]{2,60})")
_PLACE = (
    r"(?:广场|公园|礼堂|会议室|会场|主会场|大厅|体育馆|体育场|文化宫|中心|学校|社区|公司|车站|路口|区域|场所|位置"
    r"|展厅|景区|商场|报告厅|操场|集市|集贸市场|市场|村部|车间|工地|剧院|影院|党群服务中心|站|门口|大院|主干道"
    r"|步行街|集镇|项目部|厂区|园区|图书馆|博物馆|体验馆|科技馆|多功能厅|教室|楼前|校园|小区|超市|医院|食堂|宿舍)"
)
_WHERE = re.compile(
    rf"(?:在|到|赴|于)(?![^，。；]{{0,10}}(?:期间|基础|过程|范围))"
    rf"([^，,。；;：:\n（“在到月日]{{2,40}}?{_PLACE})"
    r"(?!的|范围|期间|内的)"
)
_BRACKETED = re.compile(r"（[^（）\n]{0,80}）")


def when_of(words: str) -> str | None:
    """The time field of an activity, else the first time outside quotes; None where there is none."""
    if stated := _FIELD_WHEN.search(words):
        return stated[1].strip()
    bare = re.sub(r"[“《][^”》\n]{0,60}[”》]", _blanked, words)
    found = _WHEN.search(bare)
    return found[0].strip() if found else None


def where_of(words: str) -> str | None:
    """The place field of an activity, else the first place that something is to be done at."""
    found = _FIELD_WHERE.search(words) or _WHERE.search(_BRACKETED.sub(_blanked, words))
    return found[1].strip() if found else None


def _blanked(found: re.Match[str]) -> str:
    return "　" * len(found[0])
