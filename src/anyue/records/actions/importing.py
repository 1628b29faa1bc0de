"""Bringing in activities from a workbook: all of them, or none."""

from django.db import IntegrityError, transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.core.errors import AnyueError
from anyue.core.errors.ledger import LEDGER_FAULTY
from anyue.core.ledger import Cells
from anyue.orgs.actions import require
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission
from anyue.records.beside import write_beside
from anyue.records.models import ActivityRecord
from anyue.records.queries import NewRow, preview_of


def import_records(*, unit: Unit, cells: Cells, by: User) -> int:
    """Enter what a workbook holds and the ledger does not know yet; how many records that were.

    The same workbook a second time adds nothing, even at the same moment.

    Raises:
        AnyueError: no right to, or a fault in any cell: then nothing is entered.
    """
    require(by, Permission.KEEP_RECORDS, unit.pk)
    try:
        return _import(unit, cells, by=by)
    except IntegrityError:
        # Somebody else brought in the same rows meanwhile: they are known by now.
        return _import(unit, cells, by=by)


@transaction.atomic
def _import(unit: Unit, cells: Cells, *, by: User) -> int:
    preview = preview_of(unit, cells, clock.today())
    if preview.faults:
        raise AnyueError(LEDGER_FAULTY, count=len(preview.faults))
    for row, record in zip(
        preview.new,
        ActivityRecord.objects.bulk_create(_record(unit, row, by) for row in preview.new),
        strict=True,
    ):
        if row.entry.links or row.co_hosts:
            write_beside(record, row.entry.links, row.co_hosts, ())
    if preview.new:
        write_entry("import_records", by=by, on=unit, unit_id=unit.pk)
    return len(preview.new)


def _record(unit: Unit, row: NewRow, by: User) -> ActivityRecord:
    entry, now = row.entry, clock.now()
    return ActivityRecord(
        unit=unit,
        kind=entry.kind.code,
        title=entry.title,
        held_on=entry.held_on,
        place=entry.place,
        measures=dict(entry.measures),
        setting_codes=list(entry.settings),
        group_codes=list(entry.groups),
        note=entry.note,
        key=row.key,
        created_at=now,
        created_by=by,
        held_at=now,
        held_by=by,
        said_at=now,
    )
