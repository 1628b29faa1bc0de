"""To whom a unit may send an item: along a campaign, or to the office above without one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from anyue import clock
from anyue.campaigns.models import Participation
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Unit


@dataclass(frozen=True, slots=True)
class Line:
    """One way up: the unit that sends, the one that approves, and the participation it goes along."""

    unit: Unit
    superior: Unit
    participation: Participation | None = None

    @property
    def key(self) -> str:
        """What stands for it on a page and in the interface: 5-p12 or 5-u3."""
        via = f"p{self.participation.pk}" if self.participation else f"u{self.superior.pk}"
        return f"{self.unit.pk}-{via}"

    @property
    def label(self) -> str:
        """For the person who chooses."""
        to = "本单位登记" if self.superior == self.unit else f"报{self.superior.name}"
        return (
            f"{to}（{self.participation.campaign.name}）" if self.participation else f"{to}（不属于专项活动）"
        )


def lines_of(units: Iterable[Unit]) -> list[Line]:
    """All ways up of these units, newest campaigns first, then without one; three queries, and one a unit."""
    mine = {unit.pk: unit for unit in units}
    taking_part = Participation.objects.filter(unit__in=mine).select_related(
        "campaign", "unit", "superior__unit"
    )
    along = [
        Line(mine[one.unit_id], one.superior.unit if one.superior else mine[one.unit_id], one)
        for one in taking_part.order_by("-campaign__issued_at", "pk")
    ]
    without = [Line(unit, above) for unit in mine.values() for above in _above(unit)]
    return along + without


def _above(unit: Unit) -> list[Unit]:
    """The units that may send this one notices: so they take its cases; itself where none is."""
    offices = Q(kind=UnitKind.OFFICE, parent=unit.parent_id, parent__isnull=False)
    parent = Q(pk=unit.parent_id) & ~Q(kind=UnitKind.AREA)
    listing = Q(pk__in=unit.listings.values("office"))
    above = Unit.objects.filter(offices | parent | listing).open_on(clock.today()).exclude(pk=unit.pk)
    return list(above if unit.kind != UnitKind.OFFICE else above.filter(listing)) or [unit]


def line_named(units: Iterable[Unit], key: str) -> Line | None:
    """The way up of that key, None where these units have none."""
    return next((line for line in lines_of(units) if line.key == key), None)
