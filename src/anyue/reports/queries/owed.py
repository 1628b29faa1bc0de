"""What units owe, derived from deadlines and submissions each time it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from anyue.accounts.models import User
from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.campaigns.queries import due_at, occurrences_of, received_by
from anyue.reports.choices import ReportState
from anyue.reports.models import Report


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing a unit was asked to send in, and where it stands at `now`."""

    participation: Participation
    occurrence: Occurrence
    due: datetime
    report: Report | None
    state: ReportState
    is_late: bool
    is_begun: bool

    @property
    def form(self) -> CampaignForm | None:
        """The form or document that is asked."""
        return self.occurrence.deadline.form

    @property
    def is_open(self) -> bool:
        """Whether the unit still has to do something."""
        return self.state not in {ReportState.SUBMITTED, ReportState.APPROVED, ReportState.NOT_ASKED}

    @property
    def marker(self) -> str:
        """The code of the state that a page shows: a nil report and a late one are told apart."""
        if self.state is ReportState.APPROVED:
            return self.state.value
        if self.state is ReportState.SUBMITTED and self.report is not None:
            return "late" if self.is_late else "nil" if self.report.is_nil else "submitted"
        return self.state.value


def stand(participation: Participation, occurrence: Occurrence, report: Report | None, now: datetime) -> Owed:
    """Where one participation stands with one occurrence."""
    due = due_at(occurrence, participation)
    state = report.state() if report else ReportState.NOT_STARTED
    if state is ReportState.NOT_STARTED and due < participation.added_at:
        # Whoever was asked after the time had passed can't owe it.
        state = ReportState.NOT_ASKED
    elif state in {ReportState.NOT_STARTED, ReportState.DRAFTING} and due < now:
        state = ReportState.MISSING
    is_late = bool(report and report.is_late(due))
    is_begun = occurrence.starts_on <= now.astimezone(due.tzinfo).date()
    return Owed(participation, occurrence, due, report, state, is_late, is_begun)


def owed_by(user: User, now: datetime) -> list[Owed]:
    """Everything a person's units were asked to send in, most urgent first; three queries."""
    return owed_among(received_by(user), now)


def owed_among(participations: Iterable[Participation], now: datetime) -> list[Owed]:
    """What these participations were asked to send in, most urgent first; two queries beside theirs."""
    asked = (item for item in standing_of(participations, now) if item.state is not ReportState.NOT_ASKED)
    return sorted(asked, key=lambda owed: (owed.due, owed.occurrence.pk))


def standing_of(participations: Iterable[Participation], now: datetime) -> list[Owed]:
    """Each participation with each occurrence of its campaign that has a form; two queries."""
    participations = list(participations)
    occurrences: dict[int, list[Occurrence]] = {}
    for occurrence in occurrences_of({participation.campaign_id for participation in participations}):
        if occurrence.deadline.form_id is not None:
            occurrences.setdefault(occurrence.deadline.campaign_id, []).append(occurrence)
    reports = {
        (report.participation_id, report.occurrence_id): report
        for report in Report.objects.filter(participation__in=participations).defer("entries")
    }
    return [
        stand(participation, occurrence, reports.get((participation.pk, occurrence.pk)), now)
        for participation in participations
        for occurrence in occurrences.get(participation.campaign_id, ())
    ]


def waiting_for_review(user: User) -> QuerySet[Report]:
    """Reports that were sent to a person's units and nobody has decided on, oldest first; one query."""
    own = Participation.objects.acted_for_by(user)
    return (
        Report.objects.filter(
            participation__superior__in=own, submitted_at__isnull=False, approved_at__isnull=True
        )
        .select_related("participation__unit", "participation__campaign", "occurrence__deadline__form")
        .defer("entries", "occurrence__deadline__form__body")
        .order_by("submitted_at", "pk")
    )
