"""What a person can do to an item besides typing: the edits of each act."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from anyue.campaigns.reviewing.words import form_name
from anyue.core.notice.corrections import Act, Edit, Item, Reviewed, edit_of, new_edit
from anyue.core.notice.plan import Activity, Deadline
from anyue.core.notice.splitting import (
    join_activities,
    join_deadlines,
    may_join_deadlines,
    places,
    split_activity,
    split_deadline,
)

SPLITTABLE = ("activities", "deadlines")


@dataclass(frozen=True, slots=True)
class Doing:
    """One act: whether it is possible, the edits that it makes, the word to the person when it is done."""

    act: Act
    can: Callable[[Reviewed, Item], bool]
    edits: Callable[[Reviewed, Item], list[Edit]]
    done: str


def _may_delete(_reviewed: Reviewed, item: Item) -> bool:
    return not item.is_deleted and item.section not in {"header", "warnings"}


def _delete(_reviewed: Reviewed, item: Item) -> list[Edit]:
    return [edit_of(item, None)]


def _may_restore(_reviewed: Reviewed, item: Item) -> bool:
    return item.is_deleted or item.is_corrected


def _restore(_reviewed: Reviewed, item: Item) -> list[Edit]:
    """What was taken out comes back as it last was; what is there goes back to what was read."""
    return [edit_of(item, item.before if item.is_deleted else item.read)]


def _may_confirm(_reviewed: Reviewed, item: Item) -> bool:
    return not item.is_deleted and not item.is_settled


def _may_reopen(_reviewed: Reviewed, item: Item) -> bool:
    return item.last is not None and item.last.act is Act.CONFIRM


def _same(_reviewed: Reviewed, item: Item) -> list[Edit]:
    return [edit_of(item, item.value)]


def _may_merge(reviewed: Reviewed, item: Item) -> bool:
    return next_of(reviewed, item) is not None


def _merge(reviewed: Reviewed, item: Item) -> list[Edit]:
    """Make one of the item and the next of its section; what was read as one becomes that again."""
    following = next_of(reviewed, item)
    if following is None:
        return []
    return [edit_of(item, _joined(reviewed, item, following)), edit_of(following, None)]


def _joined(reviewed: Reviewed, item: Item, following: Item) -> Activity | Deadline:
    if item.section == "deadlines":
        return join_deadlines(item.value, following.value)
    joined = join_activities(reviewed.plan.text, item.value, following.value)
    read: Activity | None = item.read
    return read if read and read.span and read.span == joined.span else joined


ACTS = {
    "remove": Doing(Act.DELETE, _may_delete, _delete, "已从方案中删去一项，列在末尾，可以恢复。"),
    "restore": Doing(Act.RESTORE, _may_restore, _restore, "已恢复。"),
    "confirm": Doing(Act.CONFIRM, _may_confirm, _same, "已记下：核对无误。"),
    "reopen": Doing(Act.REOPEN, _may_reopen, _same, "已撤回核对。"),
    "merge": Doing(Act.MERGE, _may_merge, _merge, "已与下一项合并。"),
}
"""The acts by the last part of their addresses."""


def is_same(item: Item, edit: Edit) -> bool:
    """Whether an edit leaves the item as it is."""
    return edit.value == edit_of(item, _settled(item.value)).value


def _settled(value: Any) -> Any:  # noqa: ANN401  Each section has its own type.
    return replace(value, doubt=None) if hasattr(value, "doubt") else value


def next_of(reviewed: Reviewed, item: Item) -> Item | None:
    """The next item of the section that this one can be made one with."""
    if item.section not in SPLITTABLE or item.is_deleted:
        return None
    following = reviewed.following(item)
    if following and item.section == "deadlines" and not may_join_deadlines(item.value, following.value):
        return None
    return following


def words_to_split(item: Item) -> str:
    """The words of an item in which a person chooses a place."""
    return (
        str(item.value.text or item.value.heading) if item.section == "activities" else str(item.value.what)
    )


def may_split(item: Item) -> bool:
    """Whether the item can be parted."""
    return item.section in SPLITTABLE and not item.is_deleted and bool(places(words_to_split(item)))


def pieces(item: Item) -> list[tuple[int, str]]:
    """The words of an item in pieces, each with the offset at which it begins; 0 is the first."""
    words = words_to_split(item)
    borders = [0, *places(words), len(words)]
    return [(start, words[start:end]) for start, end in pairwise(borders)]


def split(reviewed: Reviewed, item: Item, at: int) -> list[Edit]:
    """Part an item in two at an offset in its words; the second stands right behind the first.

    No edit where the offset is none of the places.
    """
    if not may_split(item) or at not in places(words_to_split(item)):
        return []
    first, second = _halves(reviewed, item, at)
    index = reviewed.next_index(item.section)
    return [edit_of(item, first), new_edit(item.section, index, second, after=item.index)]


def _halves(reviewed: Reviewed, item: Item, at: int) -> tuple[Activity, Activity] | tuple[Deadline, Deadline]:
    if item.section == "deadlines":
        names = {one.index: form_name(one.value) for one in reviewed.live("forms")}
        return split_deadline(item.value, at, names)
    whole: Activity = item.value
    return split_activity(whole if whole.text else replace(whole, text=whole.heading), at)
