"""Time phrases of a sentence: “5月31日前”, “6月份每周三12：00前”, “截止时间：6月20日”, “当天”, lists."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from anyue.core.festivals import FESTIVALS
from anyue.core.notice.anchor import Anchor
from anyue.core.notice.clock import CLOCK, clock_time
from anyue.core.notice.dates import DATE, DAY_PART, SHORT, STARTS, YEAR_WORD, When, last_day, parse_when
from anyue.core.notice.numerals import NUM, YEAR, number, year_number
from anyue.core.notice.offsets import offsets
from anyue.core.notice.plan import Period
from anyue.core.notice.ranges import RANGE, Spell, spells
from anyue.core.notice.recurring import EVERY, REPEATS, recurring

# 前 begins other words too: 前期, 前往, 前提; but “前提交” is “by then, hand in”.
_BEFORE_PATTERN = r"(?:之前|以前|前(?![期往来后沿列款述言夕景身线置]|提(?!交|供|出|报))|止(?!血)|为止|内)"
# “6月10、20、30日”: the sign of the day stands behind the last alone.
_MORE_DAYS = rf"(?=(?:、{NUM}){{1,5}}[日号])"
_ONE_DATE = re.compile(
    rf"{YEAR_WORD}?{NUM}月{NUM}{_MORE_DAYS}|{NUM}{_MORE_DAYS}|{DATE}|{SHORT}|{NUM}[日号]|{DAY_PART}"
)
_LIST = rf"(?:{_ONE_DATE.pattern})(?:[、，和及](?:和|及)?(?:{_ONE_DATE.pattern})){{0,11}}"
_CLOCK = re.compile(CLOCK)
_BEFORE = re.compile(_BEFORE_PATTERN)
_POINT = re.compile(rf"{STARTS}(?P<dates>{_LIST}){CLOCK} ?(?P<before>{_BEFORE_PATTERN})")
_ON = re.compile(
    rf"(?=[截报上提完征反 ]|{STARTS})"
    r"(?P<closes>截止(?:时间|日期|日)?(?:为|到|至|是|：|:)?|截至"
    r"|(?:报送|上报|提交|完成|征集|报名|反馈)(?:时间|时限|日期|期限)(?:为|：|:|是)?)?"
    rf" ?(?P<dates>{_LIST}){CLOCK}"
)
_CLOSES = re.compile(
    r"(?:报名|征集|投稿|申报|推荐|报送|上报|提交|反馈|参赛|材料|作品|成果|总结)[^，。；]{0,4}(?:截止|时间|时限|期限)"
)
_CLOSING = re.compile(r"[ \t]*截止(?:时间|日期)")
_SENDS_NEXT = re.compile(
    r"[，,]?(?:请|要|应|须)?(?:分别|分[二两三四]次|分批)?(?:将|把|报|上报|提交|报送)(?![道刊纸告名])"
)
_DATED_YEAR = re.compile(rf"({YEAR}){NUM}月")
_MONTH = re.compile(rf"({NUM})月(?!底)")
# What every time phrase holds; half of all sentences hold none of it, and are not searched.
_TIME = re.compile(rf"[0-9年月日号周天旬季每逢时节底]|星期|礼拜|分钟|{'|'.join(FESTIVALS)}")
# What a match of `_POINT` holds, and what makes one of `_ON` a deadline.
_POINT_SIGN = re.compile("[前止内]")
_ON_SIGN = re.compile("[截将把报提完征反]")
# How far back a date looks for the year or month that it leaves open.
_LOOK_BACK = 100
# A subject may stand between a span of days and the repeated time that it bounds: “4月1日至7日，各林场每日”.
_NEAR_SPELL = 16
_REST = re.compile(r"期间[，,]?")
_DURING = re.compile(r"(?:活动)?期间")
_UNTIL = re.compile(r"UNTIL=(\d{8})")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One time at [start, end); `must_send` where only a word of sending makes it a deadline.

    `closes` says that the words themselves do: “报名截止时间为6月8日”.
    """

    start: int
    end: int
    due: str | None
    recurrence: str | None = None
    must_send: bool = False
    is_impossible: bool = False
    doubt: str | None = None
    closes: bool = False


class _Found:
    """The phrases found so far, and the offsets that they cover."""

    def __init__(self) -> None:
        self.phrases: list[Phrase] = []
        self._covered: set[int] = set()

    def take(self, phrases: Iterable[Phrase]) -> None:
        for phrase in phrases:
            self.phrases.append(phrase)
            self._covered.update(range(phrase.start, phrase.end))

    def is_free(self, start: int, end: int) -> bool:
        return self._covered.isdisjoint(range(start, end))


