"""A campaign's form as its units have it, and the times at which such a form can be collected from files."""

from collections.abc import Iterator

from django.db.models import QuerySet

from anyue.campaigns.choices import FormKind
from anyue.campaigns.models import CampaignForm, NoticeFile, Occurrence, Participation
from anyue.core.collect.sent_form import SentForm
from anyue.core.collect.sent_list import SentList
from anyue.core.errors import AnyueError
from anyue.core.notice.open import file_named

_LISTS = frozenset({FormKind.REGISTER, FormKind.CARD})
_TABLES = _LISTS | {FormKind.STATISTICS}


def collectable(participation: Participation) -> QuerySet[Occurrence]:
    """The occurrences of the tables of those below in order of time, with form; one query."""
    known = Occurrence.objects.known_to([participation]).with_form()
    return known.filter(deadline__form__kind__in=_TABLES)


def sent_form_of(row: CampaignForm) -> SentForm | SentList:
    """The table as its units have it, to read returned files; at most two queries.

    Raises AnyueError for a statistics table without blanks.
    """
    return SentList(row.form) if row.kind in _LISTS else SentForm.of(row.form, _original(row))


def own_form_of(row: CampaignForm, suffix: str) -> SentForm | SentList | None:
    """The form with the office's own file of this kind (docx, xlsx), None where the notice has none."""
    if row.kind not in _TABLES or row.form.place is None:
        return None
    sent: SentForm | SentList
    try:
        kind = SentList if row.kind in _LISTS else SentForm
        sent = kind.of(row.form, _original(row))
    except AnyueError:
        return None
    return sent if sent.suffix == suffix else None


def _original(row: CampaignForm) -> bytes | None:
    """The file that the form was read from, the adder's or the notice's; None where that was running text."""
    place = row.form.place
    if place is None:
        return None
    if row.file is not None:
        with row.file.content.open("rb") as kept:
            return bytes(kept.read())
    if row.added_by_id is not None:
        return None
    files = NoticeFile.objects.filter(notice__campaign=row.campaign_id)
    named = files.filter(name=place.file).first()
    # A file of an archive has its name inside the archive.
    tried = [named] if named else files.filter(name__iendswith=".zip")
    return next((data for data in _found(tried, place.file) if data is not None), None)


def _found(files: "QuerySet[NoticeFile] | list[NoticeFile]", name: str) -> Iterator[bytes | None]:
    for file in files:
        with file.content.open("rb") as content:
            data = content.read()
        yield data if file.name == name else file_named([(file.name, data)], name)
