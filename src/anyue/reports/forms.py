"""Input of returned files: which table and period, and the files that units sent back."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from anyue.campaigns.files import Upload
from anyue.campaigns.forms.importing import ManyFilesInput
from anyue.campaigns.models import Occurrence
from anyue.core.collect.limits import RETURNED_FILES
from anyue.core.errors import TOO_MANY_FILES, AnyueError
from anyue.core.forms.office.archive import LARGEST_FILE
from anyue.web.words import moment_words

if TYPE_CHECKING:
    OccurrenceChoice = forms.ModelChoiceField[Occurrence]
else:
    OccurrenceChoice = forms.ModelChoiceField


class _OccurrenceField(OccurrenceChoice):
    """One table of one period, by its name and its time."""

    def label_from_instance(self, obj: Occurrence) -> str:
        form = obj.deadline.form
        number = f"{form.number} " if form and form.number else ""
        due = moment_words(timezone.localtime(obj.due_at))
        return f"{number}{obj.deadline.what} · {obj.label}（{due} 截止）"


class _ReturnedField(forms.FileField):
    """The files chosen, as the browser sent them; what is wrong with one is told in its own line later."""

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401, ARG002  Django's own shape.
        return list(data) if isinstance(data, (list, tuple)) else [data] if data else []


class ReturnedForm(forms.Form):
    """Returned files of one table: single ones, or all of a folder."""

    occurrence = _OccurrenceField(Occurrence.objects.none(), label="表格和期次", empty_label=None)
    returned = _ReturnedField(
        label="报回的文件",
        widget=ManyFilesInput(),
        help_text=f"Word 或 Excel 文件，可以一次选多个，最多 {RETURNED_FILES} 个。",
    )
    folder = _ReturnedField(label="或整个文件夹", widget=ManyFilesInput({"webkitdirectory": True}))

    # One of the two is enough, which a browser can't know.
    use_required_attribute = False

    def __init__(self, *args: Any, occurrences: QuerySet[Occurrence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("_OccurrenceField", self.fields["occurrence"]).queryset = occurrences

    def clean(self) -> dict[str, object]:
        """Ask for at least one file and at most as many as are read at once."""
        cleaned = super().clean() or {}
        count = len(self._given())
        if not count:
            self.add_error("returned", "请选择各单位报回的文件，或它们所在的文件夹。")
        elif count > RETURNED_FILES:
            self.add_error("returned", AnyueError(TOO_MANY_FILES, limit=RETURNED_FILES).message)
        return cleaned

    def _given(self) -> list[Any]:
        return [file for name in ("returned", "folder") for file in self.cleaned_data.get(name) or ()]

    def uploads(self) -> Iterator[Upload]:
        """The files by name and bytes, one at a time, each no more than one byte over the limit."""
        return _read(self._given())


def _read(files: Iterable[Any]) -> Iterator[Upload]:
    for file in files:
        yield Upload(file.name or "", file.read(LARGEST_FILE + 1))
