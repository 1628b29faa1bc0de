"""The one way to write to a notice, so that of two people at once the second is told."""

from django.db.models import F

from anyue.campaigns.models import Notice
from anyue.core import errors
from anyue.core.errors import AnyueError


def claim_notice(notice: Notice, revision: int, **facts: object) -> None:
    """Write to a notice if it is open and still at `revision`; of two people at once, the second is told.

    The update asks for the row's own columns only: a question about its campaign would be answered before the
    first has finished. Each act moves the revision on, so that it speaks for the campaign as well.
    """
    open_notices = Notice.objects.filter(pk=notice.pk, archived_at__isnull=True, campaign__isnull=True)
    if not open_notices.exists():
        raise AnyueError(errors.NOTICE_CLOSED)
    at_revision = Notice.objects.filter(pk=notice.pk, revision=revision)
    if not at_revision.update(revision=F("revision") + 1, **facts):
        raise AnyueError(errors.NOTICE_CHANGED if open_notices.exists() else errors.NOTICE_CLOSED)
