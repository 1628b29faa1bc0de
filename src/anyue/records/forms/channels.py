"""Input of channels and their readings."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from anyue.core.vocabulary.channels import channel_kinds
from anyue.orgs.models import Unit
from anyue.web.fields import CountField, DayField


class ReadingForm(forms.Form):
    """How much a channel had counted by the end of a day."""

    read_on = DayField(label="日期")
    count = CountField(label="累计数")


class CloseForm(forms.Form):
    """Until which day a channel is used."""

    last_day = DayField(
        label="停用日期", help_text="用到这一天为止。以前各期的报表照常取数，以后各期不再取数。"
    )


class ChannelForm(ReadingForm):
    """A channel with the reading from which its counter counts."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", empty_label=None)
    kind = forms.ChoiceField(label="类型", choices=())
    name = forms.CharField(
        label="名称", max_length=60, help_text="例如：青溪应急公众号、安全生产月答题平台。"
    )
    field_order = ("unit", "kind", "name", "read_on", "count")

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units
        self.initial = {"unit": next(iter(units), None), **self.initial}
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        kinds = cast("forms.ChoiceField", self.fields["kind"])
        kinds.choices = [(one.code, f"{one.name}（{one.counts}）") for one in channel_kinds()]
        self.fields["read_on"].label = "起始日期"
        self.fields["count"].label = "起始读数"
        self.fields["count"].help_text = "新开的填 0；已经在用的，填活动开始前的累计数，只计以后增加的。"
