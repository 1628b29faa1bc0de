from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.counting import Period
from anyue.core.counting.channels import Channel, Draws, From, Reading, counted, usual, would_fall
from anyue.core.forms.form import Basis, Indicator, Source, ValueType
from anyue.core.vocabulary.channels import channel_kind_of, channel_kinds

FIRST = date(2026, 6, 1)


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


@st.composite
def rising(draw: st.DrawFn) -> list[Reading]:
    """Readings of a counter that only rises, in any order."""
    days = sorted(draw(st.sets(st.integers(-20, 40), min_size=1, max_size=12)))
    steps = draw(st.lists(st.integers(0, 10**6), min_size=len(days), max_size=len(days)))
    readings = [Reading(on(day), sum(steps[: at + 1])) for at, day in enumerate(days)]
    return draw(st.permutations(readings))


WEEKS = [Period(on(7 * week), on(7 * week + 6)) for week in range(4)]


@given(rising())
def test_the_periods_come_to_what_the_counter_rose_by(readings: list[Reading]) -> None:
    month = Period(WEEKS[0].starts_on, WEEKS[-1].ends_on)
    told = [counted(readings, week, Basis.PERIOD) for week in WEEKS]
    whole = counted(readings, month, Basis.PERIOD)
    assert sum(one.count for one in told if one) == (whole.count if whole else 0)
    assert all(one.count >= 0 for one in told if one)


@given(rising(), st.sampled_from(WEEKS))
def test_cumulative_is_the_last_reading_by_the_end_of_the_period(
    readings: list[Reading], week: Period
) -> None:
    known = [one for one in readings if one.read_on <= week.ends_on]
    expected = max(known, key=lambda one: one.read_on) if known else None
    assert counted(readings, week, Basis.CUMULATIVE) == expected


@given(rising(), st.sampled_from(Basis))
def test_the_order_of_readings_does_not_matter(readings: list[Reading], basis: Basis) -> None:
    assert counted(readings, WEEKS[1], basis) == counted(sorted(readings, key=hash), WEEKS[1], basis)


@given(rising(), st.integers(-25, 45), st.integers(0, 10**6))
def test_what_contradicts_nothing_keeps_the_counter_rising(
    readings: list[Reading], day: int, count: int
) -> None:
    new = Reading(on(day), count)
    others = [one for one in readings if one.read_on != new.read_on]
    counts = [one.count for one in sorted([*others, new], key=lambda one: one.read_on)]
    assert (would_fall(readings, new) is None) == (counts == sorted(counts))


def blank(label: str, unit: str, source: Source | None = None) -> Indicator:
    return Indicator(label, unit, ValueType.NUMBER, "1.1", source=source)


QUIZ, ACCOUNT = Channel(1, "答题平台", "quiz"), Channel(2, "青溪应急", "official-account")


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        (blank("参加答题（ ）人次", "人次"), Draws(From.CHANNEL, QUIZ)),
        (blank("公众号阅读量（ ）次", "次"), Draws(From.CHANNEL, ACCOUNT)),
        (blank("公众号发布信息（ ）条", "条"), Draws(From.HAND)),
        (blank("答题（ ）人次", "人次", Source("quiz", "attendances")), Draws(From.LEDGER)),
        (blank("短视频播放（ ）次", "次"), Draws(From.HAND)),
    ],
)
def test_a_blank_draws_from_the_one_channel_that_it_speaks_of(indicator: Indicator, expected: Draws) -> None:
    assert usual(indicator, [QUIZ, ACCOUNT]) == expected


def test_of_two_channels_of_a_kind_a_person_chooses() -> None:
    assert usual(blank("答题（ ）人次", "人次"), [QUIZ, Channel(3, "另一个", "quiz")]) == Draws(From.HAND)


def test_each_kind_of_channel_is_found_by_its_own_words() -> None:
    for kind in channel_kinds():
        for word in kind.words:
            assert channel_kind_of(blank(f"{word}（ ）{kind.units[0]}", kind.units[0])) == kind
