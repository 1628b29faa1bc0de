"""Input of a workbook of activities: the file, or what a preview of it carried."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from anyue.core.file_sizes import MEGABYTE, too_large
from anyue.core.ledger import Cells, cells_from_json, read_cells
from anyue.orgs.models import Unit

_LARGEST_MEGABYTES = 5


class WorkbookForm(forms.Form):
    """A workbook for one of the units whose ledger the person keeps."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", empty_label=None)
    workbook = forms.FileField(
        label="Excel 文件",
        required=False,
        widget=forms.FileInput({"accept": ".xlsx"}),
        help_text="用下面的模板填写，一行一次活动，最多 1000 行。",
    )
    cells_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units
        self.initial = {"unit": next(iter(units), None), **self.initial}
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, object]:
        """Ask for one of the two, and for a file that is no larger than a ledger."""
        cleaned = super().clean() or {}
        file = cleaned.get("workbook")
        if file is not None and file.size > _LARGEST_MEGABYTES * MEGABYTE:
            self.add_error("workbook", too_large(file.name, file.size, _LARGEST_MEGABYTES).message)
        elif file is None and not cleaned.get("cells_seen") and "workbook" not in self.errors:
            self.add_error("workbook", "请选择填好的 Excel 文件（.xlsx）。")
        return cleaned

    def cells(self) -> Cells:
        """The cells of the file, or those that the preview showed; AnyueError where they are no ledger."""
        file = self.cleaned_data["workbook"]
        if file is None:
            return cells_from_json(self.cleaned_data["cells_seen"])
        return read_cells(file.read(), file.name)
