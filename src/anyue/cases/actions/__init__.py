"""Writes: entering and sending items, deciding on them, making them public, clearing them away."""

from anyue.cases.actions.clearing import clear_cases
from anyue.cases.actions.keeping import discard_case, enter_case, save_case
from anyue.cases.actions.publishing import publish_case, set_case_indexing, unpublish_case
from anyue.cases.actions.reviewing import approve_case, open_case, return_case
from anyue.cases.actions.sending import correct_case, send_case, take_back_case

__all__ = [
    "approve_case",
    "clear_cases",
    "correct_case",
    "discard_case",
    "enter_case",
    "open_case",
    "publish_case",
    "return_case",
    "save_case",
    "send_case",
    "set_case_indexing",
    "take_back_case",
    "unpublish_case",
]
