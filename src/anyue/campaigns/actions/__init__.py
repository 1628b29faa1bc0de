"""Writes: a notice imported, corrected, issued, relayed; its times; who joins; working days."""

from anyue.campaigns.actions.adding import add_forms, keep_table
from anyue.campaigns.actions.assignments import assign_units, keep_assignment
from anyue.campaigns.actions.campaigns import acknowledge_notice, issue_campaign
from anyue.campaigns.actions.coverage import say_coverage
from anyue.campaigns.actions.files import replace_form
from anyue.campaigns.actions.joining import (
    ask_to_join,
    clear_requests,
    close_join_link,
    let_join,
    open_join_link,
    turn_all_away,
    turn_away,
)
from anyue.campaigns.actions.notices import archive_notice, correct_notice, import_notice, shift_notice
from anyue.campaigns.actions.relaying import relay_campaign
from anyue.campaigns.actions.times import cancel_occurrence, extend_time, set_grace_and_lock
from anyue.campaigns.actions.workdays import set_arrangement

__all__ = [
    "acknowledge_notice",
    "add_forms",
    "archive_notice",
    "ask_to_join",
    "assign_units",
    "cancel_occurrence",
    "clear_requests",
    "close_join_link",
    "correct_notice",
    "extend_time",
    "import_notice",
    "issue_campaign",
    "keep_assignment",
    "keep_table",
    "let_join",
    "open_join_link",
    "relay_campaign",
    "replace_form",
    "say_coverage",
    "set_arrangement",
    "set_grace_and_lock",
    "shift_notice",
    "turn_all_away",
    "turn_away",
]
