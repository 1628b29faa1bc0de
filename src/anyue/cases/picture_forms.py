"""Input of pictures: those of a draft, and which of them are made public under which rectangles."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from anyue.cases.attached import LONGEST_CAPTION, MOST_PICTURES, PictureChanges
from anyue.cases.models import CasePicture
from anyue.core.errors import AnyueError
from anyue.core.uploads import PICTURES
from anyue.core.uploads.boxes import Box, boxes_in
from anyue.files.fields import UploadsField

CAPTION, REMOVE, SHOW, BOXES = "caption_", "remove_", "show_", "boxes_"
_LONGEST = 2000


class Slot(NamedTuple):
    """A picture of the draft with the fields that its page has for it."""

    picture: CasePicture
    caption: forms.BoundField
    remove: forms.BoundField


class PicturesForm(forms.Form):
    """The pictures of a draft: more of them, what each shows, which go."""

    pictures = UploadsField(
        label="添加照片",
        most=MOST_PICTURES,
        kinds=PICTURES,
        required=False,
        help_text="可一次选多张。拍摄地点、时间和设备等信息自动去掉。是否公开，由审核单位逐张决定。",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        rows: Sequence[CasePicture] = (),
    ) -> None:
        super().__init__(data, files)
        self.rows = rows
        for row in rows:
            self.fields[f"{CAPTION}{row.position}"] = forms.CharField(
                label=f"照片{row.position}的说明",
                required=False,
                max_length=LONGEST_CAPTION,
                initial=row.caption,
            )
            self.fields[f"{REMOVE}{row.position}"] = forms.BooleanField(
                label=f"移除照片{row.position}", required=False
            )

    def slots(self) -> list[Slot]:
        """Each picture that there is."""
        return [
            Slot(row, self[f"{CAPTION}{row.position}"], self[f"{REMOVE}{row.position}"]) for row in self.rows
        ]

    def changes(self) -> PictureChanges:
        """What was asked for; a page that sends no field of a picture leaves it as it is."""
        given = self.cleaned_data
        captions = {
            row.position: said
            for row in self.rows
            if f"{CAPTION}{row.position}" in self.data
            and (said := given[f"{CAPTION}{row.position}"]) != row.caption
        }
        removed = [row.position for row in self.rows if given[f"{REMOVE}{row.position}"]]
        return PictureChanges(given["pictures"] or (), captions, removed)


class Choice(NamedTuple):
    """A picture of the approved version with the fields that decide on it."""

    picture: CasePicture
    show: forms.BoundField
    boxes: forms.BoundField
    drawn: list[Box]


class PublicPicturesForm(forms.Form):
    """Which pictures everybody may see, one by one, and what of each is black; none unless ticked."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        rows: Sequence[CasePicture],
        before: Mapping[str, Sequence[Box]],
    ) -> None:
        super().__init__(data)
        self.rows = rows
        for row in rows:
            known = before.get(row.file.sha256)
            self.fields[f"{SHOW}{row.position}"] = forms.BooleanField(
                label=f"公开照片{row.position}", required=False, initial=known is not None
            )
            self.fields[f"{BOXES}{row.position}"] = forms.CharField(
                label=f"照片{row.position}的遮挡框",
                required=False,
                max_length=_LONGEST,
                initial="\n".join(map(str, known or ())),
                widget=forms.Textarea({"rows": 3, "autocomplete": "off", "data-boxes": True}),
                help_text="每行一处：左、上、宽、高，占图片的百分比。例如 35 20 10 8。",
            )

    def clean(self) -> dict[str, Any]:
        """Read the rectangles; a line that is none is told at its field."""
        given = super().clean() or self.cleaned_data
        for row in self.rows:
            name = f"{BOXES}{row.position}"
            try:
                given[name] = boxes_in(given.get(name) or "")
            except AnyueError as error:
                self.add_error(name, error.message)
        return given

    def chosen(self) -> dict[int, list[Box]]:
        """The pictures that were ticked, each with its rectangles."""
        given = self.cleaned_data
        return {
            row.position: given[f"{BOXES}{row.position}"]
            for row in self.rows
            if given[f"{SHOW}{row.position}"]
        }

    def choices(self) -> list[Choice]:
        """Each picture; its rectangles as far as they can be read."""
        return [
            Choice(row, self[f"{SHOW}{row.position}"], boxes := self[f"{BOXES}{row.position}"], _drawn(boxes))
            for row in self.rows
        ]


def _drawn(field: forms.BoundField) -> list[Box]:
    try:
        return boxes_in(str(field.value() or ""))
    except AnyueError:
        return []
