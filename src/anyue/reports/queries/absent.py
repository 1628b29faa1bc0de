"""Who has not reported at one time, each told by how far it is; and whom a total leaves out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from anyue.campaigns.models import Occurrence, Participation
from anyue.campaigns.queries import inferiors_of
from anyue.reports.choices import Progress, ReportState
from anyue.reports.queries.owed import Owed, standing_of


@dataclass(frozen=True, slots=True)
class Below:
    """One unit below at one time; `progress` is None once a table of it is official."""

    owed: Owed
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Absence:
    """Those asked at one time in official order."""

    occurrence: Occurrence
    asked: list[Below]

    @property
    def absent(self) -> list[Below]:
        """Those from whom nothing has come in that stands."""
        return [one for one in self.asked if one.owed.is_open]

    @property
    def by_progress(self) -> list[tuple[Progress, list[Below]]]:
        """Those absent, the least far first, each in official order."""
        told = [(progress, [one for one in self.absent if one.progress is progress]) for progress in Progress]
        return [(progress, units) for progress, units in told if units]

    def gaps(self, counted: Collection[int]) -> dict[str, Any]:
        """What a total says of itself that takes in these participations and no others.

        `asked` and `counted` are numbers of units; `missing` lists [participation id, name, progress].
        """
        missing = [one for one in self.asked if one.owed.participation.pk not in counted]
        return {
            "asked": len(missing) + len(counted),
            "counted": len(counted),
            "missing": [
                [
                    one.owed.participation.pk,
                    one.owed.participation.unit.name,
                    (one.progress or Progress.WAITING).value,
                ]
                for one in missing
            ],
        }


def absence_at(participation: Participation, occurrence: Occurrence, now: datetime) -> Absence:
    """Where each unit below stands at one time; four queries, whatever the number of units."""
    inferiors = list(inferiors_of(participation))
    people = {one.pk: one.people for one in inferiors}
    standing = [owed for owed in standing_of(inferiors, now) if owed.occurrence.pk == occurrence.pk]
    asked = [owed for owed in standing if owed.state is not ReportState.NOT_ASKED]
    return Absence(
        occurrence, [Below(owed, _progress(owed, people[owed.participation.pk])) for owed in asked]
    )


def times_asked(participation: Participation) -> QuerySet[Occurrence]:
    """The times at which those below have a table or a document to send in, in order; one query."""
    known = Occurrence.objects.known_to([participation]).with_form()
    return known.filter(deadline__form__isnull=False)


def _progress(owed: Owed, people: int) -> Progress | None:
    if not owed.is_open:
        return Progress.WAITING if owed.report is not None and not owed.report.approved_version else None
    if owed.state is ReportState.RETURNED:
        return Progress.RETURNED
    if owed.is_drafted:
        return Progress.DRAFTING
    if owed.participation.acknowledged_at:
        return Progress.NOT_STARTED
    return Progress.NOT_ACKNOWLEDGED if people else Progress.NO_ACCOUNT
