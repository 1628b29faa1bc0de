"""Input of items: what a page shows of the fields of a register, and what it sends."""

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from anyue.cases.queries import Line
from anyue.core.cases import FIELDS, Field, FieldsWrongError, Kind, Register
from anyue.core.cases.fields import codes_in
from anyue.core.errors import AnyueError

KEY = re.compile(r"[0-9a-f-]{36}")
MARK, WHY = "mark_", "why_"
_ROWS = 4
_LINES = 3000


def _widget(field: Field) -> forms.Widget:
    if field.kind is Kind.CHOICES:
        return forms.CheckboxSelectMultiple(choices=field.choices)
    if field.kind is Kind.CHOICE:
        return forms.Select(choices=[("", "请选择"), *field.choices])
    if field.kind is Kind.DAY:
        return forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    if field.kind is Kind.TEXT:
        return forms.Textarea({"rows": _ROWS, "maxlength": field.most})
    return forms.TextInput({"maxlength": field.most, "autocomplete": "off"})


class ItemForm(forms.Form):
    """The page of one item; `core.cases` alone says what may stand in its fields, and gets `raw`."""

    use_required_attribute = False
    key = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        register: Register,
        content: Mapping[str, str] | None = None,
        lines: Sequence[Line] = (),
    ) -> None:
        known = content or {}
        initial: dict[str, Any] = {"key": str(uuid.uuid4())}
        for field in FIELDS[register]:
            value = known.get(field.code, "")
            initial[field.code] = codes_in(value) if field.kind is Kind.CHOICES else value
        super().__init__(data, initial=initial)
        self.register = register
        # The page's script makes a key of its own for a page that nobody has sent yet.
        made = "sent" if self.is_bound else "new"
        self.fields["key"].widget.attrs.update({"autocomplete": "off", "data-draft-key": made})
        if lines:
            choices = [(line.key, _named(line, lines)) for line in lines]
            widget = forms.Select(choices=choices) if len(lines) > 1 else forms.HiddenInput()
            self.fields["line"] = forms.CharField(label="报给", widget=widget, initial=lines[0].key)
        for field in FIELDS[register]:
            self.fields[field.code] = forms.CharField(
                label=field.label, required=False, help_text=field.hint, widget=_widget(field)
            )

    @property
    def raw(self) -> dict[str, str]:
        """What was typed, by field."""
        data = cast("QueryDict", self.data)
        many = {one.code for one in FIELDS[self.register] if one.kind is Kind.CHOICES}
        return {
            one.code: " ".join(data.getlist(one.code)) if one.code in many else data.get(one.code, "")
            for one in FIELDS[self.register]
        }

    def key_given(self) -> str:
        """The page's own key; a new one where it sent none that could be one."""
        given = self.data.get("key", "")
        return given if KEY.fullmatch(given) else str(uuid.uuid4())

    def tell(self, error: AnyueError) -> None:
        """Show each problem at its field."""
        problems = error.problems if isinstance(error, FieldsWrongError) else {error.field or "": error}
        for code, problem in problems.items():
            self.add_error(code if code in self.fields else None, problem.message)
        if isinstance(error, FieldsWrongError):
            self.add_error(None, error.message)

    def shown_fields(self) -> list[forms.BoundField]:
        """The fields of the register, those marked as optional without which it can be sent."""
        # The form has looked for what is wrong by now, so that this only says how a field is shown.
        self.is_valid()
        for field in FIELDS[self.register]:
            self.fields[field.code].required = field.is_required
        return [self[field.code] for field in FIELDS[self.register]]


def _named(line: Line, lines: Sequence[Line]) -> str:
    """A way up; with its unit where a person acts for several."""
    return f"{line.unit.name} → {line.label}" if len({one.unit.pk for one in lines}) > 1 else line.label


class ReturnForm(forms.Form):
    """Why an item goes back, and the fields it is about."""

    reason = forms.CharField(label="退回原因", required=False, max_length=500)

    def marks(self) -> dict[str, str]:
        """The fields that were ticked, each with what was said of it."""
        return {
            name.removeprefix(MARK): self.data.get(WHY + name.removeprefix(MARK), "")
            for name in self.data
            if name.startswith(MARK)
        }


class ReasonForm(forms.Form):
    """Why something is corrected or withdrawn."""

    reason = forms.CharField(label="原因", max_length=200, required=False)


class PublishForm(forms.Form):
    """How far the public may read: beyond the rule only less."""

    is_named = forms.BooleanField(
        label="公开企业名称", required=False, help_text="依法可以公开曝光的勾选；不勾选的，名称自动隐去。"
    )
    more = forms.CharField(
        label="另外隐去的词",
        required=False,
        max_length=_LINES,
        widget=forms.Textarea({"rows": 3}),
        help_text="每行一个。也可以在上面选中文字，点“隐去选中的文字”。",
    )

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if register is not Register.EXPOSURE:
            del self.fields["is_named"]

    def arguments(self) -> dict[str, Any]:
        """What the preview and the publication take."""
        return {
            "is_named": bool(self.cleaned_data.get("is_named")),
            "more": self.cleaned_data.get("more", "").splitlines(),
        }
