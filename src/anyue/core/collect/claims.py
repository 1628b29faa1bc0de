"""Whose each returned file is, and which of two files of one unit counts."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from anyue.core.collect.senders import Senders
from anyue.core.errors import DUPLICATE_UNIT, UNIT_FROM_FILE_NAME, UNIT_NOT_LISTED, UNIT_UNKNOWN
from anyue.core.forms.returned.findings import Finding
from anyue.core.forms.returned.reading import Reading

_CORRECTED = re.compile(r"更正|修改|修订|更新|最新|最终|终稿|定稿|重报|补报|新版")
_COPY = re.compile(r"[（(](\d{1,2})[）)]\.|[vV](\d{1,2})(?=\D)")


class Claim(NamedTuple):
    """The unit of a file, whether the file counts, what is to be said of both, and whom to write to."""

    unit: str | None
    counts: bool
    findings: tuple[Finding, ...] = ()
    sender: str | None = None


class _Latest(NamedTuple):
    """The newest file of a unit so far: its number, its name, and the marks of its age."""

    at: int
    file: str
    age: "_Age"


_Age = tuple[tuple[int | None, int, int], bool, int]


def claim_files(senders: Senders, readings: Iterable[Reading]) -> list[Claim]:
    """A claim for each reading in its order; of several files of one unit only the latest counts."""
    claims: list[Claim] = []
    rivals: dict[str, list[_Latest]] = {}
    years: Counter[int] = Counter()
    for at, reading in enumerate(readings):
        claim = _claim(senders, reading)
        claims.append(claim)
        if reading.heading.dated and reading.heading.dated[0]:
            years[reading.heading.dated[0]] += 1
        if claim.counts and claim.unit:
            rivals.setdefault(claim.unit, []).append(_Latest(at, reading.file, _age(reading)))
    year = years.most_common(1)[0][0] if years else 0
    for unit, files in rivals.items():
        # Of two files of the same age the one that comes later in the folder counts.
        newest = max(files, key=lambda one: (_in_year(one.age, year), one.at))
        for one in files:
            if one is not newest:
                told = Finding(DUPLICATE_UNIT, (), {"unit": unit, "newer": newest.file})
                claims[one.at] = claims[one.at]._replace(
                    counts=False, findings=(told, *claims[one.at].findings)
                )
    return claims


def _claim(senders: Senders, reading: Reading) -> Claim:
    if not reading.is_form:
        return Claim(None, counts=False, sender=senders.in_file_name(reading.file))
    written = reading.heading.unit
    listed = senders.named(written) if written else None
    if listed:
        return Claim(listed, counts=True, sender=listed)
    if written and not senders.names:
        # Without a list every name is taken as it stands.
        return Claim(written, counts=True, sender=written)
    by_name = senders.in_file_name(reading.file)
    if by_name:
        told = Finding(UNIT_FROM_FILE_NAME, (), {"unit": by_name})
        return Claim(by_name, counts=True, findings=(told,), sender=by_name)
    if written:
        told = Finding(UNIT_NOT_LISTED, (), {"unit": written})
        return Claim(written, counts=False, findings=(told,), sender=written)
    return Claim(None, counts=False, findings=(Finding(UNIT_UNKNOWN),))


def _age(reading: Reading) -> _Age:
    """The day that it bears, and words such as 更正 or a number in the file's name."""
    copy = _COPY.search(reading.file)
    number = int(next(n for n in copy.groups() if n)) if copy else 0
    return reading.heading.dated or (None, 0, 0), bool(_CORRECTED.search(reading.file)), number


def _in_year(age: _Age, year: int) -> tuple[int, int, int, bool, int]:
    """Greater for what was sent later; a day without a year is of the year that most files bear."""
    (written, month, day), is_corrected, number = age
    return (written or year) if month else 0, month, day, is_corrected, number
