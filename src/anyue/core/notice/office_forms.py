"""Of a form that a notice holds and an office also gives as a file of its own, the file's counts.

An office sends its blank table as .docx or .xlsx beside a notice that prints the same table: the file is what
is filled in and sent back, and its cells are certain where the notice's may be guessed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePath

from anyue.core.forms.form import Form
from anyue.core.notice.attachments import read_forms_alone
from anyue.core.notice.open import Opened, Table
from anyue.core.notice.open.file_order import attachment_number

_FILLABLE = frozenset({".docx", ".xlsx", ".doc", ".wps", ".xls", ".et"})
_NOT_A_NAME = re.compile(r"[^\w]|_|附[件表]\d*")

Stretch = tuple[int, int]


def read_as_one(opened: Opened) -> Opened:
    """The notice's files as one text, without the forms that another of its files gives as its own."""
    if len(opened.starts) < 2:
        return opened
    pieces = list(pairwise((*opened.starts, len(opened.text))))
    forms = [list(_forms(opened, *piece)) for piece in pieces]
    cuts: list[Stretch] = []
    for at, own in enumerate(forms):
        others = [
            form
            for name, found in zip(opened.files[at + 1 :], forms[at + 1 :], strict=True)
            if PurePath(name).suffix.lower() in _FILLABLE
            for form, _ in found
        ]
        cuts += [stretch for form, stretch in own if any(_is_same(form, other) for other in others)]
    return _without(opened, cuts)


def _forms(opened: Opened, start: int, end: int) -> Iterator[tuple[Form, Stretch]]:
    """The forms of one file, each with where it stands in the whole text."""
    within = [table.moved(-start) for table in opened.tables if start <= table.start < end]
    draft, forms = read_forms_alone(opened.text[start:end], within)
    for form in forms:
        if form.span is not None and form.span[0] < form.span[1]:
            first, last = draft.origins[form.span[0]], draft.origins[form.span[1] - 1]
            yield form, (start + first, start + last + 1)


def _is_same(one: Form, other: Form) -> bool:
    """By the number where both have one, by the title where one has none."""
    if one.number and other.number:
        return attachment_number(one.number) == attachment_number(other.number)
    return bool(one.title) and _bare(one.title) == _bare(other.title)


def _bare(title: str) -> str:
    return _NOT_A_NAME.sub("", title)


def _without(opened: Opened, cuts: list[Stretch]) -> Opened:
    """The opened files without those stretches of text and the tables in them."""
    if not cuts:
        return opened
    cuts = sorted(cuts)
    kept = pairwise((0, *(edge for cut in cuts for edge in cut), len(opened.text)))
    text = "".join(opened.text[a:b] for at, (a, b) in enumerate(kept) if at % 2 == 0)
    lost = [0]
    for a, b in cuts:
        lost.append(lost[-1] + b - a)
    starts = [a for a, _ in cuts]

    def moved(offset: int) -> int:
        return offset - lost[bisect_left(starts, offset)]

    def is_kept(table: Table) -> bool:
        return not any(a <= table.start < b for a, b in cuts)

    tables = (
        replace(
            table,
            start=moved(table.start),
            end=moved(table.end),
            cells=tuple(replace(c, start=moved(c.start), end=moved(c.end)) for c in table.cells),
        )
        for table in opened.tables
        if is_kept(table)
    )
    return replace(
        opened, text=text, tables=tuple(tables), starts=tuple(moved(start) for start in opened.starts)
    )
