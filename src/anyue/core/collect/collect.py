"""Many readings into one total: whose each file is, which of two counts, what is missing, what stands out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from anyue.core.collect.claims import Claim, claim_files
from anyue.core.collect.packed import PackedReadings
from anyue.core.collect.senders import Senders
from anyue.core.collect.sums import Sums
from anyue.core.errors import HEADS_MAY_OVERLAP, MISSING_VALUE, OUTLIER
from anyue.core.forms.form import Adds
from anyue.core.forms.returned.agreement import Value
from anyue.core.forms.returned.findings import Finding
from anyue.core.forms.returned.reading import Reading
from anyue.core.forms.returned.template import Template


class Returned(NamedTuple):
    """One file of the folder: its unit as the list has it (as written where it isn't listed), its values.

    `counted` says that it is in the total; `sender` whom to write to about it: the unit, or the one that the
    name of an unreadable file tells.
    """

    file: str
    unit: str | None
    values: tuple[Value, ...]
    findings: tuple[Finding, ...]
    counted: bool
    sender: str | None = None


@dataclass(frozen=True)
class ReturnedFiles:
    """The files in the order given; each time they are gone through they are unpacked anew.

    `outliers` are (blank, its median) by the number of the file.
    """

    template: Template
    readings: PackedReadings
    claims: Sequence[Claim]
    empty_is_zero: bool = False
    outliers: dict[int, list[tuple[int, float]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.claims)

    def __iter__(self) -> Iterator[Returned]:
        for at, (reading, claim) in enumerate(zip(self.readings, self.claims, strict=True)):
            values, found = reading.values, reading.findings
            if self.empty_is_zero and reading.is_form:
                values = self._without_empty(values)
                found = tuple(one for one in found if one.problem is not MISSING_VALUE)
            if at in self.outliers:
                found = (*found, *self._outliers(values, self.outliers[at]))
            yield Returned(
                reading.file, claim.unit, values, (*claim.findings, *found), claim.counts, claim.sender
            )

    def _without_empty(self, values: Iterable[Value]) -> tuple[Value, ...]:
        return tuple(
            0 if value is None and index not in self.template.texts else value
            for index, value in enumerate(values)
        )

    def _outliers(self, values: Sequence[Value], where: list[tuple[int, float]]) -> Iterator[Finding]:
        for index, median in where:
            value = values[index]
            if isinstance(value, int | float):
                places = {"value": value, "median": f"{median:g}", "times": f"{value / median:.0f}"}
                yield Finding(OUTLIER, (index,), {"blanks": self.template.name(index), **places})


@dataclass(frozen=True, slots=True)
class Collected:
    """All files in the order given, the total of those that count, and the units of the list without one.

    `total[i]` is None for a text; `texts[i]` lists (unit, words) of a text blank. `findings` are about the
    total itself.
    """

    files: ReturnedFiles
    total: tuple[int | float | None, ...]
    texts: dict[int, tuple[tuple[str, str], ...]]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def counted(self) -> int:
        """How many files are in the total."""
        return sum(claim.counts for claim in self.files.claims)


def collect(
    template: Template, senders: Senders, readings: Iterable[Reading], *, empty_is_zero: bool = False
) -> Collected:
    """The total of what came back. With `empty_is_zero` a blank left empty is a 0 and no problem.

    The readings are kept packed, so that memory grows by less than a kilobyte a file.
    """
    packed = readings if isinstance(readings, PackedReadings) else PackedReadings.of(readings)
    claims = claim_files(senders, packed)
    files = ReturnedFiles(template, packed, claims, empty_is_zero)
    sums = Sums(template)
    for at, one in enumerate(files):
        if one.counted:
            sums.add(at, one.unit or "", one.values)
    files.outliers.update(sums.outliers())
    sent = {claim.unit for claim in claims if claim.counts}
    return Collected(
        files=files,
        total=sums.total(),
        texts=sums.texts(),
        missing=tuple(name for name in senders.names if name not in sent),
        findings=tuple(_of_total(template, sums, len(sent))),
    )


def _of_total(template: Template, sums: Sums, units: int) -> Iterator[Finding]:
    heads = [i for i, one in enumerate(template.indicators) if one.adds is Adds.UNITS and sums.has_number(i)]
    if heads and units > 1:
        yield Finding(HEADS_MAY_OVERLAP, tuple(heads), {"blanks": template.names(heads)})
