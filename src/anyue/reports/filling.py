"""What a form is filled with: pure functions from records and the tables of those below to values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from anyue.campaigns.choices import FormKind
from anyue.core.forms.form import Form, ValueType
from anyue.core.forms.values import format_number
from anyue.core.rollup.add import add_values
from anyue.records.queries import Held

OWN, BELOW = "本级", "下级"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the ledger gives a form: values by code, and the ids of the records behind each."""

    values: dict[str, str] = field(default_factory=dict)
    records: dict[str, list[int]] = field(default_factory=dict)

    @property
    def record_ids(self) -> set[int]:
        """Every record that the form draws from."""
        return {pk for pks in self.records.values() for pk in pks}


def draw_from(form: Form, records: Iterable[Held]) -> Ledger:
    """Add up the measures of the records whose kind an indicator names as its source.

    A code that no record speaks to is left out: nothing known is not the same as none held.
    """
    by_kind: dict[str, list[Held]] = {}
    for record in records:
        by_kind.setdefault(record.kind, []).append(record)
    drawn = Ledger()
    for indicator in form.indicators:
        if indicator.source is None or indicator.type is not ValueType.NUMBER:
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


def sums_up(kind: FormKind | str) -> bool:
    """Whether a unit's table takes in those below it; a card or a document is each unit's own."""
    return kind in {FormKind.STATISTICS, FormKind.REGISTER}


def below_values(form: Form, parts: Sequence[tuple[str, Mapping[str, str]]]) -> dict[str, str]:
    """The values of those below as one part: numbers added, texts listed with the unit each came from."""
    total = add_values(form, parts, over="units")
    listed = {
        code: "；".join(f"{text}（{name}）" for name, text in told) for code, told in total.texts.items()
    }
    return {**total.values, **listed}


def with_below(form: Form, own: Mapping[str, str], below: Mapping[str, str]) -> dict[str, str]:
    """Own and below in one: numbers added, texts one after the other."""
    total = add_values(form, [(OWN, own), (BELOW, below)], over="units")
    joined = {code: "；".join(text for _, text in told) for code, told in total.texts.items()}
    return {**total.values, **joined}


def typed(form: Form, own: Mapping[str, str], ledger: Ledger) -> dict[str, str]:
    """What a person typed over the ledger, by code; "" where they emptied a blank that the ledger had filled.

    Only this is kept of a draft, so that the rest follows the ledger until the table is sent in.
    """
    return {
        i.code: own.get(i.code, "")
        for i in form.indicators
        if own.get(i.code, "") != ledger.values.get(i.code, "")
    }


def completed(form: Form, own: Mapping[str, str]) -> dict[str, str]:
    """The unit's own values as they are sent in: a number that was left empty is 0, as the page says."""
    empty = {i.code: "0" for i in form.indicators if i.type is ValueType.NUMBER}
    return {**empty, **own}


def is_nil(form: Form, values: Mapping[str, str]) -> bool:
    """Whether a statistics table says that nothing was held: every number is 0 and no text is given."""
    numbers = [i for i in form.indicators if i.type is ValueType.NUMBER]
    return bool(numbers) and all(value in {"0", ""} for value in values.values())
