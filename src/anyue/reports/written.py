"""A written text with its figures: what of them is kept with a draft, and what goes up with a version."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from anyue.campaigns.models import Occurrence
from anyue.core.errors import AnyueError
from anyue.core.errors.written import PROMPTS_LEFT
from anyue.core.forms.form import Form
from anyue.core.written.figures import as_read, keys_in, settle
from anyue.core.written.skeleton import prompts_in
from anyue.reports.queries.telling import Frozen

CONTENT = "content"
"""The code of the one blank of a written text."""


def is_written(form: Form) -> bool:
    """Whether a form is one text and no table."""
    return any(indicator.code == CONTENT for indicator in form.indicators)


def is_text(occurrence: Occurrence) -> bool:
    """Whether what falls due is a text."""
    row = occurrence.deadline.form
    return row is not None and is_written(row.form)


class Tells(Protocol):
    """A number as it is by now, with what it would be kept as: `Told` of a unit, `Stated` of an office."""

    @property
    def value(self) -> str: ...  # noqa: D102

    def frozen(self) -> Frozen: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is being written: its figures stand in it by reference, and `figures` hold them by key."""

    text: str
    figures: dict[str, Frozen]

    @property
    def as_sent(self) -> tuple[str, list[list[object]]]:
        """The text with plain numbers, and [start, end, key, frozen] of each figure in it."""
        text, placed = as_read(self.text)
        return text, [[one.start, one.end, one.key, self.figures[one.key]] for one in placed]


def settled(
    text: str, kept: Mapping[str, Frozen], told: Mapping[str, Tells], *, takes_new: bool = False
) -> Draft:
    """The draft with the figures that it names: those it had, those it names anew, or all as they are now.

    A figure that still comes to the same is held by the newest versions.

    Raises:
        AnyueError: a figure that was never sent in, or one that was damaged in typing.
    """
    figures: dict[str, Frozen] = {}
    for key in keys_in(text):
        now, had = told.get(key), kept.get(key)
        if now and (takes_new or had is None or had["value"] == now.value):
            figures[key] = now.frozen()
        elif had:
            figures[key] = had
    return Draft(settle(text, {key: one["value"] for key, one in figures.items()}), figures)


def moved(figures: Mapping[str, Frozen], told: Mapping[str, Tells]) -> dict[str, str]:
    """The figures that are another number by now, by key: the new one, "" where nothing stands sent in."""
    now = {key: told[key].value if key in told else "" for key in figures}
    return {key: value for key, value in now.items() if value != figures[key]["value"]}


def require_written_out(text: str) -> None:
    """Refuse a text in which a prompt of the draft is left; raises PROMPTS_LEFT."""
    if left := prompts_in(text):
        raise AnyueError(PROMPTS_LEFT, count=len(left), first=left[0])
