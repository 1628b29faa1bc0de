"""Whether the same is asked twice: blanks of a form held against those that are being filled already."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form

T = TypeVar("T")
_NUMBER = re.compile(r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．])")
_MARKS = re.compile(r"[\s\d（）()\[\]【】《》“”\"'、，,。.；;：:_—-]+")


@dataclass(frozen=True, slots=True)
class Twice(Generic[T]):
    """What one other form asks for as well: the rows and labels of the blanks, as in one's own form."""

    other: T
    labels: tuple[str, ...]


def asked_twice(forms: Sequence[Form], others: Iterable[tuple[T, Form]]) -> list[Twice[T]]:
    """Each other form that asks for something of these, in the order given; those without are left out.

    Two blanks ask the same where both are filled from the same measure of the ledger, or where their row,
    their clause and their column have the same words, marks and figures apart.
    """
    mine = {key: label for form in forms for key, label in _keys(form)}
    found = []
    for other, form in others:
        theirs = {key for key, _ in _keys(form)}
        labels = tuple(label for key, label in mine.items() if key in theirs)
        if labels:
            found.append(Twice(other, labels))
    return found


def _keys(form: Form) -> Iterator[tuple[tuple[str, ...], str]]:
    for group in entry_form(form).groups:
        for indicator in group.indicators:
            row = _NUMBER.sub("", "".join(group.label.split()))
            words = "".join(indicator.label.split())
            label = f"{row}：{words}" if row else words
            if indicator.source:
                yield ("ledger", indicator.source.kind, indicator.source.measure), label
            elif bare := _bare(row) + _bare(words):
                yield ("words", bare, _bare(indicator.column or "")), label


def _bare(words: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", words))
