"""The least that a notice asks of a unit for an activity, and how far a unit is: “每村至少宣讲1场”."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from anyue.core.notice.plan import Activity, Plan

_MEASURES = {
    **dict.fromkeys(("场", "次", "场次", "期", "堂", "节", "回", "起"), "events"),
    **dict.fromkeys(("人次",), "attendances"),
}


@dataclass(frozen=True, slots=True)
class Minimum:
    """At least so many of a unit of measure from each of those that `who` names; `what` as printed."""

    who: str
    what: str
    at_least: int
    unit: str

    @property
    def measure(self) -> str | None:
        """The code of the measure in the ledger that counts it; None where the ledger doesn't."""
        return _MEASURES.get(self.unit)

    @property
    def words(self) -> str:
        """每村宣讲不少于 1 场."""
        return f"{self.who}{self.what}不少于 {self.at_least} {self.unit}"

    def reached(self, measures: Mapping[str, Decimal]) -> Decimal | None:
        """How much of it a unit's records come to; None where the ledger can't say."""
        return None if self.measure is None else measures.get(self.measure, Decimal())

    def to_json(self) -> list[Any]:
        """The four facts in order."""
        return [self.who, self.what, self.at_least, self.unit]


def minimums_of(plan: Plan, activity: Activity) -> list[Minimum]:
    """The quotas whose words stand within an activity; percentages and alternatives are left to people."""
    if activity.span is None:
        return []
    start, end = activity.span
    return [
        Minimum(quota.who, quota.what, quota.at_least, quota.unit)
        for quota in plan.quotas
        if quota.span and start <= quota.span[0] < end and quota.unit != "%" and not quota.any_of
    ]


def sums(records: Sequence[Mapping[str, str]]) -> dict[str, Decimal]:
    """What the measures of records come to, by code; each record is one event unless it says otherwise."""
    total: dict[str, Decimal] = {}
    for measures in records:
        for code, value in {"events": "1", **measures}.items():
            total[code] = total.get(code, Decimal()) + Decimal(value)
    return total
