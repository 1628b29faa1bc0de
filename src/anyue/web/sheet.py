"""A statistics table as an HTML form: each printed line with its blanks as inputs.

On a desktop the blanks stand in the sentence as they do on paper; on a phone each becomes a field with its
clause above and its unit inside. Both come from one structure, so the words are split once, here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from anyue.core.forms.form import Form, Group, Indicator, Line, ValueType

_PUNCTUATION = re.compile(r"^[，。；、！？,.;]+")
_UP_TO_STOP = re.compile(r"^[^，。；、！？,.;]+")
_EMPTY_BRACKETS = re.compile(r"[（(]\s*[）)]")


@dataclass(frozen=True, slots=True)
class Blank:
    """One input: the clause before it, its unit, the punctuation after it, what the page knows of it.

    `label` names the input to a screen reader; `note` says where its value came from; `returned` is the
    reviewer's reason where the cell was sent back.
    """

    code: str
    label: str
    clause: str
    unit: str
    stop: str
    is_number: bool
    value: str = ""
    error: str = ""
    note: str = ""
    returned: str = ""
    reason: "Reason | None" = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number is not what is known of it: `known` is that, `least` what it should not fall below.

    Both are "" for nothing; `text` is the reason given, and `is_asked` says that the page has to ask for it.
    `is_blocked` says that a check asks, so that only the server knows when it need not.
    """

    known: str
    least: str
    text: str
    is_asked: bool
    is_blocked: bool = False


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One printed line: its blanks in order and the words after the last one."""

    blanks: tuple[Blank, ...]
    tail: str


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """One row of the table."""

    label: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the blanks, each by indicator code."""

    values: Mapping[str, object]
    errors: Mapping[str, str]
    notes: Mapping[str, str]
    returned: Mapping[str, str]
    reasons: Mapping[str, Reason] = field(default_factory=dict)


def sheet_groups(form: Form, known: Known) -> list[SheetGroup]:
    """Return the rows of a statistics form; a group not read from running text has one line a blank."""
    return [
        SheetGroup(
            group.label, tuple(_line(line, group, known) for line in group.lines or _plain_lines(group))
        )
        for group in form.groups
    ]


def _plain_lines(group: Group) -> Iterator[Line]:
    for indicator in group.indicators:
        yield Line((_name(indicator, group), indicator.unit or ""), (indicator.code,))


def _name(indicator: Indicator, group: Group) -> str:
    """The label, with the column where the row has several."""
    words = _EMPTY_BRACKETS.split(indicator.label)[0]
    has_columns = len({one.column for one in group.indicators}) > 1
    return f"{words}（{indicator.column}）" if has_columns and indicator.column else words


def _line(line: Line, group: Group, known: Known) -> SheetLine:
    by_code = {indicator.code: indicator for indicator in group.indicators}
    blanks: list[Blank] = []
    clause = line.pieces[0]
    for code, after in zip(line.codes, line.pieces[1:], strict=True):
        indicator = by_code[code]
        # What no words lead up to is named by those that follow it: “（ ）人观看”.
        own = _UP_TO_STOP.match(after) if not clause else None
        unit, stop, rest = _split(after, own.group() if own else indicator.unit)
        blanks.append(_blank(indicator, clause, unit, stop, known))
        clause = rest
    return SheetLine(tuple(blanks), clause)


def _split(after: str, unit: str | None) -> tuple[str, str, str]:
    """Split the words after a blank into its unit, the punctuation that ends it, and the next clause."""
    lead = unit if unit and after.startswith(unit) else ""
    rest = after[len(lead) :]
    stop = _PUNCTUATION.match(rest)
    mark = stop.group() if stop else ""
    return lead, mark, rest[len(mark) :]


def _blank(indicator: Indicator, clause: str, unit: str, stop: str, known: Known) -> Blank:
    value = known.values.get(indicator.code)
    return Blank(
        code=indicator.code,
        label=_EMPTY_BRACKETS.sub("", indicator.label),
        clause=clause,
        unit=unit,
        stop=stop,
        is_number=indicator.type is ValueType.NUMBER,
        value="" if value is None else str(value),
        error=known.errors.get(indicator.code, ""),
        note=known.notes.get(indicator.code, ""),
        returned=known.returned.get(indicator.code, ""),
        reason=known.reasons.get(indicator.code),
    )
