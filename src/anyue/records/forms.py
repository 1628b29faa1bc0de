"""Input of a record: day, place and the measures that the kind of activity has."""

import uuid
from datetime import date
from typing import Any, TypedDict, cast

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from anyue.core.vocabulary import EVENTS, Kind
from anyue.orgs.models import Unit
from anyue.web.fields import CountField, DayField

MEASURE = "measure_"


class Values(TypedDict):
    """What every action on a record takes."""

    title: str
    held_on: date
    place: str
    note: str
    measures: dict[str, str]


class RecordForm(forms.Form):
    """A record of one kind; each measure of the kind is a field of its own, with the vocabulary's default."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", empty_label=None)
    held_on = DayField(label="日期")
    title = forms.CharField(label="活动名称", max_length=100, required=False)
    place = forms.CharField(label="地点", max_length=100, required=False)
    note = forms.CharField(label="备注", max_length=500, required=False, widget=forms.Textarea({"rows": 2}))
    key = forms.CharField(widget=forms.HiddenInput, validators=[RegexValidator(r"^[0-9a-f-]{36}$")])

    def __init__(self, *args: Any, kind: Kind, units: QuerySet[Unit], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["title"].widget.attrs["placeholder"] = kind.name
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        self.initial = {"held_on": today, "key": str(uuid.uuid4()), **self.initial}
        self.initial.setdefault("unit", next(iter(units), None))
        for measure in kind.measures:
            self.fields[MEASURE + measure.code] = CountField(
                label=measure.name, unit=measure.unit, required=measure.code == EVENTS
            )
            if measure.default is not None:
                self.initial.setdefault(MEASURE + measure.code, measure.default)
        self.order_fields(
            ["unit", "held_on", *(MEASURE + m.code for m in kind.measures), "place", "title", "note"]
        )

    def values(self) -> Values:
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
