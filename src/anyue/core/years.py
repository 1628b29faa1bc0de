"""One table over several years (历年对比): what stayed the same by a stable code, whatever row it stands in.

A blank's code within a form (“3.2”) is its place, and places move from year to year. What an indicator is
stays with the activity and the number it is drawn from, or else with its words.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from anyue.core.forms.cells import bare_label, full_labels
from anyue.core.forms.form import Form, Group, Indicator, ValueType

_SILENT = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+|^\s*\d{1,2}[.．、]")
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class YearTable:
    """What a form of one year came to: values by the code of the blank, as they are stored."""

    year: int
    form: Form
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """One indicator over the years, in their order; None where a year did not ask it or nothing came in."""

    key: str
    group: str
    label: str
    unit: str
    values: tuple[Decimal | None, ...]

    @property
    def change(self) -> Decimal | None:
        """The last year against the one before it in per cent, one decimal; None where there is no base."""
        if len(self.values) < 2:
            return None
        before, now = self.values[-2:]
        if before is None or now is None or before == 0:
            return None
        return ((now - before) / before * _PERCENT).quantize(Decimal("0.1"))

    @property
    def change_words(self) -> str:
        """+12.5%, -3.0%, 0.0%; "" where there is none."""
        return "" if self.change is None else f"{self.change:+}%" if self.change else "0.0%"


def stable_codes(form: Form) -> dict[str, str]:
    """The stable code of each number of a form, by the code of its blank; each stable code once.

    Where two blanks draw on the same number, only their words tell them apart.
    """
    blanks = [
        (group, one) for group in form.groups for one in group.indicators if one.type is ValueType.NUMBER
    ]
    drawn = Counter(_source(one) for _, one in blanks)
    found: dict[str, str] = {}
    for group, one in blanks:
        source = _source(one)
        key = source if source and drawn[source] == 1 else _words(group, one)
        if key not in found.values():
            found[one.code] = key
    return found


def _source(one: Indicator) -> str:
    return f"{one.source.kind}.{one.source.measure}" if one.source else ""


def _words(group: Group, one: Indicator) -> str:
    parts = (group.label, bare_label(one), one.column or "", one.unit or "")
    return "|".join(_SILENT.sub("", part) for part in parts)


def shared(one: Form, other: Form) -> int:
    """How many indicators two forms have in common."""
    return len(set(stable_codes(one).values()) & set(stable_codes(other).values()))


def compare_years(tables: Sequence[YearTable]) -> list[Compared]:
    """The indicators of the last table in its order, then what only earlier ones asked, the latest first.

    `tables` are one a year, in order.
    """
    labels = [full_labels(table.form) for table in tables]
    by_key = [{key: code for code, key in stable_codes(table.form).items()} for table in tables]
    rows: dict[str, Compared] = {}
    for table, named in zip(reversed(tables), reversed(labels), strict=True):
        codes = stable_codes(table.form)
        for group in table.form.groups:
            for one in group.indicators:
                key = codes.get(one.code)
                if key is None or key in rows:
                    continue
                values = tuple(
                    _number(each.values.get(keys[key])) if key in keys else None
                    for each, keys in zip(tables, by_key, strict=True)
                )
                rows[key] = Compared(key, group.label, named[one.code], one.unit or "", values)
    return list(rows.values())


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
