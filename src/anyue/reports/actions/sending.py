"""Writes: saving, submitting and taking back a report."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import Occurrence, Participation
from anyue.campaigns.queries import times_for
from anyue.core import errors
from anyue.core.digests import digest_of
from anyue.core.errors import AnyueError
from anyue.core.errors.times import LOCKED, LOCKED_AS_SENT, OCCURRENCE_CANCELLED
from anyue.core.forms.entry import entry_form
from anyue.core.forms.values import check_values
from anyue.files.storing import storing
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.records.actions import claim_records
from anyue.reports import filling
from anyue.reports.attached import NO_FILES, Files, files_sent, keep_files, send_files
from anyue.reports.claims import changed_by_other, claim_report, free_records
from anyue.reports.digest import body_of
from anyue.reports.drafting import ValuesWrongError, draft_of
from anyue.reports.models import Report, ReportVersion
from anyue.reports.queries import Basis, absence_at, blocked_by, blocking_checks, draw_basis
from anyue.reports.signed import (
    NOT_ASKED,
    asked_sign_off,
    carry_sign_off,
    is_as_it_was,
    kept_sign_off,
    require_sign_off,
    tell_of_signing,
)
from anyue.reports.standing_in import require_filling, require_still_filling
from anyue.reports.written import CONTENT, Draft, is_written
from anyue.web.words import moment_words


def _checked(occurrence: Occurrence, raw: Mapping[str, str]) -> dict[str, str]:
    row = occurrence.deadline.form
    values, problems = check_values(entry_form(row.form, raw), raw) if row else ({}, {})
    if problems:
        raise ValuesWrongError(problems)
    return values


def _check_given(occurrence: Occurrence, own: Mapping[str, str], sent: Sequence[Sequence[str]]) -> None:
    """A table left empty tells that there was nothing; a card, or a text without a file, tells nothing."""
    row = occurrence.deadline.form
    if row is not None and not filling.sums_up(row.kind) and row.form.indicators and not own and not sent:
        empty = AnyueError(errors.NOTHING_GIVEN, title=row.title)
        raise ValuesWrongError({row.form.indicators[0].code: empty})


def save_report(  # noqa: PLR0913  One argument a part of what is kept.
    *,
    participation: Participation,
    occurrence: Occurrence,
    raw: Mapping[str, str],
    revision: int,
    by: User,
    files: Files = NO_FILES,
) -> Report:
    """Keep what was typed so far, and the files of a text, without sending it in.

    Raises:
        AnyueError: no right to, wrong values (`ValuesWrongError`), or changed by somebody else meanwhile.
    """
    try:
        with storing(by=by) as store, transaction.atomic():
            report = _save(participation, occurrence, raw, revision, files, by=by)
            keep_files(report, files, store, by=by)
            return report
    except IntegrityError as taken:
        raise changed_by_other(participation, occurrence) from taken


def _save(  # noqa: PLR0913  One argument a part of what is kept.
    participation: Participation,
    occurrence: Occurrence,
    raw: Mapping[str, str],
    revision: int,
    files: Files,
    *,
    by: User,
) -> Report:
    require_filling(participation, by, raw.get("stand_in", ""))
    own = _checked(occurrence, raw)
    basis = draw_basis(participation, occurrence)
    draft = draft_of(basis, participation, own, raw)
    if draft:
        own = {**own, CONTENT: draft.text}
    entries = filling.typed(basis.form, own, basis.known)
    is_same = is_as_it_was(basis.report, entries, has_files=bool(files))
    signed = kept_sign_off(basis.report, is_same=is_same)
    kept = {
        "entries": entries,
        "figures": draft.figures if draft else {},
        **signed,
        **(asked_sign_off(basis.report, raw, signed=signed, is_same=is_same, by=by) if draft else NOT_ASKED),
        "reasons": filling.reasons_in(basis.form, raw),
        "saved_at": clock.now(),
        "saved_by": by,
    }
    report = claim_report(participation, occurrence, revision, kept)
    write_entry("save_report", by=by, on=report, unit_id=participation.unit_id)
    if draft and raw.get("ask"):
        tell_of_signing(report, "请领导审签")
    return report


def submit_report(  # noqa: PLR0913  One argument a part of what is sent in.
    *,
    participation: Participation,
    occurrence: Occurrence,
    raw: Mapping[str, str],
    revision: int,
    key: str,
    by: User,
    files: Files = NO_FILES,
) -> Report:
    """Send a report in as an immutable version; the same key a second time changes nothing.

    Raises:
        AnyueError: no right to, not acknowledged, locked or cancelled when the request came in, wrong values
            (`ValuesWrongError`), or changed meanwhile.
    """
    try:
        return _submit(participation, occurrence, raw, revision, key, files, by=by)
    except IntegrityError as taken:
        problem = changed_by_other(participation, occurrence)
        if twin := _sent_with(participation, occurrence, key):
            return twin
        raise problem from taken
    except AnyueError:
        # A second tap, beside the first or after it, finds its own key there and has nothing left to do.
        if twin := _sent_with(participation, occurrence, key):
            return twin
        raise


def _submit(  # noqa: PLR0913, PLR0917  One argument a part of what is sent in.
    participation: Participation,
    occurrence: Occurrence,
    raw: Mapping[str, str],
    revision: int,
    key: str,
    files: Files,
    *,
    by: User,
) -> Report:
    stood_in = require_filling(participation, by, raw.get("stand_in", ""))
    # A unit that has nobody has nobody to acknowledge either.
    if participation.acknowledged_at is None and not stood_in:
        raise AnyueError(errors.NOT_ACKNOWLEDGED)
    own = _checked(occurrence, raw)
    now = clock.arrived()
    basis = draw_basis(participation, occurrence, is_new=revision == 0)
    sent_files = files_sent(basis.report, files) if is_written(basis.form) else []
    _check_given(occurrence, own, sent_files)
    if basis.report is None or not (basis.report.returned_at or basis.report.approved_version):
        # What the superior sent back, and what corrects an approved table, is taken whenever it comes.
        _check_open(participation, occurrence, now)
    reasons = _reasons(basis, own, raw)
    draft = draft_of(basis, participation, own, raw, is_sent=True)
    if draft:
        own = {**own, CONTENT: draft.text}
    version = _version(basis, own, reasons, draft, key=key, now=now, by=by)
    known = basis.report
    entries = filling.typed(basis.form, own, basis.known)
    signed = kept_sign_off(known, is_same=is_as_it_was(known, entries, has_files=bool(files)))
    if not stood_in:
        require_sign_off(occurrence, signed)
    if basis.takes_in:
        counted = {part.participation_id for part in basis.parts}
        version.gaps = absence_at(participation, occurrence, now).gaps(counted)
    place = Report(pk=known.pk if known else None, participation=participation, occurrence=occurrence)
    version.revised_for = known.reopen_reason if known and known.reopened_at else ""
    version.passed = _passed(basis, place, version, raw)
    version.digest = digest_of(body_of(version, sent_files))
    facts: dict[str, object] = {
        "entries": entries,
        "figures": draft.figures if draft else {},
        **signed,
        **NOT_ASKED,
        "reasons": {**{code: why for _, code, _, why in version.passed}, **reasons},
        "is_nil": filling.is_nil(basis.form, version.values),
        "saved_at": now,
        "saved_by": by,
        "submitted_at": now,
        "submitted_by": by,
        "first_submitted_at": known.first_submitted_at if known and known.first_submitted_at else now,
        "version": known.version + 1 if known else 1,
        "opened_at": None,
        "opened_by": None,
        "returned_at": None,
        "returned_by": None,
    }
    # Everything is read and reckoned before the transaction, which holds up whoever else wants to write.
    with storing(by=by) as store, transaction.atomic():
        require_still_filling(participation, by, stood_in)
        version.report = claim_report(participation, occurrence, revision, facts)
        version.number = version.report.version
        version.read_from = known.read_from if known and known.awaits_confirmation else ""
        version.stood_in = stood_in
        version.save()
        carry_sign_off(version, signed)
        keep_files(version.report, files, store, by=by)
        if sent_files:
            send_files(version.report)
        if counted := basis.drawn.record_ids:
            claim_records(
                records=[record for record in basis.held if record.pk in counted],
                form=basis.row,
                occurrence=occurrence,
                line=participation,
                root_pk=occurrence.deadline.campaign.root_pk,
            )
        act = "stand_in" if stood_in else "submit_report"
        write_entry(act, by=by, on=version.report, unit_id=participation.unit_id)
    return version.report


def _check_open(
    participation: Participation,
    occurrence: Occurrence,
    arrived: datetime,
    problem: errors.Problem = LOCKED,
) -> None:
    """Refuse what is not asked any more, or what came in after the lock, and say whom to ask."""
    times = times_for(participation, occurrence)
    if times.cancelled:
        raise AnyueError(OCCURRENCE_CANCELLED, reason=times.cancelled)
    if times.locks_at is not None and times.is_locked(arrived):
        superior = participation.superior or participation
        raise AnyueError(
            problem,
            locked=moment_words(timezone.localtime(times.locks_at)),
            unit=superior.unit.name,
            name=participation.added_by.name if participation.added_by else "",
        )


def _sent_with(participation: Participation, occurrence: Occurrence, key: str) -> Report | None:
    """The report that this key has sent in already."""
    place = {"participation": participation, "occurrence": occurrence}
    return Report.objects.filter(**place, versions__key=key).first()


def _reasons(basis: Basis, own: Mapping[str, str], raw: Mapping[str, str]) -> dict[str, str]:
    """Why each number that is not what the ledger says is another, by code.

    Raises `ValuesWrongError` where a person gave no reason that has to be given.
    """
    given = filling.reasons_in(basis.form, raw)
    asked = filling.reasons_asked(basis.form, filling.completed(basis.form, own), basis.sure, basis.carried)
    if missing := {code: error for code, error in asked.items() if code not in given}:
        raise ValuesWrongError(missing)
    return {code: given[code] for code in asked}


def _passed(basis: Basis, place: Report, version: ReportVersion, raw: Mapping[str, str]) -> list[list[str]]:
    """What the campaign's blocking checks held up, each with the reason for which it is sent in all the same.

    Raises `ValuesWrongError` where a person gave none.
    """
    names = blocking_checks(place.occurrence.deadline.campaign_id)
    if not names:
        return []
    given = filling.reasons_in(basis.form, raw)
    blocked = blocked_by(names, place, basis.row, version)
    missing = {
        one.code: AnyueError(errors.CHECK_BLOCKS, field=one.code, said=one.hint.message)
        for one in blocked
        if one.code not in given
    }
    if missing:
        raise ValuesWrongError(missing)
    return [[one.check, one.code, one.hint.message, given[one.code]] for one in blocked]


def _version(  # noqa: PLR0913  One argument a part of what is sent in.
    basis: Basis,
    own: dict[str, str],
    reasons: dict[str, str],
    draft: Draft | None,
    *,
    key: str,
    now: datetime,
    by: User,
) -> ReportVersion:
    """The version to store, without its digest."""
    sent = filling.completed(basis.form, own)
    figures: list[list[object]] = []
    if draft:
        sent[CONTENT], figures = draft.as_sent
    values = filling.with_below(basis.form, sent, basis.below)
    typed = sorted(filling.typed(basis.form, own, basis.known))
    parts = [[part.participation_id, part.version_id] for part in basis.parts]
    return ReportVersion(
        values=values,
        own=sent,
        records=basis.drawn.records,
        parts=parts,
        typed=typed,
        reasons=reasons,
        carried=basis.carried,
        counters={
            code: [one.channel, one.name, one.read_on.isoformat()] for code, one in basis.counters.items()
        },
        figures=figures,
        key=key,
        submitted_at=now,
        submitted_by=by,
    )


@transaction.atomic
def take_back_report(*, report: Report, by: User) -> None:
    """Take a report back before the superior has opened it.

    Raises:
        AnyueError: no right to, opened already, not with the superior, or locked, so that it could not be
            sent in again.
    """
    require(by, Permission.SUBMIT_REPORT, report.participation.unit_id)
    _check_open(report.participation, report.occurrence, clock.arrived(), LOCKED_AS_SENT)
    rows = Report.objects.awaiting().filter(pk=report.pk)
    if not rows.filter(opened_at__isnull=True).update(
        submitted_at=None, submitted_by=None, revision=F("revision") + 1
    ):
        raise AnyueError(errors.TAKEN_UP if rows.exists() else errors.REVIEW_STALE)
    free_records(report)
    write_entry("take_back_report", by=by, on=report, unit_id=report.participation.unit_id)
