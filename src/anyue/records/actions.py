"""Writes: the ledger."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import CampaignForm, Occurrence
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.orgs.actions import require
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission
from anyue.records.models import ActivityRecord, Claim
from anyue.records.queries import Held, held_now


def keep_record(  # noqa: PLR0913  One argument a field of the page.
    *,
    unit: Unit,
    kind: str,
    title: str,
    held_on: date,
    measures: Mapping[str, str],
    key: str,
    by: User,
    place: str = "",
    note: str = "",
) -> ActivityRecord:
    """Enter an activity that was held; the same key a second time returns the record of the first.

    Raises:
        AnyueError: no right to, a day that lies ahead, or a key that another record has.
    """
    try:
        with transaction.atomic():
            require(by, Permission.KEEP_RECORDS, unit.pk)
            _check_day(held_on)
            record = ActivityRecord(
                unit=unit,
                kind=kind,
                title=title,
                held_on=held_on,
                place=place,
                measures=dict(measures),
                note=note,
                key=key,
                created_at=clock.now(),
                created_by=by,
            )
            record.save()
            write_entry("keep_record", by=by, on=record, unit_id=unit.pk)
    except IntegrityError as taken:
        # Only the key is unique: this is the second tap of the same page, by the same person.
        twin = ActivityRecord.objects.filter(key=key, unit=unit, created_by=by).first()
        if twin is None:
            raise AnyueError(errors.PAGE_USED) from taken
        return twin
    return record


def _check_day(held_on: date) -> None:
    if held_on > clock.today():
        raise AnyueError(errors.DAY_AHEAD, field="held_on")


@transaction.atomic
def change_record(  # noqa: PLR0913  One argument a field of the page.
    *,
    record: ActivityRecord,
    title: str,
    held_on: date,
    measures: Mapping[str, str],
    by: User,
    place: str = "",
    note: str = "",
) -> None:
    """Correct a record that no submitted table counts yet; its kind stays."""
    require(by, Permission.KEEP_RECORDS, record.unit_id)
    _check_day(held_on)
    _change_uncounted(
        record,
        title=title,
        held_on=held_on,
        measures=dict(measures),
        place=place,
        note=note,
        changed_at=clock.now(),
        changed_by=by,
    )
    write_entry("change_record", by=by, on=record, unit_id=record.unit_id)


@transaction.atomic
def cancel_record(*, record: ActivityRecord, by: User) -> None:
    """Take a record out of the ledger while no submitted table counts it; the row stays for the trail."""
    require(by, Permission.KEEP_RECORDS, record.unit_id)
    _change_uncounted(record, cancelled_at=clock.now(), cancelled_by=by)
    write_entry("cancel_record", by=by, on=record, unit_id=record.unit_id)


def _change_uncounted(record: ActivityRecord, **values: object) -> None:
    """Update a record while nothing submitted counts it; one statement, so no submission slips between."""
    if not ActivityRecord.objects.filter(pk=record.pk, counted=0, cancelled_at__isnull=True).update(**values):
        raise AnyueError(errors.RECORD_COUNTED)


def claim_records(*, records: Sequence[Held], form: CampaignForm, occurrence: Occurrence) -> None:
    """Count records in a table that is being submitted: part of that act, in its transaction.

    Raises:
        AnyueError: a record is no longer what the table was filled from, or another table counts it by now.
    """
    ids = [record.pk for record in records]
    # The update locks the rows: from here on nobody changes them, and what they say is what will be counted.
    ActivityRecord.objects.filter(pk__in=ids).update(counted=F("counted") + 1)
    if held_now(ids) != sorted(records, key=lambda record: record.pk):
        raise AnyueError(errors.RECORD_COUNTED_MEANWHILE)
    try:
        with transaction.atomic():
            Claim.objects.bulk_create(Claim(record_id=pk, form=form, occurrence=occurrence) for pk in ids)
    except IntegrityError as twice:
        raise AnyueError(errors.RECORD_COUNTED_MEANWHILE) from twice


def release_records(*, unit: Unit, form: CampaignForm, occurrence: Occurrence) -> None:
    """Free a unit's records of a table that was returned or taken back: part of that act."""
    claims = Claim.objects.filter(record__unit=unit, form=form, occurrence=occurrence)
    ActivityRecord.objects.filter(pk__in=list(claims.values_list("record", flat=True))).update(
        counted=F("counted") - 1
    )
    claims.delete()
