"""One thing that the doctor finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How bad it is; what is serious fails the command."""

    SERIOUS = "严重"
    WARNING = "注意"
    HINT = "提示"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and what to do about it."""

    weight: Weight
    what: str
    what_to_do: str


Check = Callable[[], Iterator[Finding]]
