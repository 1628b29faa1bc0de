"""One returned file against the blank form: who sent it, what stands in each blank, what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from anyue.core.errors import (
    APPROXIMATE,
    BLANK_ALTERED,
    CHINESE_NUMERAL,
    EXTRA_CONTENT,
    LABEL_CHANGED,
    MISSING_VALUE,
    NIL_MARK,
    NOT_A_NUMBER,
    ORDER_CHANGED,
    ROW_MISSING,
    TRACKED_CHANGES,
    WRONG_FORM,
    Problem,
)
from anyue.core.forms.office.grid import Row, Sheet
from anyue.core.forms.returned.agreement import Tie, Value, disagreements, false_sums
from anyue.core.forms.returned.figures import Figure, Liberty, read_figure
from anyue.core.forms.returned.findings import Finding
from anyue.core.forms.returned.gaps import original, typed_in
from anyue.core.forms.returned.heading import Heading, read_heading
from anyue.core.forms.returned.opening import open_returned
from anyue.core.forms.returned.rows import Pairs, paired
from anyue.core.forms.returned.template import Template
from anyue.core.forms.returned.wording import bare, folded

_LEAST_FOUND = 0.5
_LIBERTIES = {Liberty.APPROXIMATE: APPROXIMATE, Liberty.CHINESE_NUMERAL: CHINESE_NUMERAL}
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_NOT_CONTENT = ("备注", "注", "说明", "合计", "总计", "小计", "填报", "审核", "单位负责人", "填表")
_ANY_BRACKET = frozenset("()（）")
_LONGEST_SHOWN = 60


class Reading(NamedTuple):
    """One file: its heading, a value for each indicator of the form (all None where it can't be read).

    `is_form` says that it is a readable copy of the form.
    """

    file: str
    heading: Heading
    values: tuple[Value, ...]
    findings: tuple[Finding, ...]
    is_form: bool


@dataclass(slots=True)
class _Cells:
    """What stands in the blanks of one sheet, before it is understood as numbers."""

    typed: list[str | None]
    changed: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    unbracketed: set[int] = field(default_factory=set)
    added: list[str] = field(default_factory=list)
    stated: dict[tuple[int, int], int | float | None] = field(default_factory=dict)
    is_moved: bool = False

    @property
    def found(self) -> float:
        """The share of the form's blanks whose place the sheet has."""
        return 1 - len(self.gone) / len(self.typed) if self.typed else 0.0


def read_returned(template: Template, ties: Sequence[Tie], data: bytes, name: str) -> Reading:
    """Read one returned file; never raises."""
    opened = open_returned(data, name)
    if isinstance(opened, Problem):
        return _unread(template, name, opened)
    best: tuple[_Cells, Sheet] | None = None
    for sheet in opened:
        cells = _fill(template, sheet)
        if best is None or cells.found > best[0].found:
            best = cells, sheet
        if best[0].found > 0.99:
            break
    if best is None or best[0].found < (0.1 if _has_title(template, best[1]) else _LEAST_FOUND):
        return _unread(template, name, WRONG_FORM)
    cells, sheet = best
    findings: list[Finding] = []
    values = tuple(_values(template, cells, findings))
    findings += _wording(template, cells, sheet)
    findings += disagreements(template, ties, values)
    findings += false_sums(template, values, cells.stated)
    return Reading(name, read_heading(sheet), values, tuple(findings), is_form=True)


def _unread(template: Template, name: str, problem: Problem) -> Reading:
    nothing = (None,) * len(template.indicators)
    return Reading(name, Heading("", None), nothing, (Finding(problem),), is_form=False)


def _has_title(template: Template, sheet: Sheet) -> bool:
    title = bare(folded(template.title))
    texts = (*sheet.lines[:12], *(words for row in sheet.rows[:6] for words in row.values()))
    return bool(title) and any(bare(folded(words)) == title for words in texts)


def _fill(template: Template, sheet: Sheet) -> _Cells:
    rows = list(sheet.rows)
    if template.in_lines:
        rows = [{0: line} for line in sheet.lines if line.strip()] + rows
    pairs, left = paired(template, rows)
    cells = _Cells([None] * len(template.indicators))
    columns = _columns(template, rows)
    for form_row, row in pairs.rows:
        if row is None:
            cells.gone.update(index for gap in form_row.gaps.values() for index in gap.blanks)
            continue
        for column, gap in form_row.gaps.items():
            words = row.get(columns.get(column, column) if gap.is_whole else column, "")
            typed = typed_in(gap, words)
            for n, index in enumerate(gap.blanks):
                said = typed.words[n]
                if said is None:
                    cells.gone.add(index)
                    continue
                cells.typed[index] = original(said, words) if index in template.texts else said
                if gap.is_bracketed and said and _ANY_BRACKET.isdisjoint(said):
                    cells.unbracketed.add(index)
            cells.changed.update(gap.blanks[n] for n in typed.changed)
            cells.added += [words for words in typed.added if any(c.isdigit() for c in words)]
    cells.changed.update(
        index for form_row in pairs.renamed for gap in form_row.gaps.values() for index in gap.blanks
    )
    cells.is_moved = pairs.is_moved
    for number, row in pairs.totals:
        for column in template.rows[number].sums:
            cells.stated[number, column] = read_figure(row.get(columns.get(column, column), "")).value
    cells.added += _extra_rows(template, pairs, left)
    return cells


def _columns(template: Template, rows: list[Row]) -> dict[int, int]:
    """Where the columns of whole-cell blanks stand in the file, by their heads, if these were moved."""
    named = {head: column for column in template.columns if (head := template.head.get(column))}
    if len(named) < 2 or len(named) < len(template.columns):
        return {}
    for row in rows[:12]:
        heads = {folded(words): column for column, words in row.items()}
        if named.keys() <= heads.keys():
            return {column: heads[head] for head, column in named.items()}
    return {}


def _extra_rows(template: Template, pairs: Pairs, left: list[Row]) -> Iterator[str]:
    """Rows with numbers of their own below the first row of the form."""
    first = min(template.columns, default=1)
    for row in left if any(row is not None for _, row in pairs.rows) else ():
        label = next((folded(words) for words in row.values() if not words.strip().isdigit()), "")
        if len(row) < 2 or not label or label.startswith(_NOT_CONTENT) or template.is_head(row):
            continue
        if any(column >= first and any(c.isdigit() for c in folded(words)) for column, words in row.items()):
            yield "　".join(words.strip() for words in row.values())


def _values(template: Template, cells: _Cells, findings: list[Finding]) -> Iterator[Value]:
    """The values in order; what was taken for granted goes into `findings`, one line a matter and value."""
    empty: list[int] = []
    nil: list[int] = []
    told: dict[tuple[Problem, str], tuple[list[int], Figure]] = {}
    for index, (indicator, typed) in enumerate(zip(template.indicators, cells.typed, strict=True)):
        if index in template.texts:
            yield _text(typed)
            continue
        figure = read_figure(typed or "", indicator.unit)
        if typed is not None and not figure.is_readable:
            told.setdefault((NOT_A_NUMBER, typed), ([], figure))[0].append(index)
        elif figure.value is None and (index not in cells.gone or typed is None):
            empty.append(index)
        for liberty in figure.liberties:
            if liberty is Liberty.NIL_MARK:
                nil.append(index)
            else:
                told.setdefault((_LIBERTIES[liberty], typed or ""), ([], figure))[0].append(index)
        yield figure.value
    for (problem, words), (where, figure) in told.items():
        places = {
            "blanks": template.names(where),
            "typed": _bare(words)[:_LONGEST_SHOWN],
            "value": figure.value,
        }
        findings.append(Finding(problem, tuple(where), places))
    for problem, where in ((MISSING_VALUE, empty), (NIL_MARK, nil)):
        if where:
            findings.append(Finding(problem, tuple(where), {"blanks": template.names(where)}))


def _text(typed: str | None) -> str | None:
    return (_bare(typed) or None) if typed else None


def _bare(typed: str) -> str:
    """Without white space, underlines and the form's own brackets; brackets that belong to the words stay."""
    words = typed.strip().strip("_﹍").strip()
    if words[:1] in _BRACKETS and (
        words[-1:] in _BRACKETS.values() or not set(words) & set(_BRACKETS.values())
    ):
        words = words[1:-1] if words[-1:] in _BRACKETS.values() else words[1:]
    return words.strip().strip("_﹍").strip()


def _wording(template: Template, cells: _Cells, sheet: Sheet) -> Iterator[Finding]:
    for problem, where in (
        (ROW_MISSING, cells.gone),
        (LABEL_CHANGED, cells.changed - cells.gone),
        (BLANK_ALTERED, cells.unbracketed),
    ):
        if where:
            yield Finding(problem, tuple(sorted(where)), {"blanks": template.names(sorted(where))})
    if cells.added:
        yield Finding(
            EXTRA_CONTENT, (), {"typed": "”“".join(words[:_LONGEST_SHOWN] for words in cells.added[:5])}
        )
    if sheet.is_revised:
        yield Finding(TRACKED_CHANGES)
    if cells.is_moved:
        yield Finding(ORDER_CHANGED)
