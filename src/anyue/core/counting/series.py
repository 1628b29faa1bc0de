"""One form over its periods: this period and cumulative, one of them stored and the other derived.

A cumulative value is stored with what it carries over, so that its own period is known whatever the order
in which the periods are sent in, returned and sent in again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from anyue.core.forms.form import Adds, Basis, Form, Indicator, ValueType
from anyue.core.forms.values import format_number


@dataclass(frozen=True, slots=True)
class Sent:
    """One period of a form as it was sent in: values by code, and what its cumulative ones carry over."""

    values: Mapping[str, str]
    carried: Mapping[str, str] = field(default_factory=dict)


def adds_over_periods(indicator: Indicator) -> bool:
    """Whether the numbers of several periods come to one: 场 and 人次 do, 人 and shares don't."""
    return indicator.type is ValueType.NUMBER and indicator.adds in {Adds.BOTH, Adds.PERIODS}


def carried_by(form: Form, earlier: Iterable[Sent]) -> dict[str, str]:
    """What the earlier periods of a form come to, by code; `earlier` in the order of the periods.

    Numbers that add over periods are added; of a cumulative one that doesn't, the last value stands.
    """
    carried: dict[str, str] = {}
    sent = list(earlier)
    for indicator in form.indicators:
        told = [one for one in sent if indicator.code in one.values]
        if told and adds_over_periods(indicator):
            carried[indicator.code] = format_number(sum((_own(one, indicator) for one in told), Decimal()))
        elif told and indicator.type is ValueType.NUMBER and indicator.basis is Basis.CUMULATIVE:
            carried[indicator.code] = told[-1].values[indicator.code]
    return carried


def _own(sent: Sent, indicator: Indicator) -> Decimal:
    """What one period adds: its value, less what a cumulative one carries over."""
    value = Decimal(sent.values[indicator.code])
    if indicator.basis is Basis.PERIOD:
        return value
    return value - Decimal(sent.carried.get(indicator.code, "0"))


def cumulative_with(form: Form, carried: Mapping[str, str], drawn: Mapping[str, str]) -> dict[str, str]:
    """The values of a table: what was drawn for its period, with what it carries over where it is cumulative.

    A cumulative number that does not add over periods is left to a person once there is something to carry
    on from: how many of this period's heads were counted before, no record tells.
    """
    values: dict[str, str] = {}
    for indicator in form.indicators:
        now = drawn.get(indicator.code)
        before = carried.get(indicator.code)
        if indicator.basis is Basis.PERIOD or indicator.type is not ValueType.NUMBER:
            if now is not None:
                values[indicator.code] = now
        elif before is not None and adds_over_periods(indicator):
            values[indicator.code] = format_number(Decimal(before) + Decimal(now or "0"))
        elif before is None and now is not None:
            values[indicator.code] = now
    return values


def other_basis(indicator: Indicator, carried: Mapping[str, str], value: str) -> str | None:
    """The derived one of the two: the cumulative of a period's value, or the period's of a cumulative one.

    None where nothing was carried over, so that both are the same, or where periods don't add.
    """
    before = carried.get(indicator.code)
    if before is None or not adds_over_periods(indicator):
        return None
    if indicator.basis is Basis.PERIOD:
        return format_number(Decimal(before) + Decimal(value))
    return format_number(Decimal(value) - Decimal(before))


def falls(indicator: Indicator, carried: Mapping[str, str], value: str) -> bool:
    """Whether a cumulative value is less than what was sent in before, which asks for a reason."""
    before = carried.get(indicator.code)
    return indicator.basis is Basis.CUMULATIVE and before is not None and Decimal(value) < Decimal(before)
