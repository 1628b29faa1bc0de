"""Writes: units, their lists and groups, and who acts for them."""

from anyue.orgs.actions.appointments import appoint
from anyue.orgs.actions.imports import apply_import, clear_sheets, draft_import
from anyue.orgs.actions.lists import list_unit, remove_group, rename_group, save_group, unlist_unit
from anyue.orgs.actions.people import (
    Appointed,
    Entry,
    Listed,
    admit,
    hand_link,
    hand_over,
    invite,
    list_people,
    reveal_mobile,
    stop,
)
from anyue.orgs.actions.rights import require, require_still
from anyue.orgs.actions.units import close_unit, create_unit, move_unit, rename_unit, reopen_unit

__all__ = [
    "Appointed",
    "Entry",
    "Listed",
    "admit",
    "apply_import",
    "appoint",
    "clear_sheets",
    "close_unit",
    "create_unit",
    "draft_import",
    "hand_link",
    "hand_over",
    "invite",
    "list_people",
    "list_unit",
    "move_unit",
    "remove_group",
    "rename_group",
    "rename_unit",
    "reopen_unit",
    "require",
    "require_still",
    "reveal_mobile",
    "save_group",
    "stop",
    "unlist_unit",
]
