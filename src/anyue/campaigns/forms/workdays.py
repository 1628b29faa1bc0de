"""Input of a year's rest days."""

from django import forms


class ArrangementForm(forms.Form):
    """The words of the yearly notice, and its number."""

    text = forms.CharField(
        label="放假安排",
        max_length=4000,
        widget=forms.Textarea({"rows": 10}),
        help_text="一行一个节日，照国务院办公厅通知填写，可以整段粘贴。例如：元旦：1月1日至3日放假。1月4日上班。",
    )
    source = forms.CharField(
        label="依据", max_length=200, required=False, help_text="通知的名称或文号，便于日后核对。"
    )


class YearForm(forms.Form):
    """The year whose rest days are to be entered."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2099)
