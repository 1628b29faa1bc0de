"""What people said of a plan: kept apart from what was read, and put together with it here.

Each act of a person is one `Correction`: it gives items of the plan new values, takes some out or adds some.
The plan that is issued is derived from the plan as read and the corrections in order, so that every item can
say what was read, who changed it, and how to go back. An item keeps its index for good: items that are added
count on from those that were read, and one that is taken out leaves a gap.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from anyue.core.notice.plan import Plan, Span
from anyue.core.notice.serial import item_from_json, item_to_json
from anyue.core.notice.shift import shift_years

HEADER = ("title", "theme", "issuer", "doc_number", "issued_on", "recipients", "based_on")
"""The fields of a plan's head; a field's place here is its index in the section “header”."""

LISTS = (
    "periods",
    "activities",
    "deadlines",
    "quotas",
    "forms",
    "contacts",
    "requirements",
    "warnings",
)
"""The lists of a plan that people look through."""


class Act(StrEnum):
    """What a person did."""

    CHANGE = "change"
    ADD = "add"
    DELETE = "delete"
    RESTORE = "restore"
    SPLIT = "split"
    MERGE = "merge"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    REPLACE = "replace"
    SHIFT = "shift"


UNSETTLED = (Act.RESTORE, Act.REOPEN)
"""The acts after which an item is as it was read, its doubt included."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The value that one item has from now on, as JSON; None takes it out.

    An item with a new index stands behind the item `after`, or at the end of its section.
    """

    section: str
    index: int
    value: dict[str, Any] | None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One act of one person, with the values it gave; `years` is how far it moved every date."""

    act: Act
    edits: tuple[Edit, ...]
    by: str
    at: datetime
    years: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a plan: `value` as it stands, None if taken out; `read` as it was read, None if added.

    `last` is the latest correction that touched it, `before` the last value it had. A header field's value is
    the field itself; the forms of a deadline are indices of the section “forms”, not positions in a plan.
    """

    section: str
    index: int
    value: Any
    read: Any
    before: Any
    span: Span | None
    doubt: str | None
    last: Correction | None = None

    @property
    def key(self) -> str:
        """The name that ties the item to its words and its addresses."""
        return f"{self.section}-{self.index}"

    @property
    def is_deleted(self) -> bool:
        """Whether a person took it out; an empty field of the header is not deleted."""
        return self.value is None and self.section != "header"

    @property
    def is_added(self) -> bool:
        """Whether a person added it."""
        return self.read is None and self.section != "header"

    @property
    def is_corrected(self) -> bool:
        """Whether it says something else than was read."""
        return not self.is_added and not self.is_deleted and not _same(self.value, self.read)

    @property
    def is_settled(self) -> bool:
        """Whether a person has spoken on it as it stands."""
        return self.last is not None and self.last.act not in UNSETTLED

    @property
    def is_open(self) -> bool:
        """Whether its reading is unsure and nobody has settled it."""
        return self.doubt is not None and not self.is_settled and not self.is_deleted


@dataclass(frozen=True, slots=True)
class Reviewed:
    """All items of a plan in the order of the page, those taken out included, and the plan they make.

    `read` and `corrections` are what it was put together from.
    """

    read: Plan
    corrections: tuple[Correction, ...]
    plan: Plan
    items: dict[str, tuple[Item, ...]]

    def item(self, section: str, index: int) -> Item | None:
        """One item by its index, None where there is none."""
        return next((item for item in self.items.get(section, ()) if item.index == index), None)

    def live(self, section: str) -> tuple[Item, ...]:
        """The items of a section that were not taken out, in order."""
        return tuple(item for item in self.items[section] if not item.is_deleted)

    def following(self, item: Item) -> Item | None:
        """The item that comes next in its section and was not taken out."""
        items = self.items[item.section]
        # Items keep their index, so most stand where it says, and those that were added are few.
        is_there = item.index < len(items) and items[item.index] is item
        at = item.index if is_there else next(at for at, one in enumerate(items) if one is item)
        return next((one for one in islice(items, at + 1, None) if not one.is_deleted), None)

    def next_index(self, section: str) -> int:
        """The index of the next item that is added."""
        return len(self.items[section])


def review(read: Plan, corrections: Sequence[Correction]) -> Reviewed:
    """The plan as read with all corrections in order."""
    ahead = sum(correction.years for correction in corrections)
    shifted = shift_years(read, ahead)
    items = {"header": _header(shifted), **{section: _read_items(shifted, section) for section in LISTS}}
    for correction in corrections:
        ahead -= correction.years
        for edit in correction.edits:
            _apply(items[edit.section], edit, correction, ahead)
    kept = {section: tuple(found) for section, found in items.items()}
    return Reviewed(read, tuple(corrections), _plan(shifted, kept), kept)


def edit_of(item: Item, value: Any) -> Edit:  # noqa: ANN401  Each section has its own type.
    """The edit that gives an item a value; None takes it out."""
    return new_edit(item.section, item.index, value)


def new_edit(section: str, index: int, value: Any, after: int | None = None) -> Edit:  # noqa: ANN401  The same.
    """The edit that gives this value to the item of this index, which may be new."""
    if section == "header":
        return Edit(section, index, {"value": item_to_json(value)})
    return Edit(section, index, None if value is None else item_to_json(value), after)


def _header(plan: Plan) -> list[Item]:
    found = []
    for index, name in enumerate(HEADER):
        value = getattr(plan, name)
        doubt = plan.header_doubts.get(name)
        found.append(Item("header", index, value, value, value, plan.header_spans.get(name), doubt))
    return found


def _read_items(plan: Plan, section: str) -> list[Item]:
    return [
        Item(section, index, value, value, value, value.span, _doubt(section, value))
        for index, value in enumerate(getattr(plan, section))
    ]


def _doubt(section: str, value: Any) -> str | None:  # noqa: ANN401  Each section has its own type.
    doubt: str | None = value.message if section == "warnings" else value.doubt
    return doubt


def _apply(items: list[Item], edit: Edit, correction: Correction, years: int) -> None:
    value = _value(edit, years)
    place = next((at for at, item in enumerate(items) if item.index == edit.index), None)
    if place is None:
        span = None if value is None else value.span
        added = Item(edit.section, edit.index, value, None, value, span, None, correction)
        after = next((at for at, item in enumerate(items) if item.index == edit.after), len(items) - 1)
        items.insert(after + 1, added)
        return
    old = items[place]
    span = old.span if edit.section == "header" or value is None else value.span
    before = old.value if value is None else value
    items[place] = replace(old, value=value, before=before, span=span, last=correction)


def _value(edit: Edit, years: int) -> Any:  # noqa: ANN401  Each section has its own type.
    """The value of an edit, moved by the years that the plan was moved after it."""
    if edit.value is None:
        return None
    empty = Plan(source="", text="")
    if edit.section == "header":
        name = HEADER[edit.index]
        return getattr(shift_years(replace(empty, **{name: _header_value(edit.value["value"])}), years), name)
    held: dict[str, Any] = {edit.section: (item_from_json(edit.section, edit.value),)}
    return getattr(shift_years(replace(empty, **held), years), edit.section)[0]


def _header_value(value: Any) -> Any:  # noqa: ANN401  A text, or a list of texts.
    return tuple(value) if isinstance(value, list) else value


def _plan(read: Plan, items: dict[str, tuple[Item, ...]]) -> Plan:
    """The plan of the items that are left; a deadline's forms become their positions among these."""
    held: dict[str, Any] = {name: items["header"][index].value for index, name in enumerate(HEADER)}
    for section in LISTS:
        held[section] = tuple(item.value for item in items[section] if not item.is_deleted)
    live = [item.index for item in items["forms"] if not item.is_deleted]
    place = {index: at for at, index in enumerate(live)}
    held["deadlines"] = tuple(
        replace(deadline, forms=tuple(place[index] for index in deadline.forms if index in place))
        for deadline in held["deadlines"]
    )
    return replace(read, **held)


def _same(value: Any, read: Any) -> bool:  # noqa: ANN401  Each section has its own type.
    if hasattr(value, "doubt") and hasattr(read, "doubt"):
        return bool(replace(value, doubt=None) == replace(read, doubt=None))
    return bool(value == read)
