"""Input of files: a notice in one or several, or a blank form."""

import uuid
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from anyue.campaigns.files import Upload
from anyue.core.file_sizes import MEGABYTE, too_large
from anyue.core.notice.open.limits import FILE_MEGABYTES
from anyue.orgs.models import Unit

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

PASTED = "粘贴的通知.txt"
MOST_FILES = 20
"""Files at a time; more come in one archive."""

ENDINGS = (".docx", ".pdf", ".html", ".htm", ".md", ".txt", ".xlsx", ".ofd", ".doc", ".wps", ".zip")
FORM_ENDINGS = (".docx", ".xlsx", ".doc", ".wps")


def checked_size(file: "UploadedFile[bytes]") -> "UploadedFile[bytes]":
    """The file, unless it is larger than the reader opens: it is not even taken into memory then."""
    size = file.size or 0
    if size > FILE_MEGABYTES * MEGABYTE:
        raise forms.ValidationError(too_large(file.name, size, FILE_MEGABYTES).message)
    return file


class ManyFilesInput(forms.FileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """The files chosen, in the order in which the browser sent them; an empty list for none."""

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401  Django's own shape.
        """Check each file by itself."""
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(
                f"一次最多选 {MOST_FILES} 个文件，现在是 {len(given)} 个。请打包成 .zip。"
            )
        clean_one = super().clean
        return [checked_size(clean_one(one, initial)) for one in given]


class ImportForm(forms.Form):
    """A notice as files or as pasted text, for one of the units that the person may import for."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="发文单位", empty_label=None)
    file = ManyFilesField(
        label="通知文件",
        required=False,
        allow_empty_file=True,
        widget=ManyFilesInput({"accept": ",".join(ENDINGS)}),
        help_text=f"Word、WPS、PDF、OFD、网页、文本和 Excel 文件都可以，每个不超过 {FILE_MEGABYTES} MB。"
        "正文和附件分开的，可以一次选几个，也可以选一个 .zip。",
    )
    text = forms.CharField(
        label="或粘贴通知全文", required=False, widget=forms.Textarea({"rows": 12}), strip=False
    )
    key = forms.CharField(
        widget=forms.HiddenInput, required=False, validators=[RegexValidator(r"^[0-9a-f-]{36}$")]
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"key": str(uuid.uuid4()), **self.initial}
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units

    def uploads(self) -> list[Upload]:
        """What was given, by name and bytes; files go before pasted text."""
        if files := self.cleaned_data.get("file"):
            return [Upload(file.name, file.read()) for file in files]
        return [Upload(PASTED, self.cleaned_data["text"].encode())]

    def clean(self) -> dict[str, object]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if (
            not cleaned.get("file")
            and not str(cleaned.get("text") or "").strip()
            and "file" not in self.errors
        ):
            self.add_error("text", "请选择通知文件，或把通知全文粘贴在这里。")
        return cleaned


class BlankFormForm(forms.Form):
    """An office's own blank form in a file."""

    file = forms.FileField(
        label="空白表文件",
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ",".join(FORM_ENDINGS)}),
        help_text="本单位的 Word 或 Excel 空白表，不超过 3 MB。汇总时按这张表的版式导出。",
    )

    def upload(self) -> Upload:
        """The file by name and bytes."""
        file = self.cleaned_data["file"]
        return Upload(file.name, file.read())
