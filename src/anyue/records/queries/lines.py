"""Along which lines a unit is asked: what the host of an activity names where there are several."""

from collections.abc import Iterable
from dataclasses import dataclass

from anyue.campaigns.models import Campaign, Participation
from anyue.orgs.models import Unit
from anyue.records.models import CountingLine


@dataclass(frozen=True, slots=True)
class LineChoice:
    """A root campaign in which a unit is asked along several lines, the first asked first.

    `usual` is the line that the unit named last, or else the first.
    """

    unit_id: int
    root: Campaign
    lines: list[Participation]
    usual: Participation


def line_choices(units: Iterable[Unit]) -> list[LineChoice]:
    """Where these units have a choice of line; one query, and one more for each choice there is."""
    asked = (
        Participation.objects.filter(unit__in=list(units), superior__isnull=False)
        .select_related("campaign__root", "superior__unit")
        .order_by("added_at", "pk")
    )
    by_root: dict[tuple[int, int], list[Participation]] = {}
    for part in asked:
        by_root.setdefault((part.unit_id, part.campaign.root_pk), []).append(part)
    return [
        LineChoice(unit_id, _root(lines[0]), lines, _usual(unit_id, root_pk, lines))
        for (unit_id, root_pk), lines in by_root.items()
        if len(lines) > 1
    ]


def _root(line: Participation) -> Campaign:
    return line.campaign.root or line.campaign


def _usual(unit_id: int, root_pk: int, lines: list[Participation]) -> Participation:
    named = CountingLine.objects.filter(record__unit=unit_id, root=root_pk).order_by("-pk")
    last = named.values_list("participation", flat=True).first()
    return next((line for line in lines if line.pk == last), lines[0])
