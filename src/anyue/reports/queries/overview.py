"""Where a campaign stands below a participation: the matrix of units and deadlines, and its line of truth."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.campaigns.queries import inferiors_of
from anyue.reports.choices import ReportState
from anyue.reports.queries.owed import Owed, standing_of

Cell = Owed
RECENTLY = timedelta(days=30)
"""How long after its last time a campaign is still looked after: late reports, returns, the summary."""


@dataclass(frozen=True, slots=True)
class Row:
    """One unit below: whether anybody can act for it, whether it is still there, its cells by column."""

    participation: Participation
    has_people: bool
    is_closed: bool
    cells: list[Cell]

    @property
    def marker(self) -> str:
        """The code of the state of acknowledgement."""
        if self.participation.acknowledged_at:
            return "acknowledged"
        if self.is_closed:
            return "closed"
        return "not-acknowledged" if self.has_people else "no-account"


@dataclass(frozen=True, slots=True)
class Overview:
    """The matrix of one participation's inferiors, in official order, at `now`."""

    columns: list[Occurrence]
    rows: list[Row]
    now: datetime

    def due_cells(self) -> list[Cell]:
        """The cells that were asked and whose time has come, or that came in before it."""
        return [cell for row in self.rows for cell in row.cells if self.is_due(cell)]

    def is_due(self, cell: Cell) -> bool:
        """Whether a cell was asked and its time has come, or came in before it."""
        return cell.state is not ReportState.NOT_ASKED and (cell.due <= self.now or not cell.is_open)

    def awaiting_confirmation(self) -> list[Cell]:
        """The cells that were read from a file and that their unit has not sent in yet, due or not."""
        return [cell for row in self.rows for cell in row.cells if cell.awaits_confirmation]

    def unacknowledged(self) -> list[Row]:
        """The units that have not said that they got the notice."""
        return [row for row in self.rows if row.marker in {"not-acknowledged", "no-account"}]

    def counts(self) -> dict[str, int]:
        """The line of truth over all that is due by now: asked, in, late, missing, returned, to review."""
        cells = self.due_cells()
        states = Counter(cell.state for cell in cells)
        return {
            "asked": len(cells),
            "in": sum(not cell.is_open for cell in cells),
            "late": sum(cell.is_late and not cell.is_open for cell in cells),
            "missing": states[ReportState.MISSING],
            "returned": states[ReportState.RETURNED],
            "waiting": states[ReportState.SUBMITTED],
            "read": len(self.awaiting_confirmation()),
            "unacknowledged": len(self.unacknowledged()),
        }

    def forms(self) -> list[CampaignForm]:
        """What is asked in writing, in the notice's order."""
        found = {column.deadline.form_id: column.deadline.form for column in self.columns}
        return sorted(filter(None, found.values()), key=lambda form: form.position)

    def next_dates(self) -> list[Occurrence]:
        """The next three times at which something falls due."""
        ahead = [column for column in self.columns if column.due_at > self.now and not column.cancelled_at]
        return sorted(ahead, key=lambda column: column.due_at)[:3]


def overview_of(participation: Participation, now: datetime) -> Overview:
    """The matrix below a participation; four queries, whatever the number of units."""
    return overviews_of([participation], now)[participation.pk]


def overviews_of(participations: Sequence[Participation], now: datetime) -> dict[int, Overview]:
    """The matrix below each of these by its id; four queries, whatever the number of campaigns and units."""
    inferiors = list(inferiors_of(*participations))
    cells: dict[int, list[Cell]] = {}
    for cell in standing_of(inferiors, now):
        cells.setdefault(cell.participation.pk, []).append(cell)
    today = timezone.localdate(now)
    rows: dict[int | None, list[Row]] = {}
    for one in inferiors:
        row = Row(one, one.people > 0, not one.unit.is_open_on(today), cells.get(one.pk, []))
        rows.setdefault(one.superior_id, []).append(row)
    return {
        one.pk: Overview([cell.occurrence for cell in below[0].cells] if below else [], below, now)
        for one in participations
        for below in (rows.get(one.pk, []),)
    }


def under_way(participations: Iterable[Participation], now: datetime) -> list[Participation]:
    """Those whose campaign has a time ahead, or one that is not long past, in the order given; one query."""
    participations = list(participations)
    current = Occurrence.objects.known_to(participations).filter(
        due_at__gte=now - RECENTLY, cancelled_at__isnull=True
    )
    campaigns = set(current.values_list("deadline__campaign", flat=True))
    return [one for one in participations if one.campaign_id in campaigns]
