"""One form of one unit over its periods: what was sent in before a period, and what is still open."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from anyue import clock
from anyue.campaigns.asked import planned_for
from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.campaigns.queries import still_taken
from anyue.core.counting import Period, Sent
from anyue.records.queries import Late
from anyue.reports.models import ReportVersion

_MARGIN = timedelta(days=1)
"""How long a record may be on its way, and the clocks of two machines apart, before a table misses it."""


@dataclass(frozen=True, slots=True)
class SentPeriod:
    """A period that was sent in, and when."""

    period: Period
    sent: Sent
    at: datetime


@dataclass(frozen=True, slots=True)
class Series:
    """The periods of a form before one of them, each kind in order.

    One that is being corrected is both sent and open. `dropped` could have been sent in and can't be any
    more: locked, or called off.
    """

    sent: list[SentPeriod] = field(default_factory=list)
    open: list[Period] = field(default_factory=list)
    dropped: list[Period] = field(default_factory=list)

    def to_look_through(self, since: date, period: Period) -> tuple[tuple[date, date], Late | None]:
        """(days, late ones) among which a record of this period may be.

        Days of a period still open are its own. After these, where one period after the other was sent in,
        what was said before the last of them was sent in is counted, in it or in one before it that was sent
        in later. From a dropped period on nothing is sure: its records may have waited for it.
        """
        first = max((one.ends_on for one in self.open), default=since - timedelta(days=1)) + timedelta(days=1)
        unsure = min((one.starts_on for one in self.dropped if one.ends_on >= first), default=date.max)
        sent = [one for one in self.sent if first <= one.period.ends_on < unsure]
        if not sent:
            return (first, period.ends_on), None
        last = sent[-1]
        days = (last.period.ends_on + timedelta(days=1), period.ends_on)
        return days, Late(first, last.at - _MARGIN)


def series_before(participation: Participation, occurrence: Occurrence, row: CampaignForm) -> Series:
    """The periods of a form before an occurrence of it; three queries, none for the first."""
    if occurrence.number == 1:
        return Series()
    versions = ReportVersion.objects.standing().filter(
        report__participation=participation,
        report__occurrence__deadline__form=row,
    )
    rows = list(
        versions.order_by().values_list(
            "report__occurrence", "own", "carried", "submitted_at", "report__submitted_at"
        )
    )
    sent = {pk: (Sent(own, carried), at) for pk, own, carried, at, _ in rows}
    # Being corrected, a period counts as it was approved and waits for its own records again.
    corrected = {pk for pk, *_, closed_at in rows if closed_at is None}
    before = list(
        Occurrence.objects.filter(deadline__form=row, ends_on__lt=occurrence.ends_on)
        .select_related("deadline")
        .order_by("ends_on")
    )
    taken = {one.pk for one in open_among(participation, [one for one in before if one.pk not in sent])}
    series = Series()
    for one in before:
        period = Period(one.starts_on, one.ends_on)
        if one.pk in corrected:
            series.open.append(period)
        if one.pk in sent:
            series.sent.append(SentPeriod(period, *sent[one.pk]))
        elif one.pk in taken:
            series.open.append(period)
        # A period that was over before the unit was asked was never waited for.
        elif _is_own(participation, one):
            series.dropped.append(period)
    return series


def _is_own(participation: Participation, occurrence: Occurrence) -> bool:
    """Whether a deadline is this unit's to keep: the unit was asked before it had passed."""
    return planned_for(participation, occurrence) >= participation.added_at


def open_among(participation: Participation, occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Those that a participation can still send in: asked of it, not called off and not locked; one query."""
    asked = [one for one in occurrences if one.cancelled_at is None and _is_own(participation, one)]
    return still_taken(asked, participation, clock.now()) if asked else []
