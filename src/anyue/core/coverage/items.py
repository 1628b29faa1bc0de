"""What the comparison of two plans says: items, where they stand, and a person's word on one of them."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from anyue.core.notice.plan import Plan, Span

SECTIONS = ("theme", "activities", "deadlines", "forms", "indicators", "quotas")


class Standing(StrEnum):
    """What became of one thing that the superior asks."""

    MATCHED = "matched"
    UNCOVERED = "uncovered"
    CONTRADICTING = "contradicting"


class Word(StrEnum):
    """What a person says of an item: it is in order, it has no counterpart, this is its counterpart."""

    CONFIRMED = "confirmed"
    APART = "apart"
    MATCHED = "matched"


@dataclass(frozen=True, slots=True)
class Plans:
    """The two plans that are compared."""

    superior: Plan
    local: Plan


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What the local plan has for an item: its key there, its name and its words."""

    key: str
    title: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A person's word on an item: `counterpart` is set where it was matched by hand."""

    key: str
    word: Word
    counterpart: Counterpart | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the superior asks, with what the local plan has for it.

    `key` names it within the superior's plan ("activities-3"; an indicator "indicators-1-2.3"); `span` is
    [start, end) in the superior's cleaned text, the counterpart's in the local one. `reason` says in a
    sentence why it stands as it does, "" where nothing needs saying. `word` is a person's, None for none.
    """

    key: str
    title: str
    standing: Standing
    reason: str = ""
    span: Span | None = None
    counterpart: Counterpart | None = None
    word: Word | None = None
    choices: tuple[Counterpart, ...] = field(default=(), compare=False)

    @property
    def section(self) -> str:
        """The part of the plan that it stands in."""
        return self.key.partition("-")[0]

    def under(self, said: Said) -> "Item":
        """The same as a person wants it."""
        if said.word is Word.CONFIRMED:
            return replace(self, standing=Standing.MATCHED, word=said.word)
        if said.word is Word.APART:
            return replace(
                self,
                standing=Standing.UNCOVERED,
                counterpart=None,
                reason="经人工核对，没有对应的安排。",
                word=said.word,
            )
        if said.counterpart not in self.choices:
            return self
        return replace(
            self,
            standing=Standing.MATCHED,
            counterpart=said.counterpart,
            reason="经人工核对对应。",
            word=said.word,
        )


def choices_of(items: tuple[Item, ...], key: str) -> tuple[Counterpart, ...]:
    """What an item could be matched with by hand; () where there is no such item."""
    return next((item.choices for item in items if item.key == key), ())
