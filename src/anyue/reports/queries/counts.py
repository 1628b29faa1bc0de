"""Reads: what an office counts itself of the units below it, each count with whom or what it counts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from anyue.campaigns.models import Participation
from anyue.cases.models import CaseVersion
from anyue.core.cases import Register
from anyue.core.cases.fields import DONE, DUAL, TRANSFER, codes_in, title_of
from anyue.core.written.closing import Count, quota_key
from anyue.records.choices import FeaturedState
from anyue.records.models import FeaturedActivity
from anyue.reports.choices import ReportState
from anyue.reports.queries.held import days_of
from anyue.reports.queries.overview import Row, overview_of
from anyue.reports.queries.owed import Owed
from anyue.reports.queries.quotas import QuotaState, quotas_below


@dataclass(frozen=True, slots=True)
class Counted:
    """A count by its key: its number, and (whom or what, how) of what is behind it.

    `names` are those of the rows as a text names them.
    """

    key: str
    value: str
    rows: list[tuple[str, str]]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """All counts of a campaign below a unit, and the words of the quotas among them, in order."""

    counts: list[Counted]
    quotas: tuple[str, ...]


def counts_below(participation: Participation, now: datetime) -> Counts:
    """Units and what they sent in, featured activities, cases, quotas; some fifteen queries."""
    quotas = _quotas(participation, now)
    counts = [*_sent_in(participation, now), *_featured(participation), *_cases(participation)]
    for at, state in enumerate(quotas, start=1):
        counts += _reached(at, state)
    return Counts(counts, tuple(state.asked.words for state in quotas))


def _of(key: str, rows: Iterable[tuple[str, str]]) -> Counted:
    told = list(rows)
    return Counted(key, str(len(told)), told)


def _sent_in(participation: Participation, now: datetime) -> Iterable[Counted]:
    """What is due by now, as the overview counts it."""
    overview = overview_of(participation, now)
    units = [(row, list(filter(overview.is_due, row.cells))) for row in overview.rows]
    asked = [(row, cells) for row, cells in units if cells]
    missing = [(row, [cell for cell in cells if cell.is_open]) for row, cells in asked]
    missing = [(row, cells) for row, cells in missing if cells]
    short = {row.participation.pk for row, _ in missing}
    acknowledged = [row for row in overview.rows if row.participation.acknowledged_at]
    yield _of(Count.SENT_TO, ((_name(row), "") for row in overview.rows))
    yield _of(Count.ACKNOWLEDGED, ((_name(row), "") for row in acknowledged))
    yield _of(Count.UNITS_ASKED, ((_name(row), f"{len(cells)} 份") for row, cells in asked))
    yield _of(
        Count.UNITS_IN,
        ((_name(row), f"{len(cells)} 份") for row, cells in asked if row.participation.pk not in short),
    )
    rows = [(_name(row), "、".join(cell.occurrence.title for cell in cells)) for row, cells in missing]
    names = tuple(f"{name}（{what}）" for name, what in rows)
    yield Counted(Count.UNITS_MISSING, str(len(rows)), rows, names)
    yield _reports(Count.ASKED, asked, lambda _cell: True)
    yield _reports(Count.IN, asked, lambda cell: not cell.is_open)
    yield _reports(Count.LATE, asked, lambda cell: cell.is_late and not cell.is_open)
    yield _reports(Count.WAITING, asked, lambda cell: cell.state is ReportState.SUBMITTED)


def _reports(key: str, units: Sequence[tuple[Row, list[Owed]]], is_meant: Callable[[Owed], bool]) -> Counted:
    """How many reports there are of that sort, and how many of them each unit has."""
    counts = [(_name(row), sum(map(is_meant, cells))) for row, cells in units]
    rows = [(name, f"{count} 份") for name, count in counts if count]
    return Counted(key, str(sum(count for _, count in counts)), rows)


def _name(row: Row) -> str:
    return row.participation.unit.name


def _featured(participation: Participation) -> Iterable[Counted]:
    sent = FeaturedActivity.objects.standing().filter(participation__lines_up__superior=participation)
    rows = list(sent.select_related("record__unit").order_by("sent_at", "pk"))
    yield _of(Count.FEATURED, ((one.record.unit.name, one.title) for one in rows))
    adopted = [one for one in rows if one.decision == FeaturedState.ADOPTED]
    yield _of(Count.ADOPTED, ((one.record.unit.name, one.title) for one in adopted))


def _cases(participation: Participation) -> Iterable[Counted]:
    """What was approved along the campaign, by whoever approves it."""
    approved = CaseVersion.objects.filter(
        item__participation__lines_up__superior=participation, number=F("item__approved_version")
    )
    rows = list(approved.select_related("item__unit").order_by("item__unit__position", "item_id"))
    cases = [one for one in rows if one.item.kind is Register.CASE]
    exposures = [one for one in rows if one.item.kind is Register.EXPOSURE]
    kinds = {one.pk: codes_in(one.content.get("kinds", "")) for one in cases}
    yield _of(Count.CASES, map(_case, cases))
    yield _of(Count.DUAL, (_case(one) for one in cases if DUAL in kinds[one.pk]))
    yield _of(Count.TRANSFERS, (_case(one) for one in cases if TRANSFER in kinds[one.pk]))
    yield _of(Count.EXPOSURES, map(_case, exposures))
    yield _of(Count.RECTIFIED, (_case(one) for one in exposures if one.content.get("state") == DONE))


def _case(version: CaseVersion) -> tuple[str, str]:
    return version.item.unit.name, title_of(version.item.kind, version.content)


def _quotas(participation: Participation, now: datetime) -> list[QuotaState]:
    """Those that ask something of the campaign as a whole, as far as the ledger can say."""
    whole = days_of(participation.campaign)
    states = quotas_below(participation, timezone.localdate(now))
    return [one for one in states if one.is_counted and not one.is_guessed and one.days == whole]


def _reached(at: int, state: QuotaState) -> Iterable[Counted]:
    met = [one for one in state.units if one.reached.is_met]
    short = [one for one in state.units if not one.reached.is_met]
    for what, units in (("应达到", state.units), ("达到", met), ("未达到", short)):
        rows = [(one.participation.unit.name, one.reached.words) for one in units]
        yield Counted(quota_key(at, what), str(len(rows)), rows, tuple(name for name, _ in rows))
