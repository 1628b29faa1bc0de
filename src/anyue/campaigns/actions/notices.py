"""Writes: importing a notice, correcting what was read from it, moving or archiving a past one."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.claims import claim_notice
from anyue.campaigns.files import Upload, keep_files, read_upload
from anyue.campaigns.models import Correction, Notice
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.notice import Plan, is_plan, plan_to_json
from anyue.core.notice.corrections import Act, Edit, review
from anyue.core.notice.corrections import Correction as Said
from anyue.core.notice.duties import with_duties
from anyue.orgs.actions import require
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission


def import_notice(*, unit: Unit, files: Sequence[Upload], by: User, key: str | None = None) -> Notice:
    """Read a notice of one or several files and keep it with its plan and its files, to be looked through.

    The same `key` a second time returns the notice of the first.

    Raises:
        AnyueError: no right to; a file can't be opened, is marked secret (nothing of it is then stored) or
            holds no plan; a key that another person's notice has.
    """
    require(by, Permission.IMPORT_NOTICE, unit.pk)
    if twin := _imported(unit, key, by):
        return twin
    plan = with_duties(read_upload(files))
    if not is_plan(plan):
        raise AnyueError(errors.NO_PLAN, name="、".join(file.name for file in files))
    try:
        return _store(unit, plan, files, by, key)
    except IntegrityError as taken:
        # Only the key is unique: this is the second tap of the same page.
        twin = _imported(unit, key, by)
        if twin is None:
            raise AnyueError(errors.IMPORT_USED) from taken
        return twin


def _imported(unit: Unit, key: str | None, by: User) -> Notice | None:
    return Notice.objects.filter(key=key, unit=unit, imported_by=by).first() if key else None


def _store(unit: Unit, plan: Plan, files: Sequence[Upload], by: User, key: str | None) -> Notice:
    body = plan_to_json(plan)
    with keep_files() as keep, transaction.atomic():
        notice = Notice(
            unit=unit,
            source_name="、".join(file.name for file in files)[:200],
            plan_read=body,
            plan=body,
            key=key,
            imported_at=clock.now(),
            imported_by=by,
        )
        notice.save()
        for file in files:
            keep(notice, file, by)
        write_entry("import_notice", by=by, on=notice, unit_id=unit.pk)
    return notice


@transaction.atomic
def correct_notice(*, notice: Notice, act: Act, edits: Sequence[Edit], revision: int, by: User) -> None:
    """Give items of the plan the values that a person says; what was read stays beside them.

    `revision` is the one the person saw; a plan that somebody else changed since is not overwritten.
    """
    require(by, Permission.IMPORT_NOTICE, notice.unit_id)
    said = Said(act, tuple(edits), by.name, clock.now())
    _keep(notice, said, revision, by)
    what = " ".join([act, *(f"{edit.section}-{edit.index}" for edit in edits)])
    write_entry("correct_notice", by=by, on=notice, unit_id=notice.unit_id, reason=what)


@transaction.atomic
def shift_notice(*, notice: Notice, years: int, by: User) -> None:
    """Move every date of the plan by whole years, for a notice whose time has passed."""
    require(by, Permission.IMPORT_NOTICE, notice.unit_id)
    said = Said(Act.SHIFT, (), by.name, clock.now(), years)
    try:
        _keep(notice, said, notice.revision, by)
    except ValueError as beyond:
        raise AnyueError(errors.SHIFTED_TOO_FAR, years=years) from beyond
    write_entry("shift_notice", by=by, on=notice, unit_id=notice.unit_id, reason=f"{years:+d}")


def _keep(notice: Notice, said: Said, revision: int, by: User) -> None:
    """Store what a person said and the plan that follows, if the notice is open and still at `revision`."""
    before = notice.reviewed()
    body = plan_to_json(review(before.read, (*before.corrections, said)).plan)
    claim_notice(notice, revision, plan=body, years_shifted=F("years_shifted") + said.years)
    Correction(
        notice=notice,
        number=revision + 1,
        act=said.act,
        edits=[[edit.section, edit.index, edit.value, edit.after] for edit in said.edits],
        years=said.years,
        at=said.at,
        by=by,
    ).save()
    notice.plan, notice.revision, notice.years_shifted = body, revision + 1, notice.years_shifted + said.years


@transaction.atomic
def archive_notice(*, notice: Notice, by: User) -> None:
    """Keep a past notice for reading only."""
    require(by, Permission.IMPORT_NOTICE, notice.unit_id)
    claim_notice(notice, notice.revision, archived_at=clock.now(), archived_by=by)
    write_entry("archive_notice", by=by, on=notice, unit_id=notice.unit_id)
