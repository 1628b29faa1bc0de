"""Input of issuing: the units that a notice goes to, and how far a past one is moved."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundWidget

from anyue.campaigns.models import Campaign
from anyue.orgs.models import Unit
from anyue.web.fields import RowsField


class RecipientsForm(forms.Form):
    """The units that a notice goes to."""

    units = RowsField(
        Unit.objects.none(),
        label="接收单位",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "还没有选择接收单位。请至少勾选一个单位。",
            "invalid_choice": "所选单位不在可以下发的范围内。请从列表中重新勾选。",
        },
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("RowsField", self.fields["units"]).queryset = units

    def by_kind(self) -> dict[str, list[BoundWidget]]:
        """The boxes of the units under the name of their kind, kinds and units in official order."""
        boxes: dict[str, list[BoundWidget]] = {}
        for box in self["units"]:
            boxes.setdefault(box.data["value"].instance.get_kind_display(), []).append(box)
        return boxes


class IssueForm(RecipientsForm):
    """To whom an office issues, and the name under which it keeps the selection."""

    group_name = forms.CharField(
        label="分组名称",
        max_length=40,
        required=False,
        help_text="把现在勾选的单位存为分组，下次直接选用。同名的分组改存为这次的单位。",
    )


class CarriesOutForm(forms.Form):
    """The campaign that a notice carries out, within which an activity of a unit counts once."""

    carries_out = forms.ModelChoiceField(
        Campaign.objects.none(),
        label="落实的活动",
        required=False,
        empty_label="单独的活动",
        help_text="本单位也收到同一活动的通知时，请选择它：下级的一次活动在同一活动里只计一次，不会重复。",
    )

    def __init__(self, *args: Any, roots: QuerySet[Campaign], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Campaign]", self.fields["carries_out"]).queryset = roots


class ShiftForm(forms.Form):
    """How many whole years a past notice is moved."""

    years = forms.IntegerField(label="顺延年数", min_value=1, max_value=30)
