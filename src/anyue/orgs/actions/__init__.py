"""Writes: units, their lists and groups, and who acts for them."""

from anyue.orgs.actions.appointments import appoint
from anyue.orgs.actions.handing_over import call_off_handover, carry_out_handovers, hand_over
from anyue.orgs.actions.imports import apply_import, clear_sheets, draft_import
from anyue.orgs.actions.invitations import (
    accept_post,
    clear_invitations,
    renew_invitation,
    withdraw_invitation,
)
from anyue.orgs.actions.lists import list_unit, remove_group, rename_group, save_group, unlist_unit
from anyue.orgs.actions.people import (
    Appointed,
    Entry,
    admit,
    hand_link,
    invite,
    list_people,
    reveal_mobile,
    stop,
)
from anyue.orgs.actions.renewals import ask_renewal, confirm_renewal, refuse_renewal
from anyue.orgs.actions.rights import require, require_still
from anyue.orgs.actions.units import close_unit, create_unit, move_unit, rename_unit, reopen_unit

__all__ = [
    "Appointed",
    "Entry",
    "accept_post",
    "admit",
    "apply_import",
    "appoint",
    "ask_renewal",
    "call_off_handover",
    "carry_out_handovers",
    "clear_invitations",
    "clear_sheets",
    "close_unit",
    "confirm_renewal",
    "create_unit",
    "draft_import",
    "hand_link",
    "hand_over",
    "invite",
    "list_people",
    "list_unit",
    "move_unit",
    "refuse_renewal",
    "remove_group",
    "rename_group",
    "rename_unit",
    "renew_invitation",
    "reopen_unit",
    "require",
    "require_still",
    "reveal_mobile",
    "save_group",
    "stop",
    "unlist_unit",
    "withdraw_invitation",
]
