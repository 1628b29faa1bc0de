"""The files of a written text: kept with its draft, and with each version that they went up with."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.models import written_again
from anyue.core.uploads import PICTURES, Prepared, UploadKind
from anyue.files.storing import Store
from anyue.orgs.queries import roles_in
from anyue.reports.choices import FilePart
from anyue.reports.models import Report, ReportFile
from anyue.reports.standing_in import may_stand_in

Files = Mapping[FilePart, Prepared | None]
"""What a person gives: a file in the place of the one there was, or None to remove that."""

NO_FILES: Files = {}
KINDS = {
    FilePart.EDITABLE: frozenset({UploadKind.WORD, UploadKind.OLD_WORD}),
    FilePart.SCAN: PICTURES | {UploadKind.PDF, UploadKind.OFD},
}
"""What is taken in each place."""


def shown_above(report: Report) -> set[int]:
    """The versions of which a superior has more than the number: what stands, and what it decided on last."""
    last = {report.version} if report.is_closed or report.returned_at else set()
    return (last | {report.returned_version, report.approved_version}) - {0}


def files_seen_by(user: User, report: Report) -> QuerySet[ReportFile]:
    """The files of a report that a person may have: all for whoever fills it in, to others what went up."""
    part = report.participation
    files = report.files.select_related("file")
    if roles_in(user, part.unit_id) or may_stand_in(user, part):
        return files
    return files.filter(number__in=shown_above(report))


def file_within(user: User, report: Report, number: int, part: str) -> ReportFile:
    """One of them, of a draft (0) or of a version; 404 for none."""
    return get_object_or_404(files_seen_by(user, report), number=number, part=part)


def files_sent(report: Report | None, files: Files) -> list[list[str]]:
    """[part, digest] of the files that will go up: those of the draft, with these in their places."""
    drafted = report.files.filter(number=0).select_related("file") if report else ()
    digests: dict[str, str] = {row.part: row.file.sha256 for row in drafted}
    for part, prepared in files.items():
        digests.pop(part, None)
        if prepared:
            digests[part] = prepared.sha256
    return [[part, digests[part]] for part in sorted(digests)]


def keep_files(report: Report, files: Files, store: Store, *, by: User) -> None:
    """Put files with the draft of a report, inside the transaction that writes the report."""
    for part, prepared in files.items():
        report.files.filter(number=0, part=part).delete()
        if prepared:
            ReportFile.objects.create(
                report=report,
                part=part,
                file=store(prepared),
                name=prepared.name,
                added_at=clock.now(),
                added_by=by,
            )


def send_files(report: Report) -> None:
    """Write the draft's files down with the version that goes up, as they are at this moment."""
    written_again(report.files.filter(number=0), report.version)
