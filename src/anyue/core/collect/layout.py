"""The rows of a blank form as returned tables are held against them: labels, blanks, totals."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from anyue.core.collect.places import CLOSING, OPENING
from anyue.core.forms.form import Indicator
from anyue.core.forms.office.grid import LINE, Sheet
from anyue.core.forms.returned.template import Gap, Spot, TemplateRow, gap_of
from anyue.core.forms.returned.wording import folded

_TOTAL = re.compile(r"[(]?(?:合|小|总|共)计[)]?")


def rows_of(sheet: Sheet, spots: Sequence[Spot], *, in_lines: bool) -> list[TemplateRow]:
    """The rows of the form from its head on: labels, and cells with their blanks."""
    by_cell: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in spots:
        by_cell[spot.row, spot.column].append(spot)
    source = [{LINE: words} for words in sheet.lines] if in_lines else sheet.rows
    first, last = min(spot.row for spot in spots), max(spot.row for spot in spots)
    while first and len(source[first - 1]) > 1:
        first -= 1
    rows = []
    for number in range(first, last + 1 if in_lines else len(source)):
        row = source[number]
        labels, gaps, printed = {}, {}, {}
        for column in sorted({*row, *(c for r, c in by_cell if r == number)}):
            inside = by_cell.get((number, column))
            shown = max(column, 0)
            if inside:
                gaps[shown] = _gap(row.get(column, ""), inside)
            elif word := folded(row[column]):
                labels[shown] = word
                printed[shown] = "".join(row[column].split())
        if labels or gaps:
            rows.append(TemplateRow(labels, gaps, {}, printed))
    return rows


def _gap(words: str, spots: Sequence[Spot]) -> Gap:
    if spots[0].is_whole:
        return Gap(("", ""), (spots[0].index,))
    blanks = []
    for spot in sorted(spots, key=lambda spot: spot.start):
        start, end = spot.start, spot.end
        if words[start - 1 : start] in OPENING and words[end : end + 1] in CLOSING and start:
            start, end = start - 1, end + 1
        blanks.append((start, end, spot.index))
    return gap_of(words, blanks)


def head_of(sheet: Sheet, spots: Sequence[Spot]) -> dict[int, str]:
    """The names of the columns whose cells are blanks: the lowest above the first of them."""
    whole = [spot for spot in spots if spot.is_whole]
    head: dict[int, str] = {}
    for row in sheet.rows[: min((spot.row for spot in whole), default=0)]:
        head |= {column: folded(words) for column, words in row.items() if words.strip()}
    return head if whole else {}


def _is_total(labels: Iterable[str]) -> bool:
    return any(_TOTAL.fullmatch(label) for label in labels)


def with_totals(
    sheet: Sheet, spots: tuple[Spot, ...], indicators: tuple[Indicator, ...]
) -> tuple[tuple[Spot, ...], tuple[Indicator, ...]]:
    """The blanks with those of total rows among them, in reading order.

    A notice's plan has none for these, since a total need not be typed; who fills in a file does type it.
    """
    whole = [spot for spot in spots if spot.is_whole]
    taken = {(spot.row, spot.column) for spot in spots}
    added: list[tuple[Spot, Indicator]] = []
    for number in range(min((spot.row for spot in whole), default=len(sheet.rows)), len(sheet.rows)):
        row = sheet.rows[number]
        labels = [folded(words) for words in row.values()]
        if not _is_total(labels):
            continue
        for column in sorted({spot.column for spot in whole if spot.row < number}):
            if (number, column) not in taken and not row.get(column, "").strip():
                like = indicators[
                    next(s.index for s in reversed(whole) if s.column == column and s.row < number)
                ]
                label = next(label for label in labels if _TOTAL.fullmatch(label))
                one = replace(like, label=label, code=f"total.{len(added) + 1}", source=None, span=None)
                added.append((Spot(0, number, column, 0, 0, is_whole=True), one))
    if not added:
        return spots, indicators
    both = sorted([*((spot, indicators[spot.index]) for spot in spots), *added], key=_in_reading_order)
    return (
        tuple(replace(spot, index=index) for index, (spot, _) in enumerate(both)),
        tuple(indicator for _, indicator in both),
    )


def _in_reading_order(one: tuple[Spot, Indicator]) -> tuple[int, int, int]:
    return one[0].row, one[0].column, one[0].start


def with_sums(rows: Sequence[TemplateRow], indicators: Sequence[Indicator]) -> tuple[TemplateRow, ...]:
    """Total rows with what their cells add up: the blanks of one measure in the same column above them."""
    above: dict[int, list[int]] = defaultdict(list)
    out = []
    for row in rows:
        is_total = _is_total(row.labels.values())
        if is_total:
            sums = {
                column: tuple(found)
                for column, found in above.items()
                if len(found) > 1 and len({indicators[i].unit for i in found}) == 1
            }
            out.append(replace(row, sums=sums))
            continue
        for column, gap in row.gaps.items():
            if gap.is_whole:
                above[column].append(gap.blanks[0])
        out.append(row)
    return tuple(out)
