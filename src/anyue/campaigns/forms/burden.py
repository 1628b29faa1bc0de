"""Input of the burden's assumptions: minutes a blank and a text."""

from typing import Any

from django import forms

from anyue.core.effort import Minutes

_USUAL = Minutes()


class _MinutesField(forms.DecimalField):
    """Minutes, to one place; `unit` stands inside the end of the field."""

    unit = "分钟"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=0,
            max_value=999,
            decimal_places=1,
            widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={
                "invalid": "请填写数字，例如 2 或 0.5。",
                "min_value": "不能小于 0。",
                "max_value": "不能超过 999 分钟。",
                "max_decimal_places": "最多一位小数。",
            },
            required=False,
            **kwargs,
        )


class MinutesForm(forms.Form):
    """What filling in costs a person, by the office's own experience; an empty field is the usual cost."""

    by_hand = _MinutesField(label="手工填写一空", initial=_USUAL.by_hand)
    filled = _MinutesField(label="核对一个自动填写的空", initial=_USUAL.filled)
    text = _MinutesField(label="写一份文字材料", initial=_USUAL.text)

    def minutes(self) -> Minutes:
        """What was entered, where it can be read; the usual cost otherwise."""
        if not self.is_bound:
            return _USUAL
        self.is_valid()
        entered = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return Minutes(**entered)
