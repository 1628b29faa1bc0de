"""What the counted records give a form: a value for each indicator that names a measure as its source."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from anyue.core.counting.rule import Held
from anyue.core.forms.form import Form, ValueType
from anyue.core.forms.values import format_number


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the ledger gives a form: values by code, and the ids of the records behind each."""

    values: dict[str, str] = field(default_factory=dict)
    records: dict[str, list[int]] = field(default_factory=dict)

    @property
    def record_ids(self) -> set[int]:
        """Every record that the form draws from."""
        return {pk for pks in self.records.values() for pk in pks}


def draw(form: Form, records: Iterable[Held], *, without: Collection[str] = ()) -> Drawn:
    """Add up the measures of the records whose kind an indicator names as its source.

    The codes `without` are left to others: a channel, or a person's hand.

    A code that no record speaks to is left out: nothing known is not the same as none held.
    """
    by_kind: dict[str, list[Held]] = {}
    for record in records:
        by_kind.setdefault(record.kind, []).append(record)
    drawn = Drawn()
    for indicator in form.indicators:
        if indicator.source is None or indicator.type is not ValueType.NUMBER or indicator.code in without:
            continue
        told = [
            (record.pk, Decimal(record.measures[indicator.source.measure]))
            for record in by_kind.get(indicator.source.kind, ())
            if indicator.source.measure in record.measures
        ]
        if told:
            drawn.values[indicator.code] = format_number(sum((number for _, number in told), Decimal()))
            drawn.records[indicator.code] = [pk for pk, _ in told]
    return drawn
