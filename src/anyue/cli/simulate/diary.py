"""What happened in a simulated county, a line a day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from anyue.core.simulation import (
    Acknowledge,
    Approve,
    Ask,
    Draft,
    Event,
    Hold,
    Line,
    Relay,
    Return,
    Submit,
    TakeBack,
)

_REFUSED = {
    "values_wrong": "填错被拦下",
    "report_changed": "两人同填被提醒",
    "not_acknowledged": "未签收先报被拦下",
    "taken_up": "已开审不能撤回",
    "review_stale": "旧版审核被拦下",
}
_DAYS = "一二三四五六日"


_PLAIN: dict[type[Event], str] = {
    Acknowledge: "签收",
    Relay: "转发",
    Draft: "暂存",
    TakeBack: "撤回",
    Return: "退回",
    Approve: "审核通过",
}


def words_of(event: Event, asks: Sequence[Ask], lines: Sequence[Line]) -> list[str]:
    """What a day's line counts of an event; nothing for what is not worth telling."""
    if event.refused:
        return [_REFUSED[event.refused]]
    told: dict[str, bool] = {}
    if isinstance(event, Hold):
        told = {"记台账": True, "联合开展": bool(event.co_hosts), "重复登记被识别": event.is_twice}
    elif isinstance(event, Submit):
        earlier = timedelta(hours=lines[event.place.line].hours_earlier)
        is_late = event.at > asks[event.place.ask].due_at - earlier
        told = {"报送": True, "其中迟报": is_late, "重复提交被识别": event.is_twice}
    elif type(event) in _PLAIN:
        told = {_PLAIN[type(event)]: True}
    return [word for word, is_so in told.items() if is_so]


def line_of(day: date, told: Counter[str]) -> str:
    """One day in one line: 6月3日 周三 报送 180，其中迟报 2，退回 9."""
    words = "，".join(f"{word} {count}" for word, count in _in_order(told))
    return f"{day.month:>2}月{day.day:>2}日 周{_DAYS[day.weekday()]}  {words}"


_ORDER = (
    "签收",
    "转发",
    "记台账",
    "联合开展",
    "重复登记被识别",
    "暂存",
    "报送",
    "其中迟报",
    "重复提交被识别",
    "撤回",
    "退回",
    "审核通过",
    *_REFUSED.values(),
)


def _in_order(told: Counter[str]) -> list[tuple[str, int]]:
    return [(word, told[word]) for word in _ORDER if told[word]]
