"""A unit as the tree has it."""

from dataclasses import dataclass
from datetime import date

MOST_LEVELS = 20
"""How deep a tree may be."""


@dataclass(frozen=True, slots=True)
class Known:
    """A unit by its id; `parent` and `successor` are ids. A new one has minus its row for an id."""

    key: int
    code: str
    name: str
    kind: str
    parent: int | None
    position: int
    region_code: str = ""
    sector: str = ""
    credit_code: str = ""
    population: int | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    successor: int | None = None
