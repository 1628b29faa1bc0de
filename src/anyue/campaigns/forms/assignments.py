"""Input of tasks: who does one and by when; which units are to do it."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from anyue.campaigns.models import Participation, UnknownName
from anyue.web.fields import DayField, RowsField


class AssignmentForm(forms.Form):
    """The person, the days, and the reason where the ledger can't show that it is done."""

    person = forms.CharField(
        label="责任人",
        max_length=40,
        required=False,
        widget=forms.TextInput({"list": "people", "autocomplete": "off"}),
        help_text="可以从本单位人员中选，也可以直接填写姓名。",
    )
    starts_on = DayField(label="开始日期", required=False)
    due_on = DayField(label="完成日期", required=False)
    done_reason = forms.CharField(
        label="完成说明",
        max_length=200,
        required=False,
        help_text="台账里有本类活动的记录，就自动算作已完成，这里不用填。不能记入台账的，写明完成情况。",
    )

    def clean(self) -> dict[str, object]:
        """Ask for days in their order."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("due_on")
        if first and last and first > last:
            self.add_error("due_on", "完成日期早于开始日期。请核对这两个日期。")
        return cleaned


class _UnitsField(RowsField):
    def label_from_instance(self, obj: Participation) -> str:
        return obj.unit.name


class AssignUnitsForm(forms.Form):
    """More units for an activity, and the notice's names that are settled by it."""

    settled = RowsField(
        UnknownName.objects.none(),
        label="已处理的名称",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="已经指定到单位的，或者与本次活动无关的，勾选后不再提示。",
        error_messages={"invalid_choice": "所选名称已经变动，请核对后重新勾选。"},
    )
    units = _UnitsField(
        Participation.objects.none(),
        label="增加责任单位",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "所选单位没有参加本次活动。请从列表中选择。"},
    )

    def __init__(
        self,
        *args: Any,
        names: QuerySet[UnknownName],
        participations: QuerySet[Participation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        cast("RowsField", self.fields["settled"]).queryset = names
        cast("RowsField", self.fields["units"]).queryset = participations
        if not names:
            del self.fields["settled"]
