"""Writes: what the superior does to an item: it opens, returns, approves, and never edits."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.choices import Outcome
from anyue.cases.models import CaseItem, CaseVerdict
from anyue.core.cases import fields_of
from anyue.core.cases.fields import title_of
from anyue.core.errors import AnyueError, cases
from anyue.core.forms.values import clean_text
from anyue.notify.actions import post_message
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission

_LONGEST_REASON, _LONGEST_MARK = 500, 200


@transaction.atomic
def open_case(*, item: CaseItem, by: User) -> None:
    """Note that the superior has opened an item, after which it can't be taken back; once is enough."""
    require(by, Permission.REVIEW_REPORT, item.superior_id)
    unopened = CaseItem.objects.filter(pk=item.pk, submitted_at__isnull=False, opened_at__isnull=True)
    if unopened.update(opened_at=clock.now(), opened_by=by):
        write_entry("open_case", by=by, on=item, unit_id=item.superior_id)


@transaction.atomic
def return_case(*, item: CaseItem, version: int, reason: str, by: User, marks: Mapping[str, str]) -> None:
    """Send an item back with a reason, and the fields it is about with theirs.

    Raises:
        AnyueError: no right to, no reason, or another version stands there by now.
    """
    require(by, Permission.REVIEW_REPORT, item.superior_id)
    known = fields_of(item.kind)
    told = {code: clean_text(marks[code])[:_LONGEST_MARK] for code in known if code in marks}
    # A field that was marked without a word is meant by the reason.
    said = clean_text(reason)[:_LONGEST_REASON] or "；".join(
        f"{known[code].label}：{words}" for code, words in told.items() if words
    )
    if not said:
        raise AnyueError(cases.CASE_REASON_MISSING, field="reason")
    _decide(
        item,
        version,
        submitted_at=None,
        submitted_by=None,
        returned_at=clock.now(),
        returned_by=by,
        returned_version=version,
        return_reason=said[:_LONGEST_REASON],
        return_marks=told,
    )
    _note(item, version, Outcome.RETURNED, by=by, reason=said[:_LONGEST_REASON], marks=told)
    write_entry("return_case", by=by, on=item, unit_id=item.superior_id)
    _tell(item, "退回修改")


@transaction.atomic
def approve_case(*, item: CaseItem, version: int, by: User) -> None:
    """Make the version that was reviewed the approved one, which counts and may be made public.

    Raises:
        AnyueError: no right to, or another version stands there by now.
    """
    require(by, Permission.REVIEW_REPORT, item.superior_id)
    _decide(
        item,
        version,
        approved_at=clock.now(),
        approved_by=by,
        approved_version=version,
        reopened_at=None,
        reopened_by=None,
        reopen_reason="",
    )
    _note(item, version, Outcome.APPROVED, by=by)
    write_entry("approve_case", by=by, on=item, unit_id=item.superior_id)
    _tell(item, "审核通过")


def _decide(item: CaseItem, version: int, **facts: object) -> None:
    """Write what was decided if the reviewed version is still the one that waits."""
    waiting = CaseItem.objects.awaiting().filter(pk=item.pk, version=version)
    if not waiting.update(**facts, revision=F("revision") + 1):
        raise AnyueError(cases.CASE_REVIEW_STALE)


def _note(item: CaseItem, version: int, outcome: Outcome, *, by: User, **said: object) -> None:
    """Keep what was decided on a version, of which a later one knows nothing."""
    decided = item.versions.get(number=version)
    CaseVerdict.objects.create(
        version=decided, outcome=outcome, decided_at=clock.now(), decided_by=by, **said
    )


def _tell(item: CaseItem, outcome: str) -> None:
    if item.superior_id != item.unit_id:
        text = f"{item.kind.label}{outcome}：{title_of(item.kind, item.content)}"
        post_message(unit=item.unit, text=text, url=item.get_absolute_url())
