"""Input of one item of a plan: what all sections share."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from anyue.core.notice.corrections import Edit, Item, Reviewed, edit_of, new_edit
from anyue.core.notice.plan import Span

SEPARATORS = "、，,；;\n"


def names_in(text: str) -> tuple[str, ...]:
    """The names in a line, parted by 、 or another stop, each once."""
    for mark in SEPARATORS[1:]:
        text = text.replace(mark, SEPARATORS[0])
    return tuple(dict.fromkeys(name.strip() for name in text.split(SEPARATORS[0]) if name.strip()))


def lines_in(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class ItemForm(forms.Form):
    """One item of a section, to be corrected, or to be added where `item` is None.

    `start` is what an item that is added begins with, read from words that a person chose.
    """

    section: ClassVar[str]

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401  Django's own shape.
        *,
        reviewed: Reviewed,
        item: Item | None = None,
        start: Any = None,  # noqa: ANN401  Each section has its own type.
        auto_id: str = "id_%s",
    ) -> None:
        self.reviewed = reviewed
        self.item = item
        self.old = start if item is None else item.before
        super().__init__(data, auto_id=auto_id, initial=self.initial_of(self.old) if self.old else {})

    def initial_of(self, value: Any) -> dict[str, object]:  # noqa: ANN401  Each section has its own type.
        """The fields of an item as it stands."""
        raise NotImplementedError

    def value(self) -> Any:  # noqa: ANN401  Each section has its own type.
        """The item that was typed; its reading is no longer in doubt."""
        raise NotImplementedError

    def edits(self) -> Sequence[Edit]:
        """What the input changes in the plan."""
        if self.item is not None:
            return [edit_of(self.item, self.value())]
        value = self.value()
        index = self.reviewed.next_index(self.section)
        return [new_edit(self.section, index, value, self._before(value.span))]

    def _before(self, span: Span | None) -> int | None:
        """The index of the item whose words stand last before these."""
        if span is None:
            return None
        earlier = [item for item in self.reviewed.live(self.section) if item.span and item.span[0] <= span[0]]
        return earlier[-1].index if earlier else None
