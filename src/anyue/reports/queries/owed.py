"""What units owe, derived from deadlines and submissions each time it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from anyue.accounts.models import User
from anyue.campaigns.asked import asked_of_each
from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.campaigns.queries import own_times_of, received_by, times_of
from anyue.core.times import Times
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import my_units_with
from anyue.reports.choices import ReportState
from anyue.reports.models import Report

# What is being corrected has been sent in and counts as it was approved.
_SETTLED = frozenset(
    {ReportState.SUBMITTED, ReportState.APPROVED, ReportState.CORRECTING, ReportState.NOT_ASKED}
)


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing a unit was asked to send in, and where it stands at `now`."""

    participation: Participation
    occurrence: Occurrence
    times: Times
    report: Report | None
    state: ReportState
    is_late: bool
    is_begun: bool
    is_locked: bool

    @property
    def due(self) -> datetime:
        """The unit's own time."""
        return self.times.due

    @property
    def form(self) -> CampaignForm | None:
        """The form or document that is asked."""
        return self.occurrence.deadline.form

    @property
    def is_open(self) -> bool:
        """Whether the unit still has to do something."""
        return self.state not in _SETTLED

    @property
    def is_drafted(self) -> bool:
        """Whether somebody has begun to fill it in, late or not."""
        return self.report is not None and self.report.saved_at is not None

    @property
    def awaits_sign_off(self) -> bool:
        """Whether it is a text that its unit has asked a leader to sign."""
        return self.is_open and self.report is not None and self.report.sign_asked_at is not None

    @property
    def marker(self) -> str:
        """The code of the state that a page shows, in finer parts: nil, late, locked, read from a file."""
        if self.state in {ReportState.APPROVED, ReportState.CORRECTING}:
            return self.state.value
        if self.is_locked:
            return "locked"
        if self.state is ReportState.SUBMITTED and self.report is not None:
            return "late" if self.is_late else "nil" if self.report.is_nil else "submitted"
        return "read-in" if self.awaits_confirmation else self.state.value

    @property
    def markers(self) -> list[str]:
        """The codes of all that is to be told of it: an approved nil report that was late is all three."""
        if self.is_open or self.report is None:
            return [self.marker]
        told = {"nil": self.report.is_nil, "late": self.is_late}
        return [self.state.value, *(code for code, is_so in told.items() if is_so)]

    @property
    def awaits_confirmation(self) -> bool:
        """Whether the superior has read it from a file, and the unit has yet to send it in."""
        return self.is_open and self.report is not None and self.report.awaits_confirmation


def stand(
    participation: Participation, occurrence: Occurrence, report: Report | None, times: Times, now: datetime
) -> Owed:
    """Where one participation stands with one occurrence."""
    state = report.state() if report else ReportState.NOT_STARTED
    is_untold = state in {ReportState.NOT_STARTED, ReportState.DRAFTING}
    if is_untold and not participation.unit.is_open_on(occurrence.ends_on):
        # Of a unit that was no more, or not yet, when the period ended, nothing is missing.
        state = ReportState.NOT_ASKED
    elif state is ReportState.NOT_STARTED and times.due < participation.added_at:
        # Whoever was asked after the time had passed can't owe it.
        state = ReportState.NOT_ASKED
    elif times.cancelled and (report is None or not report.standing_number):
        state = ReportState.NOT_ASKED
    elif is_untold and times.is_late(now):
        state = ReportState.MISSING
    return Owed(
        participation,
        occurrence,
        times,
        report,
        state,
        is_late=bool(report and report.first_submitted_at and times.is_late(report.first_submitted_at)),
        is_begun=occurrence.starts_on <= now.astimezone(times.due.tzinfo).date(),
        is_locked=state is ReportState.MISSING and times.is_locked(now),
    )


def owed_by(user: User, now: datetime) -> list[Owed]:
    """Everything a person's units were asked to send in, most urgent first; four queries."""
    return owed_among(received_by(user), now)


def owed_among(participations: Iterable[Participation], now: datetime) -> list[Owed]:
    """What these participations were asked to send in, most urgent first; three queries beside theirs.

    What is locked comes last: nothing can be done about it until the superior gives more time.
    """
    asked = (item for item in standing_of(participations, now) if item.state is not ReportState.NOT_ASKED)
    return sorted(asked, key=lambda owed: (owed.is_locked, owed.due, owed.occurrence.pk))


def standing_of(participations: Iterable[Participation], now: datetime) -> list[Owed]:
    """Each participation with each occurrence that it is asked for and that has a form; three queries.

    A fourth where somebody above has added something.
    """
    participations = list(participations)
    forms = Occurrence.objects.asked_of(participations).with_form().filter(deadline__form__isnull=False)
    asked = asked_of_each(participations, forms)
    reports = {
        (report.participation_id, report.occurrence_id): report for report in _reports_of(participations)
    }
    own_times = own_times_of(participations)
    standing = []
    for participation in participations:
        for occurrence in asked[participation.pk]:
            place = (participation.pk, occurrence.pk)
            times = times_of(participation, occurrence, own_times.get(place))
            standing.append(stand(participation, occurrence, reports.get(place), times, now))
    return standing


def _reports_of(participations: Iterable[Participation]) -> QuerySet[Report]:
    # Hardly any report waits for a leader: a join would carry a person's columns along with every other one.
    reports = Report.objects.filter(participation__in=participations).prefetch_related("sign_asked_by")
    return reports.defer("entries")


def awaiting_sign_off(user: User, owed: Iterable[Owed]) -> list[Owed]:
    """Those of them that wait for this person to sign them, in the same order; one query."""
    units = set(my_units_with(user, Permission.SIGN_OFF).order_by().values_list("pk", flat=True))
    return [item for item in owed if item.awaits_sign_off and item.participation.unit_id in units]


def waiting_for_review(user: User) -> QuerySet[Report]:
    """Reports that were sent to a person's units and nobody has decided on, oldest first; one query."""
    own = Participation.objects.acted_for_by(user)
    return (
        Report.objects.awaiting()
        .filter(participation__superior__in=own)
        .select_related("participation__unit", "participation__campaign", "occurrence__deadline__form")
        .defer("entries", "occurrence__deadline__form__body")
        .order_by("submitted_at", "pk")
    )
