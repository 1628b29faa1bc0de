"""Writes: the summary of a campaign, from its draft to its versions."""

from collections.abc import Mapping

from django.db import transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import Participation
from anyue.core.digests import digest_of
from anyue.core.errors import TEXT_TOO_LONG, AnyueError
from anyue.core.errors.written import NOTHING_WRITTEN, SUMMARY_CHANGED
from anyue.core.forms.entry import DOCUMENT_LIMIT
from anyue.core.forms.values import clean_text
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.reports.models import Grounds, Summary, SummaryVersion
from anyue.reports.queries import Stated, statement_of
from anyue.reports.written import Draft, require_written_out, settled


def save_summary(
    *, participation: Participation, text: str, revision: int, takes_new: bool = False, by: User
) -> Summary:
    """Keep what was written so far; with `takes_new` its figures become what they are by now.

    Raises:
        AnyueError: no right to, too long, a figure with nothing behind it, or changed by somebody else or
            finalised meanwhile.
    """
    require(by, Permission.WRITE_SUMMARY, participation.unit_id)
    draft, told = _settled(participation, text, takes_new=takes_new)
    with transaction.atomic():
        summary = _keep(participation, draft, revision, told, by=by)
        write_entry("save_summary", by=by, on=summary, unit_id=participation.unit_id)
    return summary


def finalise_summary(*, participation: Participation, text: str, revision: int, by: User) -> SummaryVersion:
    """Make a version of the text, which nobody changes any more.

    Raises:
        AnyueError: as for saving; or nothing is written, or a prompt is left over.
    """
    require(by, Permission.WRITE_SUMMARY, participation.unit_id)
    require_written_out(text)
    draft, told = _settled(participation, text)
    if not draft.text:
        raise AnyueError(NOTHING_WRITTEN)
    plain, figures = draft.as_sent
    now = clock.now()
    with transaction.atomic():
        summary = _keep(participation, draft, revision, told, by=by)
        summary.version += 1
        summary.finalised_at, summary.finalised_by = now, by
        summary.save(update_fields=["version", "finalised_at", "finalised_by"])
        version = SummaryVersion(
            summary=summary,
            number=summary.version,
            text=plain,
            figures=figures,
            digest=digest_of({"text": plain, "figures": figures}),
            finalised_at=now,
            finalised_by=by,
        )
        version.save()
        write_entry("finalise_summary", by=by, on=summary, unit_id=participation.unit_id)
    return version


@transaction.atomic
def reopen_summary(*, summary: Summary, version: int, by: User) -> None:
    """Go on writing after a version was made; the version stays as it is.

    Raises:
        AnyueError: no right to, or it is open already or has a later version.
    """
    participation = summary.participation
    require(by, Permission.WRITE_SUMMARY, participation.unit_id)
    rows = Summary.objects.filter(pk=summary.pk, version=version, finalised_at__isnull=False)
    if not rows.update(finalised_at=None, finalised_by=None):
        raise _changed(participation)
    write_entry("reopen_summary", by=by, on=summary, unit_id=participation.unit_id)


def _settled(
    participation: Participation, text: str, *, takes_new: bool = False
) -> tuple[Draft, dict[str, Stated]]:
    """The text with its figures, and the figures as they are now."""
    text = clean_text(text)
    if len(text) > DOCUMENT_LIMIT:
        raise AnyueError(TEXT_TOO_LONG, label="正文", length=len(text), limit=DOCUMENT_LIMIT)
    known = Summary.objects.filter(participation=participation).values_list("figures", flat=True).first()
    told = statement_of(participation, clock.now()).figures
    return settled(text, known or {}, told, takes_new=takes_new), told


def _keep(
    participation: Participation, draft: Draft, revision: int, told: Mapping[str, Stated], *, by: User
) -> Summary:
    """Write the draft, and what its figures stand on where that is not kept yet."""
    summary, _ = Summary.objects.get_or_create(participation=participation)
    now = clock.now()
    rows = Summary.objects.filter(pk=summary.pk, revision=revision, finalised_at__isnull=True)
    kept = {"text": draft.text, "figures": draft.figures, "saved_at": now, "saved_by": by}
    if not rows.update(revision=revision + 1, **kept):
        raise _changed(participation)
    bodies = {one.digest: one.body for one in told.values()}
    for digest in {frozen["grounds"] for frozen in draft.figures.values()} & set(bodies):
        facts = {"body": bodies[digest], "kept_at": now}
        Grounds.objects.get_or_create(participation=participation, digest=digest, defaults=facts)
    return Summary.objects.get(pk=summary.pk)


def _changed(participation: Participation) -> AnyueError:
    """Who did what to the summary since the person opened it, as the error that says so."""
    people = Summary.objects.select_related("saved_by", "finalised_by")
    summary = people.filter(participation=participation).first()
    if summary and summary.finalised_by:
        return AnyueError(SUMMARY_CHANGED, who=summary.finalised_by.name, what="定稿")
    who = summary.saved_by.name if summary and summary.saved_by else "他人"
    return AnyueError(SUMMARY_CHANGED, who=who, what="修改")
