"""What a form is filled with: pure functions from the ledger's values and the tables of those below."""

from collections.abc import Mapping, Sequence

from anyue.campaigns.choices import FormKind
from anyue.core.counting import falls
from anyue.core.errors import CUMULATIVE_FALLS, LEDGER_OVERRIDDEN, AnyueError
from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form, ValueType
from anyue.core.forms.form import FormKind as ShapeKind
from anyue.core.forms.register_rows import merged_rows
from anyue.core.forms.values import clean_text
from anyue.core.rollup.add import add_values

LONGEST_REASON = 200
OWN, BELOW = "本级", "下级"


SUMMED_UP = frozenset({FormKind.STATISTICS, FormKind.REGISTER})


def sums_up(kind: FormKind | str) -> bool:
    """Whether a unit's table takes in those below it; a card or a document is each unit's own."""
    return kind in SUMMED_UP


def below_values(form: Form, parts: Sequence[tuple[str, Mapping[str, str]]]) -> dict[str, str]:
    """The values of those below as one part: numbers added, texts listed with the unit each came from.

    The rows of registers are put one after the other, each with its unit.
    """
    if form.kind is ShapeKind.REGISTER:
        return merged_rows(form, parts)
    total = add_values(form, parts, over="units")
    listed = {
        code: "；".join(f"{text}（{name}）" for name, text in told) for code, told in total.texts.items()
    }
    return {**total.values, **listed}


def with_below(form: Form, own: Mapping[str, str], below: Mapping[str, str]) -> dict[str, str]:
    """Own and below in one: numbers added, texts one after the other.

    What does not add over units, such as a share, stays the unit's own; those below are seen in their tables.
    A register has the rows of both.
    """
    if form.kind is ShapeKind.REGISTER:
        return {**own, **below}
    total = add_values(form, [(OWN, own), (BELOW, below)], over="units")
    joined = {code: "；".join(text for _, text in told) for code, told in total.texts.items()}
    alone = {i.code: own[i.code] for i in form.indicators if i.code in own and i.type is ValueType.NUMBER}
    return {**alone, **total.values, **joined}


def typed(form: Form, own: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """What a person typed over what was known, by code; "" where they emptied a blank that was filled.

    Only this is kept of a draft, so that the rest follows the ledger until the table is sent in.
    """
    codes = [i.code for i in entry_form(form, [*own, *known]).indicators]
    return {code: own.get(code, "") for code in codes if own.get(code, "") != known.get(code, "")}


REASON = "reason-"
"""What the name of the input of a reason begins with, before the code of the blank."""


def reasons_in(form: Form, raw: Mapping[str, str]) -> dict[str, str]:
    """The reasons that a person gave, by the code of the blank."""
    told = {i.code: clean_text(raw.get(REASON + i.code, ""))[:LONGEST_REASON] for i in form.indicators}
    return {code: reason for code, reason in told.items() if reason}


def reasons_asked(
    form: Form, own: Mapping[str, str], sure: Mapping[str, str], carried: Mapping[str, str]
) -> dict[str, AnyueError]:
    """Which numbers need a reason, and what to say without one, by code.

    Those that are not what is `sure`, by the ledger or a channel's reading, and cumulative ones that fall.
    What nothing is known of is typed without one.
    """
    asked: dict[str, AnyueError] = {}
    for indicator in form.indicators:
        code = indicator.code
        value = own.get(code)
        if value is None or indicator.type is not ValueType.NUMBER:
            continue
        if code in sure and value != sure[code]:
            asked[code] = AnyueError(LEDGER_OVERRIDDEN, field=code, known=sure[code], given=value)
        elif falls(indicator, carried, value):
            asked[code] = AnyueError(CUMULATIVE_FALLS, field=code, before=carried[code], given=value)
    return asked


def completed(form: Form, own: Mapping[str, str]) -> dict[str, str]:
    """The unit's own values as they are sent in: a number that was left empty is 0, as the page says."""
    empty = {i.code: "0" for i in form.indicators if i.type is ValueType.NUMBER}
    return {**empty, **own}


def is_nil(form: Form, values: Mapping[str, str]) -> bool:
    """Whether a statistics table says that nothing was held: every number is 0 and no text is given."""
    numbers = [i for i in form.indicators if i.type is ValueType.NUMBER]
    return bool(numbers) and all(value in {"0", ""} for value in values.values())
