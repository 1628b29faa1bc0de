"""What issuing a plan asks of each unit: how often, how many blanks and hours, and what is asked already."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from anyue.campaigns.choices import FormKind as Kind
from anyue.campaigns.issuing import Dating, asked_moments
from anyue.campaigns.models import Campaign, CampaignForm, Occurrence
from anyue.campaigns.reviewing.words import FORM_KINDS, form_name, when_words
from anyue.core.asked_twice import asked_twice
from anyue.core.effort import HOUR, Burden, Minutes, hours
from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form, FormKind, Indicator
from anyue.core.notice import Plan
from anyue.core.notice.plan import Deadline
from anyue.orgs.models import Unit


@dataclass(frozen=True, slots=True)
class Overlap:
    """A form of a running campaign that asks some of the same of some of the same units."""

    campaign: str
    issuer: str
    form: str
    units: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """The burden of a campaign by stated assumptions, as it is shown before issuing and kept afterwards."""

    lines: tuple[Burden, ...]
    units: int
    cost: Minutes
    overlaps: tuple[Overlap, ...] = ()

    @property
    def typed(self) -> int:
        """The blanks that one unit fills by hand over the whole campaign."""
        return sum(line.typed for line in self.lines)

    @property
    def sendings(self) -> int:
        """How often one unit sends something in."""
        return sum(line.times for line in self.lines)

    @property
    def hours_each(self) -> Decimal:
        """What it costs one unit."""
        return hours(self._minutes())

    @property
    def hours_exact(self) -> Decimal:
        """What it costs one unit, not rounded to be shown, so that it can be multiplied."""
        return (self._minutes() / HOUR).quantize(Decimal("0.0001"))

    @property
    def hours(self) -> Decimal:
        """What it costs all units together."""
        return hours(self._minutes() * self.units)

    @property
    def all_typed(self) -> int:
        """The blanks that all units fill by hand."""
        return self.typed * self.units

    @property
    def all_sendings(self) -> int:
        """How often all units send something in."""
        return self.sendings * self.units

    def _minutes(self) -> Decimal:
        return sum((line.minutes(self.cost) for line in self.lines), Decimal())

    def with_hours(self) -> list[tuple[Burden, Decimal]]:
        """Each line with what it costs one unit."""
        return [(line, hours(line.minutes(self.cost))) for line in self.lines]

    def to_json(self) -> dict[str, Any]:
        """What is kept with the campaign; numbers that are not whole as text."""
        return {
            "lines": [asdict(line) for line in self.lines],
            "units": self.units,
            "cost": {name: str(value) for name, value in asdict(self.cost).items()},
            "overlaps": [{**asdict(one), "labels": list(one.labels)} for one in self.overlaps],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Estimate":
        """What `to_json` wrote."""
        return cls(
            tuple(Burden(**line) for line in kept["lines"]),
            kept["units"],
            Minutes(**{name: Decimal(value) for name, value in kept["cost"].items()}),
            tuple(Overlap(**{**one, "labels": tuple(one["labels"])}) for one in kept["overlaps"]),
        )


def estimate(plan: Plan, units: Sequence[Unit], cost: Minutes, now: datetime) -> Estimate:
    """The burden of issuing a plan to these units; two queries."""
    return Estimate(tuple(burden_of(plan)), len(units), cost, tuple(overlaps_of(plan, units, now)))


def overlaps_of(plan: Plan, units: Sequence[Unit], now: datetime) -> list[Overlap]:
    """What running campaigns ask of these units already, whoever issued them, latest first; two queries.

    Issuers see no more of another campaign than that these units are asked for the same by it; what a relay
    added to one is not theirs to see.
    """
    among = Q(participations__unit__in=units, participations__superior__isnull=False)
    ahead = Occurrence.objects.of_notice().filter(due_at__gte=now, cancelled_at__isnull=True)
    campaigns = {
        campaign.pk: campaign
        for campaign in Campaign.objects.filter(pk__in=ahead.values("deadline__campaign"))
        .annotate(shared=Count("participations", filter=among))
        .filter(shared__gt=0)
        .select_related("unit")
    }
    rows = (
        CampaignForm.objects.of_notice()
        .filter(campaign__in=campaigns, kind=Kind.STATISTICS)
        .defer("body")
        .order_by("-campaign__issued_at", "position")
    )
    asked = [form for form in plan.forms if form.kind is FormKind.STATISTICS]
    found = []
    for twice in asked_twice(asked, ((row, row.form) for row in rows)):
        campaign = campaigns[twice.other.campaign_id]
        shared: int = campaign.shared  # type: ignore[attr-defined]  # Annotated above.
        found.append(Overlap(campaign.name, campaign.unit.name, twice.other.title, shared, twice.labels))
    return found


def times_asked(deadline: Deadline, plan: Plan) -> int:
    """How many times something is to be sent in; 0 where that can't be said."""
    try:
        return len(asked_moments(deadline, Dating.of(plan)))
    except ValueError:
        return 0


def burden_of(plan: Plan) -> list[Burden]:
    """One line a form or document and deadline, in the notice's order.

    A register counts its printed rows, or one row where it has none: what a unit adds, it adds by itself.
    """
    return [line for deadline in plan.deadlines for line in _burdens(deadline, plan)]


def _burdens(deadline: Deadline, plan: Plan) -> Iterator[Burden]:
    times, when = times_asked(deadline, plan), when_words(deadline)
    if not times:
        return
    for form in (plan.forms[position] for position in deadline.forms):
        indicators = _expected(form)
        drawn = sum(indicator.source is not None for indicator in indicators)
        yield Burden(form_name(form), FORM_KINDS[form.kind], when, len(indicators), drawn, times)
    for name in deadline.documents:
        yield Burden(name, FORM_KINDS[FormKind.OTHER], when, 1, 0, times, is_text=True)


def _expected(form: Form) -> Sequence[Indicator]:
    groups = entry_form(form).groups
    if form.kind is FormKind.REGISTER:
        groups = groups[: max(1, len(form.rows))]
    return [indicator for group in groups for indicator in group.indicators]
