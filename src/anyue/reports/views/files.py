"""Pages: the files of a written text, as they come in and as they go out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from anyue.accounts.person import person
from anyue.campaigns.queries import participation_for
from anyue.core.errors import AnyueError
from anyue.core.uploads.kinds import accept_of, words_of
from anyue.files.serving import serve
from anyue.files.storing import look_at
from anyue.reports import queries
from anyue.reports.attached import KINDS, Files, file_within, shown_above
from anyue.reports.models import Report, ReportFile, ReportVersion

if TYPE_CHECKING:
    from anyue.core.uploads import Prepared
    from anyue.reports.choices import FilePart


@dataclass(frozen=True, slots=True)
class Part:
    """One place for a file: its name in the form, its words, what it takes, and the file that is there."""

    name: str
    words: str
    kinds: str
    accept: str
    row: ReportFile | None


def files_in(request: HttpRequest) -> Files:
    """The files that a person chose or removed, looked at.

    Raises:
        AnyueError: one that is of no kind taken there, too large or damaged; `field` names its input.
    """
    files: dict[FilePart, Prepared | None] = {}
    for part, kinds in KINDS.items():
        given = request.FILES.get(part.value)
        if given:
            try:
                files[part] = look_at(given, kinds=kinds)
            except AnyueError as error:
                error.field = part.value
                raise
        elif request.POST.get("remove") == part.value:
            files[part] = None
    return files


def files_of(report: Report | None, number: int) -> list[Part]:
    """The places for files of a draft (0) or of a version, with what is there; one query."""
    rows = {row.part: row for row in report.files.filter(number=number)} if report else {}
    return [
        Part(part.value, part.label, words_of(kinds), accept_of(kinds), rows.get(part))
        for part, kinds in KINDS.items()
    ]


def history_of(
    report: Report, versions: Iterable[ReportVersion]
) -> list[tuple[ReportVersion, list[ReportFile]]]:
    """Each version with the files that went up with it; one query."""
    rows = list(report.files.filter(number__in=shown_above(report)))
    return [(version, [row for row in rows if row.number == version.number]) for version in versions]


@require_GET
def file(
    request: HttpRequest, participation_pk: int, occurrence_pk: int, number: int, part: str
) -> HttpResponseBase:
    """A file of a text; to others than whoever fills it in only what went up, and was not taken back."""
    user = person(request)
    participation = participation_for(user, participation_pk)
    report = queries.basis.report_of(participation, queries.occurrence_for(participation, occurrence_pk))
    if report is None:
        raise Http404
    row = file_within(user, report, number, part)
    return serve(row.file, row.name)
