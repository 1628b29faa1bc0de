"""Input of featured activities: what a unit sends, and what the office says of it."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from anyue.campaigns.models import Participation
from anyue.core.errors import AnyueError
from anyue.records.choices import NotAdopted
from anyue.records.models import Evidence
from anyue.web.fields import RowsField


class _Way(forms.ModelChoiceField):  # type: ignore[type-arg]  # Takes none while it runs.
    def label_from_instance(self, obj: Participation) -> str:
        return f"{obj.campaign.name}（报送{obj.campaign.unit.name}）"


class _Photos(RowsField):
    def label_from_instance(self, obj: Evidence) -> str:
        return obj.caption or obj.name


class FeaturedForm(forms.Form):
    """What a unit says of an activity, and which photos it sends along."""

    participation = _Way(Participation.objects.none(), label="报送到", empty_label=None)
    title = forms.CharField(label="标题", max_length=60)
    text = forms.CharField(
        label="简要情况",
        max_length=500,
        widget=forms.Textarea({"rows": 8}),
        help_text="500 字以内：做了什么、怎么做的、效果如何。",
    )
    photos = _Photos(
        Evidence.objects.none(), label="照片", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, ways: QuerySet[Participation], photos: QuerySet[Evidence], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast("_Way", self.fields["participation"]).queryset = ways
        cast("_Photos", self.fields["photos"]).queryset = photos
        self.initial.setdefault("participation", next(iter(ways), None))
        if len(ways) == 1:
            self.fields["participation"].widget = forms.HiddenInput()

    def tell(self, error: AnyueError) -> None:
        """Show a problem at the field that it is about."""
        self.add_error(error.field if error.field in self.fields else None, error.message)


class AdoptForm(forms.Form):
    """Where a featured activity was adopted."""

    adopted_in = forms.CharField(label="采用于", max_length=60, help_text="例如：简报第3期。")


class DeclineForm(forms.Form):
    """Why it was not."""

    reason = forms.ChoiceField(label="未采用的原因", choices=NotAdopted)
    remark = forms.CharField(label="说明", max_length=100, required=False, help_text="选“其他”的，请写明。")
