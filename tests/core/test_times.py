"""Due, grace and lock: every moment is in time, late or locked out, in this order."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.times import Times

DUE = datetime(2026, 6, 10, 4, tzinfo=UTC)
moments = st.integers(-3000, 3000).map(lambda minutes: DUE + timedelta(minutes=minutes))
times = st.builds(
    Times,
    due=st.just(DUE),
    planned=st.just(DUE),
    grace_hours=st.integers(0, 24),
    lock_hours=st.none() | st.integers(0, 48),
)


@given(times, moments)
def test_what_is_locked_out_is_late_and_what_is_late_is_past_due(one: Times, moment: datetime) -> None:
    assert not one.is_locked(moment) or one.is_late(moment)
    assert not one.is_late(moment) or moment > one.due
    assert not (one.is_in_grace(moment) and one.is_late(moment))


@given(times, moments, moments)
def test_time_goes_one_way(one: Times, first: datetime, second: datetime) -> None:
    early, late = sorted((first, second))
    assert one.is_late(late) or not one.is_late(early)
    assert one.is_locked(late) or not one.is_locked(early)


@given(times)
def test_last_moments_are_included(one: Times) -> None:
    assert not one.is_late(one.grace_until)
    assert one.locks_at is None or not one.is_locked(one.locks_at)


def test_without_grace_and_lock_everything_is_taken_and_late_at_once() -> None:
    plain = Times(DUE, DUE)
    after = DUE + timedelta(seconds=1)
    assert (plain.is_late(DUE), plain.is_late(after), plain.is_locked(after + timedelta(days=900))) == (
        False,
        True,
        False,
    )
