"""This period and cumulative: one is stored, the other derived, and neither contradicts the other."""

from anyue.core.counting import Sent, carried_by, cumulative_with, falls, other_basis
from anyue.core.forms.form import Adds, Basis, Form, FormKind, Group, Indicator, ValueType


def one(code: str, basis: Basis, adds: Adds = Adds.BOTH) -> Indicator:
    return Indicator("参与", "人", ValueType.NUMBER, code, basis=basis, adds=adds)


WEEKLY = one("1", Basis.PERIOD)
RUNNING = one("2", Basis.CUMULATIVE)
HEADS = one("3", Basis.PERIOD, Adds.UNITS)
ALL_HEADS = one("4", Basis.CUMULATIVE, Adds.UNITS)
FORM = Form("", "表", FormKind.STATISTICS, groups=(Group("", (WEEKLY, RUNNING, HEADS, ALL_HEADS)),))
EARLIER = [
    Sent({"1": "4", "2": "4", "3": "30", "4": "30"}),
    Sent({"1": "6", "2": "10", "3": "20", "4": "45"}, {"2": "4", "4": "30"}),
]
CARRIED = carried_by(FORM, EARLIER)


def test_earlier_periods_come_to_one_where_they_add() -> None:
    assert CARRIED == {"1": "10", "2": "10", "4": "45"}
    assert carried_by(FORM, []) == {}


def test_period_sent_again_changes_what_is_carried_once() -> None:
    again = [Sent({"1": "5", "2": "5"}), EARLIER[1]]
    assert carried_by(FORM, again)["2"] == carried_by(FORM, again)["1"] == "11"


def test_cumulative_goes_on_from_what_was_sent() -> None:
    drawn = {"1": "3", "2": "3", "3": "8", "4": "8"}
    assert cumulative_with(FORM, CARRIED, drawn) == {"1": "3", "2": "13", "3": "8"}
    assert cumulative_with(FORM, {}, drawn) == drawn
    assert cumulative_with(FORM, CARRIED, {}) == {"2": "10"}


def test_other_basis_is_derived_where_periods_add() -> None:
    told = [other_basis(indicator, CARRIED, "13") for indicator in (WEEKLY, RUNNING, HEADS, ALL_HEADS)]
    assert told == ["23", "3", None, None]
    assert other_basis(RUNNING, {}, "13") is None


def test_only_a_cumulative_number_falls() -> None:
    told = [falls(indicator, CARRIED, "9") for indicator in (WEEKLY, RUNNING, HEADS, ALL_HEADS)]
    assert told == [False, True, False, True]
    assert not falls(RUNNING, CARRIED, "10")
