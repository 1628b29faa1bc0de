"""Input of a record: day, place and the measures that the kind of activity has."""

import uuid
from datetime import date

from django import forms
from django.core.validators import RegexValidator

from anyue.core.vocabulary import EVENTS, Kind
from anyue.orgs.models import Unit
from anyue.web.fields import CountField

MEASURE = "measure_"


class RecordForm(forms.Form):
    """A record of one kind; each measure of the kind is a field of its own, with the vocabulary's default."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", empty_label=None)
    held_on = forms.DateField(
        label="日期",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "这个日期不存在，请按 2026-06-03 的样式填写。"},
    )
    title = forms.CharField(label="活动名称", max_length=100, required=False)
    place = forms.CharField(label="地点", max_length=100, required=False)
    note = forms.CharField(label="备注", max_length=500, required=False, widget=forms.Textarea({"rows": 2}))
    key = forms.CharField(widget=forms.HiddenInput, validators=[RegexValidator(r"^[0-9a-f-]{36}$")])

    def __init__(self, *args: object, kind: Kind, units: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.kind = kind
        self.fields["title"].widget.attrs["placeholder"] = kind.name
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if len(units) == 1:  # type: ignore[arg-type]
            self.fields["unit"].widget = forms.HiddenInput()
        self.initial = {"held_on": today, "key": str(uuid.uuid4()), **self.initial}
        self.initial.setdefault("unit", next(iter(units), None))  # type: ignore[call-overload]
        for measure in kind.measures:
            self.fields[MEASURE + measure.code] = CountField(
                label=measure.name, unit=measure.unit, required=measure.code == EVENTS
            )
            if measure.default is not None:
                self.initial.setdefault(MEASURE + measure.code, measure.default)
        self.order_fields(
            ["unit", "held_on", *(MEASURE + m.code for m in kind.measures), "place", "title", "note"]
        )

    def values(self) -> dict[str, object]:
        """The arguments that every action on a record takes."""
        cleaned = self.cleaned_data
        numbers = {m.code: cleaned.get(MEASURE + m.code) for m in self.kind.measures}
        return {
            "title": cleaned["title"] or self.kind.name,
            "held_on": cleaned["held_on"],
            "place": cleaned["place"],
            "note": cleaned["note"],
            "measures": {code: str(number) for code, number in numbers.items() if number is not None},
        }
