"""Guards against two people overwriting each other."""

from django.db.models import F

from anyue.cases.models import CaseItem
from anyue.core.errors import AnyueError, cases


def claim_draft(item: CaseItem, revision: int, **facts: object) -> None:
    """Write to a draft if nobody has written since `revision`; one statement."""
    open_one = CaseItem.objects.filter(
        pk=item.pk, revision=revision, submitted_at__isnull=True, approved_at__isnull=True
    )
    if not open_one.update(**facts, revision=F("revision") + 1):
        now = CaseItem.objects.filter(pk=item.pk).values_list("submitted_at", flat=True).first()
        raise AnyueError(cases.CASE_CLOSED if now else cases.CASE_CHANGED)
    item.refresh_from_db()
