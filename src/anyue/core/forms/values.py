"""Checks what a person typed into a form, and turns it into canonical values.

A canonical value is text: a number without exponent, separators or trailing zeros, or a stripped text. The
values of a form are one mapping from indicator code to canonical value; an empty blank is not in it.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from anyue.core.errors import (
    NUMBER_NEGATIVE,
    NUMBER_NOT_WHOLE,
    NUMBER_TOO_LONG,
    NUMBER_UNREADABLE,
    TEXT_TOO_LONG,
    AnyueError,
)
from anyue.core.forms.form import Form, Indicator, ValueType

_HALF_WIDTH = str.maketrans("０１２３４５６７８９，．－−", "0123456789,.--")
_NUMBER = re.compile(r"(-?)((?:[0-9]{1,3}(?:,[0-9]{3})+)|[0-9]+)(?:\.([0-9]*))?")
_SHOWN = 20

# What may be split: money, time, area, length, mass, shares. 场, 人次, 人, 个 and the like are counted whole.
_DIVISIBLE = re.compile(r"元|小时|学时|课时|平方|亩|公顷|米|公里|吨|公斤|千克|克|升|%|％|百分|比例|率")

# XML 1.0 section 2.2 allows no other characters, so that Word and Excel could not hold them.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_number(text: str, *, label: str = "此处") -> Decimal:
    """The number that the text holds: not negative, at most 9 integer digits and 2 decimals.

    Full-width digits, thousands separators and spaces around are taken as meant. Raises `AnyueError` with
    NUMBER_UNREADABLE, NUMBER_NEGATIVE or NUMBER_TOO_LONG; `label` names the blank in the message.
    """
    plain = text.translate(_HALF_WIDTH).strip()
    given = plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise AnyueError(NUMBER_UNREADABLE, label=label, given=given)
    sign, digits, decimals = match[1], match[2].replace(",", "").lstrip("0"), (match[3] or "").rstrip("0")
    if sign:
        raise AnyueError(NUMBER_NEGATIVE, label=label, given=given)
    if len(digits) > 9 or len(decimals) > 2:
        raise AnyueError(NUMBER_TOO_LONG, label=label, given=given)
    return Decimal(f"{digits or '0'}.{decimals or '0'}")


def format_number(number: Decimal) -> str:
    """The canonical text of a number: 1200, 0.5; no exponent, no trailing zeros, no separators."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def clean_text(text: str) -> str:
    """The text without spaces around it and without characters that a Word or Excel file can't hold."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def allows_decimals(unit: str | None) -> bool:
    """Whether a number in this unit may have decimals."""
    return unit is not None and _DIVISIBLE.search(unit) is not None


def check_values(form: Form, raw: Mapping[str, str]) -> tuple[dict[str, str], dict[str, AnyueError]]:
    """Canonical values and errors, both by indicator code; an indicator is in one of them or, empty, in none.

    Keys of `raw` that are no indicator of the form are passed over.
    """
    values: dict[str, str] = {}
    errors: dict[str, AnyueError] = {}
    for indicator in form.indicators:
        text = clean_text(raw.get(indicator.code, ""))
        if not text:
            continue
        try:
            values[indicator.code] = _check(indicator, text)
        except AnyueError as error:
            error.field = indicator.code
            errors[indicator.code] = error
    return values, errors


def _check(indicator: Indicator, text: str) -> str:
    """One canonical value; raises `AnyueError`."""
    if indicator.type is ValueType.TEXT:
        if len(text) > indicator.limit:
            raise AnyueError(TEXT_TOO_LONG, label=indicator.label, length=len(text), limit=indicator.limit)
        return text
    return check_number(text, label=indicator.label, unit=indicator.unit)


def check_number(text: str, *, label: str, unit: str | None) -> str:
    """One canonical number in a unit, whole where the unit can't be split; raises `AnyueError`."""
    number = parse_number(text, label=label)
    if number % 1 and not allows_decimals(unit):
        raise AnyueError(NUMBER_NOT_WHOLE, label=label, unit=unit or "个数", given=text[:_SHOWN])
    return format_number(number)
