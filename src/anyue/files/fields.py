"""Form fields that take files and look at them, so that a wrong one is told at its field."""

from collections.abc import Collection
from typing import Any

from django import forms

from anyue.core.errors import AnyueError, uploads
from anyue.core.uploads import TAKEN, UploadKind
from anyue.core.uploads.kinds import accept_of
from anyue.files.storing import look_at


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class UploadField(forms.FileField):
    """One file of certain kinds, cleaned to a `Prepared`; None where none was chosen and none is required."""

    def __init__(self, *, kinds: Collection[UploadKind] = TAKEN, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput)
        super().__init__(allow_empty_file=True, **kwargs)
        self.kinds = kinds
        self.widget.attrs.setdefault("accept", accept_of(kinds))

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401  Django's own shape.
        """Look at the file."""
        given = super().clean(data, initial)
        return self.looked_at(given) if given else None

    def looked_at(self, given: Any) -> Any:  # noqa: ANN401  The same.
        """What is kept of one file; a ValidationError in the catalogue's words."""
        try:
            return look_at(given, kinds=self.kinds)
        except AnyueError as error:
            raise forms.ValidationError(error.message, code=error.code) from error


class UploadsField(UploadField):
    """Several files, at most `most` at once, cleaned to a list of `Prepared`; every wrong one is told."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(widget=_ManyFiles, **kwargs)
        self.most = most

    def clean(self, data: Any, _initial: Any = None) -> Any:  # noqa: ANN401  Django's own shape.
        """Look at each file by itself."""
        given = [one for one in (data if isinstance(data, (list, tuple)) else [data]) if one]
        if not given and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(given) > self.most:
            error = AnyueError(uploads.UPLOADS_TOO_MANY, limit=self.most, count=len(given))
            raise forms.ValidationError(error.message, code=error.code)
        looked_at, wrong = [], []
        for one in given:
            try:
                looked_at.append(self.looked_at(one))
            except forms.ValidationError as error:
                wrong.append(error)
        if wrong:
            raise forms.ValidationError(wrong)
        return looked_at
