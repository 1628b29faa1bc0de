"""`Finding`: one thing that a person should know of a returned file, with the blanks that it is about."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from anyue.core.errors import Problem


class Finding(NamedTuple):
    """A problem of the catalogue with its places; `where` counts the form's indicators from 0.

    An empty `where` is about the file as a whole.
    """

    problem: Problem
    where: tuple[int, ...] = ()
    places: Mapping[str, Any] = {}

    @property
    def code(self) -> str:
        """The problem's stable code."""
        return self.problem.code

    @property
    def message(self) -> str:
        """The sentence for the office and for the unit."""
        return self.problem.message.format(**self.places)
