"""What a unit enters into its ledger: planned, held, corrected, called off."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import Participation
from anyue.core.activity import Details, summed
from anyue.core.errors import AnyueError, ledger
from anyue.core.forms.values import clean_text
from anyue.core.uploads import Prepared
from anyue.core.vocabulary import EVENTS, Kind, vocabulary
from anyue.files.storing import storing
from anyue.orgs.actions import require
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission
from anyue.records.actions.evidence import write_evidence
from anyue.records.beside import write_beside
from anyue.records.models import ActivityRecord

_NOTHING_MORE = Details()


def keep_record(  # noqa: PLR0913  One argument a field of the page.
    *,
    unit: Unit,
    kind: str,
    title: str,
    held_on: date,
    measures: Mapping[str, str],
    key: str,
    by: User,
    details: Details = _NOTHING_MORE,
    co_hosts: Sequence[Unit] = (),
    lines: Sequence[Participation] = (),
    evidence: Sequence[Prepared] = (),
) -> ActivityRecord:
    """Enter an activity that was held; the same key a second time returns the record of the first.

    Raises:
        AnyueError: no right to, a day that lies ahead, no number, or a key that another record has.
    """
    record = _entered(unit, kind, title, held_on, measures, key, details, by)
    record.held_at, record.held_by = record.created_at, by
    try:
        with storing(by=by) as store, transaction.atomic():
            require(by, Permission.KEEP_RECORDS, unit.pk)
            _check_held(record)
            record.save()
            write_beside(record, details.links, co_hosts, lines)
            write_evidence(record=record, files=evidence, store=store, by=by)
            write_entry("keep_record", by=by, on=record, unit_id=unit.pk)
    except IntegrityError as taken:
        return _twin_of(record, taken)
    return record


def plan_record(  # noqa: PLR0913  One argument a field of the page.
    *,
    unit: Unit,
    kind: str,
    title: str,
    held_on: date,
    key: str,
    by: User,
    measures: Mapping[str, str] | None = None,
    details: Details = _NOTHING_MORE,
    co_hosts: Sequence[Unit] = (),
    lines: Sequence[Participation] = (),
    evidence: Sequence[Prepared] = (),
) -> ActivityRecord:
    """Announce an activity (活动预报): its numbers, if any, are only expected, and no table counts it.

    Raises:
        AnyueError: no right to, a day that has passed, or a key that another record has.
    """
    record = _entered(unit, kind, title, held_on, measures or {}, key, details, by)
    try:
        with storing(by=by) as store, transaction.atomic():
            require(by, Permission.KEEP_RECORDS, unit.pk)
            _check_planned(record.held_on)
            record.save()
            write_beside(record, details.links, co_hosts, lines)
            write_evidence(record=record, files=evidence, store=store, by=by)
            write_entry("plan_record", by=by, on=record, unit_id=unit.pk)
    except IntegrityError as taken:
        return _twin_of(record, taken)
    return record


def _entered(  # noqa: PLR0913, PLR0917  One argument a field of the page.
    unit: Unit,
    kind: str,
    title: str,
    held_on: date,
    measures: Mapping[str, str],
    key: str,
    details: Details,
    by: User,
) -> ActivityRecord:
    now = clock.now()
    record = ActivityRecord(unit=unit, kind=_known(kind).code, key=key, created_at=now, created_by=by)
    record.said_at = now
    for name, value in _values(record.activity_kind, title, held_on, measures, details).items():
        setattr(record, name, value)
    return record


def _known(code: str) -> Kind:
    try:
        return vocabulary().kind(code)
    except KeyError as unknown:
        raise AnyueError(ledger.KIND_UNKNOWN) from unknown


def _values(
    kind: Kind, title: str, held_on: date, measures: Mapping[str, str], details: Details
) -> dict[str, object]:
    """What a record says, by column."""
    return {
        "title": title or kind.name,
        "held_on": held_on,
        "measures": summed(kind, measures, details.venues),
        "place": details.place,
        "note": details.note,
        "setting_codes": list(details.settings),
        "group_codes": list(details.groups),
        "venues": [{"name": venue.name, "measures": dict(venue.measures)} for venue in details.venues],
    }


def _check_held(record: ActivityRecord) -> None:
    if record.held_on > clock.today():
        raise AnyueError(ledger.DAY_AHEAD, field="held_on")
    if EVENTS not in record.measures:
        name = record.activity_kind.measure(EVENTS).name
        raise AnyueError(ledger.NUMBERS_MISSING, field=EVENTS, measure=name)


def _check_planned(held_on: date) -> None:
    if held_on < clock.today():
        raise AnyueError(ledger.DAY_PAST, field="held_on")


def _twin_of(record: ActivityRecord, taken: IntegrityError) -> ActivityRecord:
    """The record that this page has made already, by the same person; only the key is unique.

    Raises `AnyueError` RECORD_KEPT where it says something else: then an answer was lost, the person typed
    on, and neither of the two may be dropped unseen.
    """
    mine = ActivityRecord.objects.filter(key=record.key, unit=record.unit, created_by=record.created_by)
    twin = mine.first()
    if twin is None:
        raise AnyueError(ledger.PAGE_USED) from taken
    said = ("kind", "title", "held_on", "measures", "place", "note", "venues", "setting_codes", "group_codes")
    if any(getattr(twin, name) != getattr(record, name) for name in said):
        day = f"{twin.held_on.month}月{twin.held_on.day}日"
        raise AnyueError(ledger.RECORD_KEPT, title=twin.title, day=day) from taken
    return twin


@transaction.atomic
def change_record(  # noqa: PLR0913  One argument a field of the page.
    *,
    record: ActivityRecord,
    title: str,
    held_on: date,
    measures: Mapping[str, str],
    by: User,
    details: Details = _NOTHING_MORE,
    co_hosts: Sequence[Unit] = (),
    lines: Sequence[Participation] = (),
) -> None:
    """Correct a record that no submitted table counts yet; its kind stays, and so does its state."""
    require(by, Permission.KEEP_RECORDS, record.unit_id)
    values = _values(record.activity_kind, title, held_on, measures, details)
    corrected = ActivityRecord(unit=record.unit, kind=record.kind, **values)
    if record.is_planned:
        _check_planned(held_on)
    else:
        _check_held(corrected)
    now = clock.now()
    _change_uncounted(record, **values, changed_at=now, changed_by=by, said_at=now)
    record.links.all().delete()
    record.co_hosts.all().delete()
    record.lines.all().delete()
    write_beside(record, details.links, co_hosts, lines)
    write_entry("change_record", by=by, on=record, unit_id=record.unit_id)


@transaction.atomic
def hold_record(*, record: ActivityRecord, held_on: date, measures: Mapping[str, str], by: User) -> None:
    """Say of a planned activity that it was held, on which day and with which numbers; the rest stays.

    Raises:
        AnyueError: no right to, a day that lies ahead, no number, or not planned any more.
    """
    require(by, Permission.KEEP_RECORDS, record.unit_id)
    held = ActivityRecord(unit=record.unit, kind=record.kind, held_on=held_on, measures=dict(measures))
    _check_held(held)
    # What was expected of each place says nothing of what came about there.
    places = [{"name": venue.name, "measures": {}} for venue in record.places()]
    now = clock.now()
    planned = ActivityRecord.objects.filter(pk=record.pk, held_at__isnull=True, cancelled_at__isnull=True)
    said = {"held_on": held_on, "measures": held.measures, "venues": places, "said_at": now}
    if not planned.update(**said, held_at=now, held_by=by):
        raise AnyueError(ledger.RECORD_NOT_PLANNED)
    write_entry("hold_record", by=by, on=record, unit_id=record.unit_id)


@transaction.atomic
def cancel_record(*, record: ActivityRecord, reason: str, by: User) -> None:
    """Call off a planned activity, or take out a record that no submitted table counts; the row stays."""
    require(by, Permission.KEEP_RECORDS, record.unit_id)
    said = clean_text(reason)[:200]
    if not said:
        raise AnyueError(ledger.CANCEL_REASON_MISSING, field="reason")
    _change_uncounted(record, cancelled_at=clock.now(), cancelled_by=by, cancel_reason=said)
    write_entry("cancel_record", by=by, on=record, unit_id=record.unit_id)


def _change_uncounted(record: ActivityRecord, **values: object) -> None:
    """Update a record while nothing submitted counts it; one statement, so no submission slips between.

    A planned record that was held meanwhile has other numbers than the person saw.
    """
    rows = ActivityRecord.objects.filter(
        pk=record.pk, counted=0, cancelled_at__isnull=True, held_at__isnull=record.held_at is None
    )
    if not rows.update(**values):
        raise AnyueError(ledger.RECORD_COUNTED if record.held_at else ledger.RECORD_NOT_PLANNED)
