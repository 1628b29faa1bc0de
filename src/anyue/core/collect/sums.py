"""What the files that count add up to, blank by blank."""

from array import array
from collections.abc import Sequence
from math import nan
from statistics import median

from anyue.core.forms.returned.agreement import Value
from anyue.core.forms.returned.template import Template

_TIMES = 10
_ABOVE = 100


class Sums:
    """The totals, the texts, and each number in eight bytes for the medians."""

    def __init__(self, template: Template) -> None:
        self._totals: list[int | float] = [0] * len(template.indicators)
        self._numbers = [array("d") for _ in template.indicators]
        self._files = array("l")
        self._texts: dict[int, list[tuple[str, str]]] = {index: [] for index in sorted(template.texts)}

    def add(self, file: int, unit: str, values: Sequence[Value]) -> None:
        """Count in the values of one file, whose number tells it from others."""
        self._files.append(file)
        for index, value in enumerate(values):
            if isinstance(value, int | float):
                self._totals[index] += value
                self._numbers[index].append(value)
            else:
                # It compares with nothing, and keeps the places of the others.
                self._numbers[index].append(nan)
        for index, told in self._texts.items():
            if values[index]:
                told.append((unit, str(values[index])))

    def total(self) -> tuple[int | float | None, ...]:
        """The sum of each blank; None for a text."""
        return tuple(
            None if index in self._texts else total if isinstance(total, int) else round(total, 6)
            for index, total in enumerate(self._totals)
        )

    def texts(self) -> dict[int, tuple[tuple[str, str], ...]]:
        """(unit, words) of each text blank."""
        return {index: tuple(told) for index, told in self._texts.items()}

    def has_number(self, index: int) -> bool:
        """Whether any file has a number in a blank."""
        return any(number == number for number in self._numbers[index])  # noqa: PLR0124  Only nan differs.

    def outliers(self) -> dict[int, list[tuple[int, float]]]:
        """(blank, median) by file: numbers at least ten times the median, and at least 100 above it."""
        found: dict[int, list[tuple[int, float]]] = {}
        for index, column in enumerate(self._numbers):
            numbers = [number for number in column if number == number]  # noqa: PLR0124  The same.
            middle = median(numbers) if numbers else 0
            if middle <= 0:
                continue
            least = max(_TIMES * middle, middle + _ABOVE)
            if max(numbers) >= least:
                for file, number in zip(self._files, column, strict=True):
                    if number >= least:
                        found.setdefault(file, []).append((index, middle))
        return found
