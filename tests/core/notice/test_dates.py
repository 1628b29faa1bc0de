from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.notice.anchor import Anchor
from anyue.core.notice.dates import first_day, last_day, parse_when
from anyue.core.notice.ranges import spells

MAY = Anchor(2023, date(2023, 5, 20))
WORDS = (
    "6月 13月 2月29日 二〇二三年 六月卅日 正月十五 腊月廿三 农历五月初五 国庆节 春节 清明 除夕"
    " 6月第二个星期日 本月最后一个工作日 下月5日 6.30 2023.6.1 6/1 至 到 — ~ 起 为期 一个月 上半年"
    " 第二季度 全月 即日 年底 0000年 9999年 （星期三） 24时 99日 、"
)
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023年5月29日", "2023-05-29"),
        ("二〇二三年六月一日", "2023-06-01"),
        ("六月三十日", "2023-06-30"),
        ("六月卅日", "2023-06-30"),
        ("六月廿五日", "2023-06-25"),
        ("元月10日", "2023-01-10"),
        ("6月底", "2023-06-30"),
        ("6月上旬", "2023-06-10"),
        ("6月中旬", "2023-06-20"),
        ("6月下旬", "2023-06-30"),
        ("本月底", "2023-05-31"),
        ("下月5日", "2023-06-05"),
        ("年底", "2023-12-31"),
        ("2024年底", "2024-12-31"),
        ("明年1月底", "2024-01-31"),
        ("二季度末", "2023-06-30"),
        ("上半年", "2023-06-30"),
        ("2023.6.1", "2023-06-01"),
        ("6.30", "2023-06-30"),
        ("国庆节", "2023-10-01"),
        ("“五一”假期", "2024-05-01"),
        ("2024年春节", "2024-02-10"),
        ("正月十五", "2024-02-24"),
        ("腊月二十三", "2024-02-02"),
        ("农历五月初五", "2023-06-22"),
        ("6月第二个星期日", "2023-06-11"),
        ("6月最后一个工作日", "2023-06-30"),
        ("本月最后一个周五", "2023-05-26"),
        ("6月31日", None),
        ("13月2日", None),
        ("2月29日", None),
        ("农历五月三十一", None),
    ],
)
def test_date_is_the_last_day_meant(words: str, day: str | None) -> None:
    assert last_day(parse_when(words, MAY)) == day


def test_date_without_a_year_is_open_where_the_notice_has_none() -> None:
    assert last_day(parse_when("6月5日")) == "XXXX-06-05"
    assert last_day(parse_when("春节")) is None


@pytest.mark.parametrize(("words", "year"), [("1月10日", 2024), ("3月底", 2024), ("12月25日", 2023)])
def test_month_long_before_the_issue_is_meant_of_the_year_after(words: str, year: int) -> None:
    when = parse_when(words, Anchor(2023, date(2023, 12, 5)))
    assert when.year == year
    assert (when.doubt is not None) == (year == 2024)


def test_month_just_before_the_issue_stays_in_its_year() -> None:
    assert parse_when("5月31日", Anchor(2023, date(2023, 6, 2))).year == 2023


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("6月1日至30日", ("2023-06-01", "2023-06-30")),
        ("6月1日—6月30日", ("2023-06-01", "2023-06-30")),
        ("6月1-30日", ("2023-06-01", "2023-06-30")),
        ("6.1-6.30", ("2023-06-01", "2023-06-30")),
        ("2023.6.1-6.30", ("2023-06-01", "2023-06-30")),
        ("6/1~6/30", ("2023-06-01", "2023-06-30")),
        ("自6月1日起至6月30日止", ("2023-06-01", "2023-06-30")),
        ("从5月下旬到7月上旬", ("2023-05-21", "2023-07-10")),
        ("6月1日起，为期一个月", ("2023-06-01", "2023-06-30")),
        ("6月5日开始，历时两周", ("2023-06-05", "2023-06-18")),
        ("5月至10月", ("2023-05-01", "2023-10-31")),
        ("6—8月", ("2023-06-01", "2023-08-31")),
        ("6月全月", ("2023-06-01", "2023-06-30")),
        ("6月第二周（6月8日至14日）", ("2023-06-08", "2023-06-14")),
        ("6月第二周", ("2023-06-05", "2023-06-11")),
        ("即日起至6月30日", ("2023-05-20", "2023-06-30")),
        ("上半年", ("2023-01-01", "2023-06-30")),
        ("第二季度", ("2023-04-01", "2023-06-30")),
        ("12月20日至1月20日", ("2023-12-20", "2024-01-20")),
        ("11月至次年3月", ("2023-11-01", "2024-03-31")),
        ("2023年12月至2024年2月", ("2023-12-01", "2024-02-29")),
        ("6月1日（星期四）至6月7日", ("2023-06-01", "2023-06-07")),
        ("2023年6月1日0时至6月30日24时", ("2023-06-01", "2023-06-30")),
        ("六月一日至六月三十日", ("2023-06-01", "2023-06-30")),
        ("春节至元宵节", ("2024-02-10", "2024-02-24")),
    ],
)
def test_span_of_days_has_its_first_and_last(words: str, days: tuple[str, str]) -> None:
    assert [(spell.first, spell.last) for spell in spells(words, 0, len(words), MAY)] == [days]


@pytest.mark.parametrize("words", ["1.2-1.5米", "3—5张", "第2-4页", "8:30—11:00", "12-15人"])
def test_span_of_other_things_is_no_span_of_days(words: str) -> None:
    assert [s for s in spells(words, 0, len(words), MAY) if s.first and s.last] == []


@given(PIECES, st.integers(1, 9999), st.dates() | st.none())
def test_arbitrary_words_never_raise(words: str, year: int, day: date | None) -> None:
    anchor = Anchor(day.year if day else year, day)
    when = parse_when(words, anchor)
    for found in (first_day(when), last_day(when)):
        assert found is None or found.startswith("X") or date.fromisoformat(found)
    for spell in spells(words, 0, len(words), anchor):
        assert 0 <= spell.start < spell.end <= len(words)
