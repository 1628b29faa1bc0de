"""What is asked at least: one way or another, by period, and how far a unit is."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.notice import read_notice
from anyue.core.quotas import Asked, Measures, Option, asked_in, reached
from anyue.core.vocabulary import vocabulary

JUNE = (date(2026, 6, 1), date(2026, 6, 30))
TOUR = (date(2026, 6, 1), date(2026, 12, 31))
EITHER = Asked(
    "各镇",
    "",
    (
        Option("一案双罚案例", 2, "个", "double-penalty-case", "cases"),
        Option("行刑衔接案例", 1, "个", "prosecution-case", "cases"),
    ),
)


def asked(words: str) -> Asked:
    plan = read_notice(f"关于开展安全生产月活动的通知\n各村：\n{words}\n", source="x.txt")
    (one,) = asked_in(plan, vocabulary())
    return one


def test_alternatives_are_read_with_where_the_ledger_counts_them() -> None:
    one = asked("6月至12月，每个县（区）至少推荐2个“一案双罚”典型案例或至少推荐1个行刑衔接典型案例。")
    assert (one.who, one.period) == ("每个县（区）", "6月至12月")
    assert [(option.at_least, option.kind, option.measure) for option in one.options] == [
        (2, "double-penalty-case", "cases"),
        (1, "prosecution-case", "cases"),
    ]
    assert Asked.from_json(one.to_json()) == one


@pytest.mark.parametrize(
    ("double", "prosecution", "is_met", "missing"),
    [
        ([], [], False, "还差 1 个（行刑衔接案例），或 2 个（一案双罚案例）"),
        ([1], [], False, "还差 1 个（一案双罚案例），或 1 个（行刑衔接案例）"),
        ([1, 1], [], True, ""),
        ([], [1], True, ""),
        ([3], [0], True, ""),
    ],
)
def test_either_way_will_do(double: list[int], prosecution: list[int], *, is_met: bool, missing: str) -> None:
    records = {"double-penalty-case": double, "prosecution-case": prosecution}

    def held(kind: str, _first: date, _last: date) -> Sequence[Measures]:
        return [{"cases": str(count)} for count in records[kind]]

    found = reached(EITHER, held, JUNE)
    assert (found.is_met, found.missing) == (is_met, missing)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("", TOUR),
        ("活动期间", TOUR),
        ("每周", (date(2026, 8, 3), date(2026, 8, 9))),
        ("每月", (date(2026, 8, 1), date(2026, 8, 31))),
        ("每季度", (date(2026, 7, 1), date(2026, 9, 30))),
        ("每半年", (date(2026, 7, 1), date(2026, 12, 31))),
        ("每日", (date(2026, 8, 5), date(2026, 8, 5))),
        ("6月至9月", (date(2026, 6, 1), date(2026, 9, 30))),
        ("5月20日至6月30日", (date(2026, 6, 1), date(2026, 6, 30))),
        ("11月至2月", (date(2026, 11, 1), date(2026, 12, 31))),
        ("6月31日至7月40日", TOUR),
    ],
)
def test_period_names_the_days_that_count(period: str, days: tuple[date, date]) -> None:
    assert Asked("各镇", period, ()).window(*TOUR, date(2026, 8, 5)) == days


@given(
    st.sampled_from(["", "每周", "每月", "每季度", "每半年", "每天", "6月至12月"]),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_days_stay_within_the_campaign(period: str, today: date) -> None:
    first, last = Asked("各镇", period, ()).window(*TOUR, today)
    assert TOUR[0] <= first <= last <= TOUR[1]


@given(st.lists(st.integers(0, 9), max_size=6), st.integers(1, 9))
def test_met_is_what_the_records_come_to(counts: list[int], least: int) -> None:
    one = Asked("各镇", "", (Option("宣讲", least, "场", "lecture", "events"),))
    found = reached(one, lambda *_: [{"events": str(count)} for count in counts], JUNE)
    assert found.have == (Decimal(sum(counts)),)
    assert found.is_met == (sum(counts) >= least)
    assert bool(found.missing) != found.is_met


def test_what_the_ledger_does_not_count_is_left_to_people() -> None:
    one = Asked("各村", "", (Option("栽种树苗", 3, "棵"),))
    found = reached(one, lambda *_: [], JUNE)
    assert (found.is_counted, found.is_met, found.missing) == (False, False, "")