def time_phrases(
    text: str, start: int, end: int, anchor: Anchor, periods: tuple[Period, ...]
) -> list[Phrase]:
    """The time phrases of one sentence in order; a phrase with three dates comes three times."""
    if not _TIME.search(text, start, end):
        return []
    found = _Found()
    found.take(_repeated(text, start, end, anchor, periods))
    for one in offsets(text, start, end, anchor):
        if found.is_free(one.start, one.end):
            found.take([Phrase(one.start, one.end, one.due, doubt=one.doubt, must_send=one.due is None)])
    for point in _POINT.finditer(text, start, end) if _POINT_SIGN.search(text, start, end) else ():
        if found.is_free(*point.span()):
            found.take(_dated(text, point, anchor, start, must_send=False))
    may_send = _SENDS_NEXT.search(text, start, end) is not None
    ranges = [one.span() for one in RANGE.finditer(text, start, end)] if may_send else []
    ranged = {at for span in ranges for at in range(*span)}
    for on in _ON.finditer(text, start, end) if _ON_SIGN.search(text, start, end) else ():
        sends = on.start("dates") not in ranged and _SENDS_NEXT.match(text, on.end(), end)
        closes_one = on["closes"] and not RANGE.match(text, on.start("dates"), end)
        if (closes_one or sends) and found.is_free(*on.span()):
            dated = _dated(text, on, anchor, start, must_send=True)
            # A sentence that begins 截止时间为… goes on with the one before it.
            told = _CLOSES.search(text, max(start, on.start() - 8), on.start("dates")) or (
                _CLOSING.match(text, start) and not text[start : on.start()].strip()
            )
            closes = bool(on["closes"] and told)
            found.take(replace(phrase, closes=closes) for phrase in dated)
    for spell in spells(text, start, end, anchor) if may_send else ():
        if _SENDS_NEXT.match(text, spell.end, end) and found.is_free(spell.start, spell.end):
            found.take([Phrase(spell.start, spell.end, spell.last, must_send=True, doubt=spell.doubt)])
    return sorted(found.phrases, key=lambda phrase: phrase.start)


def _repeated(
    text: str, start: int, end: int, anchor: Anchor, periods: tuple[Period, ...]
) -> Iterator[Phrase]:
    for every in EVERY.finditer(text, start, end) if REPEATS.search(text, start, end) else ():
        clock = _CLOCK.match(text, every.end(), end)
        stop = clock.end() if clock else every.end()
        before = _BEFORE.match(text, stop, end)
        spell = None if every["first"] else _spell_before(text, start, every.start(), anchor)
        within = (Period("", spell.first, spell.last),) if spell else periods
        begins = spell.start if spell and spell.end == every.start() else _without_rest(every)
        for one in recurring(every, clock_time(clock), anchor, within):
            is_held = within and (spell or _DURING.match(every[0]))
            rule = _until(one.rule, within[0].end) if is_held else one.rule
            at = begins, before.end() if before else stop
            yield Phrase(*at, one.due, rule, must_send=True, doubt=one.doubt)


def _without_rest(every: re.Match[str]) -> int:
    """Where the phrase begins: not with the rest of a word, as in “宣传周|期间，每日”."""
    rest = _REST.match(every[0])
    return every.start() + (rest.end() if rest else 0)


def _spell_before(text: str, start: int, at: int, anchor: Anchor) -> Spell | None:
    """The days that a repeated time is held to: “10月1日至8日每天”, “春节期间（2月4日至10日）每日”."""
    nearest = None
    for spell in spells(text, max(start, at - _LOOK_BACK), at, anchor):
        if spell.first and spell.last and spell.end <= at and at - spell.end <= _NEAR_SPELL:
            nearest = spell
    return nearest


def _until(rule: str | None, last: str | None) -> str | None:
    """The rule with its end no later than the day `last`."""
    if rule is None or last is None or last.startswith("X"):
        return rule
    day = last.replace("-", "")
    return _UNTIL.sub(lambda found: f"UNTIL={min(found[1], day)}", rule)


def _dated(
    text: str, found: re.Match[str], anchor: Anchor, sentence: int, *, must_send: bool
) -> Iterator[Phrase]:
    """One phrase a date; later dates of a list take the month from those before them."""
    time = clock_time(found)
    at = found.start("dates")
    if text[max(sentence, at - 2) : at] == "每年":
        yearly = f"“每年{found[0]}”每年一次，请按本次活动的年份补充日期"
        yield Phrase(at - 2, found.end(), None, must_send=True, doubt=yearly)
        return
    anchor = _with_year(text, sentence, found.start(), anchor)
    month: int | None = None
    for one in _ONE_DATE.finditer(text, *found.span("dates")):
        when = parse_when(one[0], anchor)
        if when.month is None and (when.day or when.part):
            month = month or _month_before(text, sentence, one.start())
            when = _in_month(when, month, anchor)
        month = when.month
        # A target many years ahead or a date of the past is not this campaign's.
        if when.year is not None and anchor.year is not None and abs(when.year - anchor.year) > 1:
            continue
        day, doubt = last_day(when), when.doubt
        if when.is_festival and day and "前" in found[0]:
            day = str(date.fromisoformat(day) - timedelta(days=1))
            doubt = f"“{found[0]}”按节日前一天{day}理解，遇提前放假请核对"
        due = f"{day}T{time}" if day and time else day
        yield Phrase(found.start("dates"), found.end(), due, None, must_send, when.is_impossible, doubt)


def _in_month(when: When, month: int | None, anchor: Anchor) -> When:
    """A day that names no month: in the month named before it, else in the month of issue."""
    if month or anchor.day is None:
        return replace(when, month=month, year=anchor.year_of(month)[0])
    issued = anchor.day
    return replace(
        when, month=issued.month, year=issued.year, doubt=f"没有写月份，按成文日期理解为{issued.month}月"
    )


def _with_year(text: str, sentence: int, at: int, anchor: Anchor) -> Anchor:
    """The anchor moved to the year of a date before it in the sentence: 2024年1月5日前…，1月15日前."""
    years = _DATED_YEAR.findall(text, max(sentence, at - _LOOK_BACK), at)
    year = year_number(years[-1]) if years else None
    if year is not None and (anchor.year is None or year == anchor.year + 1):
        return Anchor(year, workdays=anchor.workdays)
    return anchor


def _month_before(text: str, start: int, at: int) -> int | None:
    months = _MONTH.findall(text, max(start, at - _LOOK_BACK), at)
    return number(months[-1]) if months else None
