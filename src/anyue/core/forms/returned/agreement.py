"""Do the numbers of one table agree: people without an event, more heads than attendances, false sums."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from anyue.core.errors import INCONSISTENT
from anyue.core.forms.returned.findings import Finding
from anyue.core.forms.returned.template import Template, TemplateRow

Value = int | float | str | None

_SESSIONS = frozenset({"场", "场次", "场/次", "场(次)", "场（次）", "次", "期", "班次", "堂"})
_ATTENDANCES = frozenset({"人次", "万人次"})
_HEADS = frozenset({"人", "名"})
_TAKES_PART = re.compile(
    r"^[\s\d.、，（）()]{0,8}(?:共|累计|吸引|组织)?(?:参与|参加|参训|参演|受|培训|覆盖|观看|惠及|发动|教育)|人(?:次)?(?:观看|参与|参加)"
)
_STOP = re.compile(r"[;。.]")


class Rule(Enum):
    """What two numbers must agree in."""

    NEEDS_EVENT = auto()
    HEADS_WITHIN_ATTENDANCES = auto()


@dataclass(frozen=True, slots=True)
class Tie:
    """Two indicators that one rule ties: the event and its people, or the heads and their attendances."""

    rule: Rule
    first: int
    second: int


def ties_of(template: Template) -> tuple[Tie, ...]:
    """The ties that a form's layout shows: blanks of one sentence, of one row, or of a row and the next."""
    found: list[Tie] = []
    above: dict[int, int] = {}
    for row in template.rows:
        whole = {column: gap.blanks[0] for column, gap in row.gaps.items() if gap.is_whole}
        for gap in row.gaps.values():
            if not gap.is_whole:
                for sentence in _sentences(gap.pieces, gap.blanks):
                    found += _tied(template, sentence)
        found += _tied(template, [whole[column] for column in sorted(whole)])
        found += [
            tie for column, index in whole.items() for tie in _below(template, row, above.get(column), index)
        ]
        above = whole
    return tuple(dict.fromkeys(found))


def _sentences(pieces: tuple[str, ...], blanks: tuple[int, ...]) -> Iterator[list[int]]:
    sentence: list[int] = []
    for piece, index in zip(pieces, blanks, strict=False):
        if sentence and _STOP.search(piece):
            yield sentence
            sentence = []
        sentence.append(index)
    yield sentence


def _tied(template: Template, sentence: Sequence[int]) -> Iterator[Tie]:
    event: int | None = None
    before: int | None = None
    for index in sentence:
        unit, label = template.indicators[index].unit, template.indicators[index].label
        if unit in _SESSIONS:
            event = index
        elif (
            unit in _ATTENDANCES | _HEADS
            and event is not None
            and (before == event or _TAKES_PART.search(label))
        ):
            yield Tie(Rule.NEEDS_EVENT, event, index)
        if before is not None:
            units = template.indicators[before].unit, unit
            if units[0] in _HEADS and units[1] in _ATTENDANCES:
                yield Tie(Rule.HEADS_WITHIN_ATTENDANCES, before, index)
            elif units[1] in _HEADS and units[0] in _ATTENDANCES:
                yield Tie(Rule.HEADS_WITHIN_ATTENDANCES, index, before)
        before = index


def _below(template: Template, row: TemplateRow, above: int | None, index: int) -> Iterator[Tie]:
    """A row of people under the row of its event: “参与事故应急演练 人次” under “企业组织事故应急演练 场”."""
    if above is None:
        return
    one, other = template.indicators[above], template.indicators[index]
    named = any(_TAKES_PART.search(label) for label in row.labels.values())
    if one.unit in _SESSIONS and other.unit in _ATTENDANCES | _HEADS and named:
        yield Tie(Rule.NEEDS_EVENT, above, index)


def disagreements(template: Template, ties: Sequence[Tie], values: Sequence[Value]) -> Iterator[Finding]:
    """What doesn't agree in one unit's values."""
    for tie in ties:
        first, second = values[tie.first], values[tie.second]
        if isinstance(first, str) or isinstance(second, str) or first is None or second is None:
            continue
        names = template.name(tie.first), template.name(tie.second)
        if tie.rule is Rule.NEEDS_EVENT and first == 0 and second > 0:
            why = f"{names[0]}为 0，但{names[1]}为 {second}。"
        elif tie.rule is Rule.HEADS_WITHIN_ATTENDANCES and first > second:
            why = f"{names[0]}为 {first}，多于{names[1]} {second}。"
        else:
            continue
        yield Finding(INCONSISTENT, (tie.first, tie.second), {"why": why})


def false_sums(
    template: Template, values: Sequence[Value], stated: dict[tuple[int, int], int | float | None]
) -> Iterator[Finding]:
    """Total rows whose number isn't the sum of the rows above; `stated` by row and column of the template."""
    for (row, column), told in stated.items():
        summed = template.rows[row].sums[column]
        numbers = [value for index in summed if isinstance(value := values[index], int | float)]
        if told is not None and numbers and abs(told - sum(numbers)) > 1e-6:
            why = (
                f"“{'、'.join(template.rows[row].labels.values())}”填的是 {told}，各行相加是 {sum(numbers)}。"
            )
            yield Finding(INCONSISTENT, summed, {"why": why})
