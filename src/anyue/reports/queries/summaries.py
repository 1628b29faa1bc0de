"""Reads: the summary of a campaign that an office writes, its versions, and what its figures stand on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.campaigns.models import Occurrence, Participation
from anyue.campaigns.queries import own_participation_for
from anyue.core.written.closing import draft_closing
from anyue.reports.models import Grounds, Report, ReportVersion, Summary, SummaryVersion
from anyue.reports.queries.grounds import Statement, versions_behind
from anyue.reports.queries.overview import RECENTLY
from anyue.reports.queries.telling import facts_with
from anyue.reports.queries.totals import by_participation, over_periods

_NAME = "活动总结"


def participation_to_sum_up(user: User, pk: int) -> Participation:
    """A participation of one's own unit that others report to, so that it sums up; 404 otherwise."""
    participation = own_participation_for(user, pk)
    if participation.superior_id is not None and not participation.is_relayed:
        raise Http404
    return participation


def summary_of(participation: Participation) -> Summary | None:
    """What is there of it, with who saved and finalised it; one query."""
    return (
        Summary.objects.filter(participation=participation).select_related("saved_by", "finalised_by").first()
    )


def versions_of(summary: Summary) -> QuerySet[SummaryVersion]:
    """Its versions, the last first; one query."""
    return summary.versions.select_related("finalised_by")


def version_of(summary: Summary, number: int) -> SummaryVersion:
    """One of them; 404 for none. One query."""
    return get_object_or_404(versions_of(summary), number=number)


def drafted_closing(participation: Participation, statement: Statement) -> str:
    """The draft of the summary, from the plan and what came in; five queries."""
    return draft_closing(facts_with(participation, _NAME, statement.tables), statement.gathered)


def to_sum_up(participations: Iterable[Participation], now: datetime) -> set[int]:
    """Those of these issued campaigns that are over and have no finalised summary yet; two queries.

    A campaign is over with the last of its times, and is looked after for a while longer.
    """
    roots = [one for one in participations if one.superior_id is None]
    issued = {one.pk: one.campaign_id for one in roots}
    asked = Occurrence.objects.known_to(roots).filter(cancelled_at__isnull=True)
    last = asked.values("deadline__campaign").annotate(last=Max("due_at")).order_by()
    over = {row["deadline__campaign"] for row in last if now - RECENTLY <= row["last"] < now}
    written = Summary.objects.filter(participation__in=issued, version__gt=0)
    done = set(written.values_list("participation", flat=True))
    return {pk for pk, campaign in issued.items() if campaign in over and pk not in done}


@dataclass(frozen=True, slots=True)
class UnitBehind:
    """What one unit, or one period of a unit's own, adds to a figure; `versions` with whether each stands."""

    participation: Participation
    value: str | None
    versions: list[tuple[ReportVersion, bool]]


def units_behind(participation: Participation, grounds: Grounds) -> list[tuple[int, list[int]]]:
    """(participation, versions) of each unit that the figures of a table stand on, in order; one query."""
    kept = set(grounds.body["versions"])
    ids = versions_behind(participation).in_official_order().values_list("report__participation", "pk")
    found: dict[int, list[int]] = {}
    for unit, pk in ids:
        if pk in kept:
            found.setdefault(unit, []).append(pk)
    return list(found.items())


def opened(
    participation: Participation, chosen: Iterable[tuple[int, list[int]]], code: str
) -> list[UnitBehind]:
    """These units with their values and versions; one query."""
    is_issuer = participation.superior_id is None
    ids = [pk for _, pks in chosen for pk in pks]
    versions = (
        ReportVersion.objects.filter(pk__in=ids)
        .in_official_order()
        .select_related("report__participation__unit", "report__occurrence__deadline__form", "submitted_by")
    )
    return [
        UnitBehind(
            sent[0].report.participation,
            _value(sent, code),
            [(one, one.number == _counted(one.report, is_issuer=is_issuer)) for one in sent],
        )
        for sent in by_participation(versions).values()
    ]


def _counted(report: Report, *, is_issuer: bool) -> int:
    """The version that a figure would stand on now."""
    return report.approved_version if is_issuer else report.standing_number


def _value(sent: list[ReportVersion], code: str) -> str | None:
    row = sent[0].report.occurrence.deadline.form
    return over_periods(row.form, sent).get(code) if row else None
