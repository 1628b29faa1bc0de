"""Writes: clearing away what the registers keep of people beyond its time."""

from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.cases.models import CaseItem, CasePicture, CaseVerdict, CaseVersion


@transaction.atomic
def clear_cases(*, by: User | None) -> int:
    """Remove items that were never approved, and the pictures of all, past their time; how many in all.

    The time counts from the end of the campaign and from the last that was done to the item, whichever is
    later; what waits for a decision stays. Versions keep the digests of their pictures, and what was made for
    a publication stays with it. Nothing is removed where `KEEP_CASE_MONTHS` is 0. `by` is None on the command
    line.
    """
    if not settings.KEEP_CASE_MONTHS:
        return 0
    past = list(
        _past(clock.now() - relativedelta(months=settings.KEEP_CASE_MONTHS)).values_list(
            "pk", "approved_version", "version"
        )
    )
    never_approved = [pk for pk, approved, _ in past if not approved]
    refused = sum(bool(version) for _, approved, version in past if not approved)
    pictures, _ = CasePicture.objects.filter(item__in=[pk for pk, _, _ in past]).delete()
    CaseVerdict.objects.filter(version__item__in=never_approved).delete()
    CaseVersion.objects.filter(item__in=never_approved).delete()
    CaseItem.objects.filter(pk__in=never_approved).delete()
    said = f"drafts={len(never_approved) - refused} refused={refused} pictures={pictures}"
    # No one object: the entry is about all that is past.
    write_entry("clear_cases", by=by, on="caseitem", reason=said)
    return len(never_approved) + pictures


def _past(before: datetime) -> QuerySet[CaseItem]:
    """The items whose campaign ended before that moment and to which nothing was done since."""
    ends_on = "participation__campaign__ends_on"
    is_over = Q(**{f"{ends_on}__isnull": True}) | Q(**{f"{ends_on}__lt": before.date()})
    untouched = Q(created_at__lt=before)
    for fact in ("submitted_at", "returned_at", "approved_at", "reopened_at"):
        untouched &= Q(**{f"{fact}__isnull": True}) | Q(**{f"{fact}__lt": before})
    newer = CasePicture.objects.filter(item=OuterRef("pk"), added_at__gte=before)
    past = CaseItem.objects.filter(is_over & untouched & ~Exists(newer))
    return past.exclude(pk__in=CaseItem.objects.awaiting().values("pk")).order_by()
