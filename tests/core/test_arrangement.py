"""The yearly notice of rest days: read, told wrong, written back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.arrangement import ArrangedDay, arrangement_text, read_arrangement
from anyue.core.errors import AnyueError

NOTICE = """国务院办公厅关于2031年部分节假日安排的通知
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月22日（农历除夕、周三）至29日（周三）放假调休，共8天。1月19日（周日）、2月1日（周六）上班。
三、清明节：4月5日（周六）至7日（周一）放假，共3天。
"""


def test_notice_is_read_in_its_own_words() -> None:
    days = {one.day: one for one in read_arrangement(NOTICE, 2031)}
    assert sum(not one.is_workday for one in days.values()) == 1 + 8 + 3
    assert [day for day, one in days.items() if one.is_workday] == [date(2031, 1, 19), date(2031, 2, 1)]
    assert days[date(2031, 1, 29)].name == "春节"


def test_rest_at_new_year_begins_in_the_year_before() -> None:
    days = [one.day for one in read_arrangement("元旦：2030年12月31日至2031年1月2日放假。", 2031)]
    assert days == [date(2030, 12, 31), date(2031, 1, 1), date(2031, 1, 2)]
    assert days == [one.day for one in read_arrangement("元旦：2030年12月31日至1月2日放假。", 2031)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "arrangement_empty"),
        ("全年无休", "arrangement_empty"),
        ("元旦：放假1天。", "arrangement_no_day"),
        ("元旦：2月30日放假。", "arrangement_unreadable"),
        ("元旦：31日放假。", "arrangement_unreadable"),
        ("元旦：1月5日至1月1日放假。", "arrangement_unreadable"),
        ("1月1日放假", "arrangement_unreadable"),
        ("元旦：2019年1月1日放假。", "arrangement_far"),
        ("元旦：1月1日至3日放假。1月3日上班。", "arrangement_day_twice"),
    ],
)
def test_what_can_not_be_meant_is_told_with_its_line(text: str, code: str) -> None:
    with pytest.raises(AnyueError) as refused:
        read_arrangement(text, 2031)
    assert refused.value.code == code


arranged = st.dictionaries(
    st.dates(date(2030, 12, 28), date(2032, 1, 4)),
    st.tuples(st.booleans(), st.sampled_from(["元旦", "春节", "国庆节、中秋节"])),
    min_size=1,
    max_size=40,
).map(lambda found: tuple(ArrangedDay(day, *found[day]) for day in sorted(found)))


@given(arranged)
def test_what_is_written_is_read_back(days: tuple[ArrangedDay, ...]) -> None:
    assert read_arrangement(arrangement_text(days, 2031), 2031) == days


@given(st.text(max_size=60) | st.text("元旦：1234年月日至、。放假上班（）", max_size=40))
def test_any_text_is_days_or_a_told_error(text: str) -> None:
    try:
        days = read_arrangement(text, 2031)
    except AnyueError:
        return
    assert all(abs(one.day - date(2031, 7, 1)) < timedelta(days=200) for one in days)
