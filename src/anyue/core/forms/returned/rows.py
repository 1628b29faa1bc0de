"""Which row of a returned table is which row of the form."""

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from anyue.core.forms.office.grid import Row
from anyue.core.forms.returned.template import Template, TemplateRow
from anyue.core.forms.returned.wording import bare, folded


@dataclass(frozen=True, slots=True)
class Pairs:
    """Each row of the form that holds blanks with the file's row for it, None where the file has none.

    `renamed` are those whose name the file changed; `totals` the form's total rows by number;
    `is_moved` says that rows stand in another order.
    """

    rows: list[tuple[TemplateRow, Row | None]]
    renamed: list[TemplateRow]
    totals: list[tuple[int, Row]]
    is_moved: bool = False


_ALIKE = 0.6
_MOST_ROWS = 2000
_MOST_ABOVE = 12


def paired(template: Template, rows: list[Row]) -> tuple[Pairs, list[Row]]:
    """The file's rows for the form's, and those left over that stand below the first of them."""
    rows = rows[:_MOST_ROWS]
    if (found := _unchanged(template, rows)) is not None:
        return _told(template, rows, None, found)
    keys = [template.key_of({column: folded(words) for column, words in row.items()}) for row in rows]
    wanted = template.keys
    start = keys.index(wanted[0]) if wanted and wanted[0] in keys else -1
    if start >= 0 and keys[start : start + len(wanted)] == wanted:
        found = {i: start + i for i in range(len(wanted))}
    else:
        found = _searched(template, rows, keys, wanted)
    return _told(template, rows, keys, found)


def _unchanged(template: Template, rows: list[Row]) -> dict[int, int] | None:
    """The rows of a file whose labels are the form's to the letter, as most are; None for other files."""
    wanted = template.printed
    for start in range(min(len(rows) - len(wanted) + 1, _MOST_ABOVE)):
        if all(
            "".join(row.get(column, "").split()) == label
            for labels, row in zip(wanted, rows[start : start + len(wanted)], strict=True)
            for column, label in labels
        ):
            return {i: start + i for i in range(len(wanted))}
    return None


def _told(
    template: Template, rows: list[Row], keys: list[str] | None, found: dict[int, int]
) -> tuple[Pairs, list[Row]]:
    taken = set(found.values())
    numbers = [found[i] for i in sorted(found)]
    pairs = Pairs(
        rows=[
            (row, rows[found[i]] if i in found else None) for i, row in enumerate(template.rows) if row.gaps
        ],
        renamed=[
            row
            for i, row in enumerate(template.rows)
            if keys and i in found and row.gaps and bare(keys[found[i]]) != bare(template.keys[i])
        ],
        totals=[(i, rows[found[i]]) for i, row in enumerate(template.rows) if row.sums and i in found],
        is_moved=numbers != sorted(numbers),
    )
    return pairs, [row for j, row in enumerate(rows) if j not in taken and j > min(taken, default=j)]


def _searched(template: Template, rows: list[Row], keys: list[str], wanted: list[str]) -> dict[int, int]:
    """The file's row for each of the form's, by number: same names in order, then moved ones, then alike."""
    found: dict[int, int] = {}
    gaps: list[tuple[range, range]] = []
    for tag, a, b, c, d in SequenceMatcher(None, wanted, keys, autojunk=False).get_opcodes():
        if tag == "equal":
            found.update(zip(range(a, b), range(c, d), strict=True))
        else:
            gaps.append((range(a, b), range(c, d)))
    once = Counter(keys)
    for i in chain.from_iterable(missing for missing, _ in gaps):
        # A row that stands elsewhere in the file was moved, if its name is the only one of its kind.
        if once[wanted[i]] == 1 and wanted.count(wanted[i]) == 1:
            found[i] = keys.index(wanted[i])
    for missing, spare in gaps:
        taken = set(found.values())
        alike = [
            (
                -_likeness(template.rows[i], rows[j], wanted[i], keys[j]),
                abs((i - missing[0]) - (j - spare[0])),
                i,
                j,
            )
            for i in missing
            if i not in found
            for j in spare
            if j not in taken
        ]
        for score, _, i, j in sorted(alike):
            if -score >= _ALIKE and i not in found and j not in found.values():
                found[i] = j
    return found


def _likeness(form_row: TemplateRow, row: Row, wanted: str, key: str) -> float:
    """From 0 to 1 by the name, or by the printed words of the cells where these are longer."""
    names = _ratio(bare(wanted), bare(key))
    printed = [
        _ratio("".join(gap.pieces), folded(row.get(column, "")))
        for column, gap in form_row.gaps.items()
        if not gap.is_whole
    ]
    return max([names, *printed])


def _ratio(a: str, b: str) -> float:
    if not a or not b:
        return 0.0
    return SequenceMatcher(None, a[:400], b[:400], autojunk=False).ratio()
