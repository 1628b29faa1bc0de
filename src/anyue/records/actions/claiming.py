"""What submitted tables count of the ledger: parts of the acts on a report, in their transactions."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F

from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.core.counting import Held
from anyue.core.errors import AnyueError, ledger
from anyue.records.models import ActivityRecord, Claim, CountingLine
from anyue.records.queries import held_now


def claim_records(
    *, records: Sequence[Held], form: CampaignForm, occurrence: Occurrence, line: Participation, root_pk: int
) -> None:
    """Count records in a table that is being submitted along a line: part of that act, in its transaction.

    Raises:
        AnyueError: a record is no longer what the table was filled from, or another table counts it by now.
    """
    ids = [record.pk for record in records]
    # The update locks the rows: from here on nobody changes them, and what they say is what will be counted.
    ActivityRecord.objects.filter(pk__in=ids).held().update(counted=F("counted") + 1)
    if held_now(ids, root_pk) != sorted(records, key=lambda record: record.pk):
        raise AnyueError(ledger.RECORD_COUNTED_MEANWHILE)
    unnamed = [record.pk for record in records if record.line is None]
    try:
        with transaction.atomic():
            CountingLine.objects.bulk_create(
                CountingLine(record_id=pk, root_id=root_pk, participation=line) for pk in unnamed
            )
            lines = CountingLine.objects.filter(record__in=ids, root=root_pk, participation=line)
            claims = Claim.objects.bulk_create(
                Claim(record_id=one.record_id, line=one, form=form, occurrence=occurrence) for one in lines
            )
    except IntegrityError as twice:
        raise AnyueError(ledger.RECORD_COUNTED_MEANWHILE) from twice
    if len(claims) != len(ids):
        raise AnyueError(ledger.RECORD_COUNTED_MEANWHILE)


def release_records(*, line: Participation, form: CampaignForm, occurrence: Occurrence) -> None:
    """Free the records of a table that was returned or taken back: part of that act."""
    claims = Claim.objects.filter(line__participation=line, form=form, occurrence=occurrence)
    ActivityRecord.objects.filter(pk__in=list(claims.values_list("record", flat=True))).update(
        counted=F("counted") - 1
    )
    claims.delete()
