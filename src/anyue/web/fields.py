"""Form fields that take figures as people type them, and the renderer that gives every form our field."""

import unicodedata
from datetime import date, datetime
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

MOST_DIGITS = 9
NO_NUMBER = -1
FIRST_YEAR, LAST_YEAR = 2000, 2099


def hidden_number(text: str) -> int:
    """The number that a page put into a hidden field; -1, which nothing has, for anything else."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if is_number else NO_NUMBER


def words_of(text: str, most: int) -> str:
    """What somebody looks for, out of the address of a page: at most so many characters, no NUL among them.

    PostgreSQL takes a NUL in no text, not even in one that is only compared.
    """
    return text.replace("\0", "").strip()[:most]


class FieldRenderer(TemplatesSetting):
    """Renders each field as `components/field.html`. Set `FORM_RENDERER` to it and install `django.forms`."""

    field_template_name = "components/field.html"


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Takes none while it runs.
    """Some of the rows that a page offers; what can't be an id is refused before a database is asked."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401  Django's own shape.
        """Return the chosen rows."""
        for pk in value or ():
            if not (str(pk).isascii() and str(pk).isdecimal() and len(str(pk)) <= MOST_DIGITS):
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": pk}
                )
        return super().clean(value)


class DayField(forms.DateField):
    """A day of the present age; a year such as 0206 or 9999 is a slip of the pen."""

    default_error_messages = {  # noqa: RUF012  Django's own shape.
        "invalid": "这个日期不存在，请按 2026-06-03 的样式填写。",
        "far": f"年份请填 {FIRST_YEAR} 至 {LAST_YEAR} 之间，请核对。",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)

    def to_python(self, value: str | datetime | date | None) -> date | None:
        """Return the day, or None for an empty field."""
        day: date | None = super().to_python(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["far"], code="far")
        return day


class CountField(forms.IntegerField):
    """A whole number of 场, 人次 and the like: zero or more, at most nine digits.

    Full-width digits, spaces and thousands commas are read as meant (１，２００ is 1200).
    `unit` is shown inside the end of the field.
    """

    default_error_messages = {  # noqa: RUF012  Django's own shape.
        "invalid": "请填写整数，例如 12。没有发生的请填 0。",
        "min_value": "不能是负数。没有发生的请填 0。",
        "too_long": f"数字太大，最多 {MOST_DIGITS} 位。请核对是否多输了位数。",
    }

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.unit = unit

    def to_python(self, value: object) -> int | None:
        """Return the number, or None for an empty field."""
        typed = unicodedata.normalize("NFKC", str(value)) if value is not None else ""
        typed = "".join(typed.split()).replace(",", "")
        if len(typed.lstrip("-")) > MOST_DIGITS and typed.lstrip("-").isdigit():
            raise forms.ValidationError(self.error_messages["too_long"], code="too_long")
        number: int | None = super().to_python(typed)
        if number is not None and number < 0:
            raise forms.ValidationError(self.error_messages["min_value"], code="min_value")
        # Python reads 1_000 and +1 as well, so that only the number itself tells how long it is.
        if number is not None and number >= 10**MOST_DIGITS:
            raise forms.ValidationError(self.error_messages["too_long"], code="too_long")
        return number
