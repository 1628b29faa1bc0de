"""Input of the comparison with a superior's notice: one item, what is said of it, and its counterpart."""

from django import forms

from anyue.core.coverage import Word

WITHDRAWN = "none"


class CoverageForm(forms.Form):
    """A person's word on one item; `none` takes it back."""

    key = forms.CharField(max_length=40)
    word = forms.ChoiceField(choices=[(one.value, one.value) for one in Word] + [(WITHDRAWN, WITHDRAWN)])
    counterpart = forms.CharField(max_length=40, required=False)

    def said(self) -> Word | None:
        """What was said, None where it is taken back."""
        word = self.cleaned_data["word"]
        return None if word == WITHDRAWN else Word(word)
