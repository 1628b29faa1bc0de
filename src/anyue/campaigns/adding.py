"""What a relay asks beyond the notice: texts by name, tables read from a file, each with its time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.core import signing
from django.db.models import Max, Q

from anyue.campaigns import issuing
from anyue.campaigns.files import Upload, read_upload
from anyue.campaigns.models import CampaignForm, Deadline, Occurrence, Participation
from anyue.campaigns.reviewing.words import due_words
from anyue.core import errors
from anyue.core.due import parse_due
from anyue.core.errors import AnyueError
from anyue.core.errors import times as time_errors
from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form
from anyue.core.notice import Plan
from anyue.core.notice.plan import Deadline as PlanDeadline
from anyue.core.schedule import recurrence_of
from anyue.core.uploads import UploadKind
from anyue.core.workdays import Workdays
from anyue.files.models import StoredFile

TABLE_KINDS = (UploadKind.WORD, UploadKind.EXCEL, UploadKind.OLD_WORD)
"""What a blank file may be."""
MOST_FORMS = 20
"""The most texts and tables that one participation adds."""

_FARTHEST = timedelta(days=366)
_SALT = "anyue.campaigns.adding"


@dataclass(frozen=True, slots=True)
class Table:
    """A blank file with its name as it was sent, and the tables that were read from it, at least one."""

    file: StoredFile
    name: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """One thing that those below send in by `due`, a short form of `core.due`.

    A text named `what`, or all tables of a file.
    """

    due: str
    what: str = ""
    table: Table | None = None

    @property
    def title(self) -> str:
        """What a message calls it."""
        return self.table.forms[0].title or self.table.name if self.table else self.what


def tables_in(name: str, data: bytes) -> tuple[Form, ...]:
    """The tables of a blank file that have something to fill in, read as those of a notice are.

    Raises:
        AnyueError: the file can't be opened, is marked secret, or holds no table.
    """
    found = read_upload([Upload(name, data)]).forms
    forms = tuple(replace(form, title=form.title or form.number or name) for form in found)
    if not (fillable := tuple(form for form in forms if entry_form(form).indicators)):
        raise AnyueError(errors.NO_FORM, name=name)
    return fillable


def key_of(participation: Participation, table: Table) -> str:
    """What a page hands on from reading a file to asking for its tables; nobody can make one up."""
    return signing.dumps([participation.pk, table.file.pk, table.name], salt=_SALT)


def table_with(participation: Participation, key: str) -> Table:
    """The file that a key stands for, with its tables.

    Raises TABLE_GONE for a key that was never made for this participation, or whose file is kept no more.
    """
    try:
        owner, pk, name = signing.loads(key, salt=_SALT)
    except signing.BadSignature as wrong:
        raise AnyueError(time_errors.TABLE_GONE, field="table") from wrong
    file = StoredFile.objects.filter(pk=pk).first()
    if owner != participation.pk or file is None:
        raise AnyueError(time_errors.TABLE_GONE, field="table")
    with file.content.open("rb") as kept:
        return Table(file, name, tables_in(name, kept.read()))


@dataclass(frozen=True, slots=True)
class Rows:
    """What is to be written: the forms, the deadlines and their occurrences, each tied to those before it."""

    forms: list[CampaignForm]
    deadlines: list[Deadline]
    occurrences: list[Occurrence]


def rows_of(
    participation: Participation, additions: Sequence[Addition], *, now: datetime, workdays: Workdays
) -> Rows:
    """The rows of what a participation adds, behind all that anybody above or below it has; two queries.

    Raises:
        AnyueError: a time that can't be read, is past, or more than a year away.
    """
    campaign = participation.campaign
    plan, files = _plan_of(additions)
    forms = issuing.form_rows(campaign, plan)
    for form, file in zip(forms, files, strict=True):
        form.file = file
    try:
        texts, deadlines = issuing.deadline_rows(campaign, plan, forms, workdays)
    except ValueError as wrong:
        raise AnyueError(time_errors.ADDED_TIME_UNREADABLE) from wrong
    kept = [one for deadline, moments in deadlines for one in _ahead(deadline, moments, now)]
    rows = Rows([*forms, *texts], [deadline for deadline, _ in deadlines], kept)
    for added in (rows.forms, rows.deadlines):
        first = _first_free(participation, type(added[0]))
        for row in added:
            row.added_by = participation
            row.position += first
    return rows


def _plan_of(additions: Sequence[Addition]) -> tuple[Plan, list[StoredFile]]:
    """The additions as a plan, and the file of each of its forms."""
    forms: list[Form] = []
    files: list[StoredFile] = []
    asked = []
    for one in additions:
        first = len(forms)
        if one.table:
            forms += one.table.forms
            files += [one.table.file] * len(one.table.forms)
        asked.append(
            PlanDeadline(
                one.title,
                due_words(one.due),
                one.due,
                recurrence=_recurrence(one),
                forms=tuple(range(first, len(forms))),
                documents=() if one.table else (one.what,),
            )
        )
    return Plan("", "", deadlines=tuple(asked), forms=tuple(forms)), files


def _recurrence(addition: Addition) -> str | None:
    try:
        parse_due(addition.due)
        return recurrence_of(addition.due)
    except ValueError as wrong:
        raise AnyueError(time_errors.ADDED_TIME_UNREADABLE) from wrong


def _first_free(participation: Participation, model: type[CampaignForm | Deadline]) -> int:
    """The first position behind all that anybody can have beside what this one adds.

    Those beside it see none of it, so that their positions may be the same.
    """
    below = participation.lines_down.values("participation")
    along = Q(pk__in=model.objects.known_to([participation]).values("pk")) | Q(added_by__in=below)
    last: int | None = model.objects.filter(along).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _ahead(deadline: Deadline, moments: Sequence[Occurrence], now: datetime) -> Iterator[Occurrence]:
    """The occurrences that are still ahead, numbered anew: nobody was asked for the others.

    What a single one is about begins with the campaign; a repeated one with the first that is left.
    """
    ahead = [one for one in moments if one.due_at > now]
    if not ahead:
        raise AnyueError(time_errors.ADDED_TIME_PAST, what=deadline.what)
    if ahead[-1].due_at - now > _FARTHEST:
        raise AnyueError(time_errors.ADDED_TIME_FAR, what=deadline.what)
    for number, one in enumerate(ahead, start=1):
        one.number = number
        deadline.counts_from = ahead[0].starts_on
        yield one
