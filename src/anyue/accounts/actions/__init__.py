"""Writes: accounts."""

from anyue.accounts.actions.accounts import (
    create_account,
    invite_account,
    make_administrator,
    note_sign_in,
    note_sign_out,
    reset_administrator,
)
from anyue.accounts.actions.administration import (
    clear_away,
    open_account,
    release_number,
    resume_account,
    stop_account,
)
from anyue.accounts.actions.credentials import (
    begin_factor,
    change_password,
    confirm_factor,
    end_sessions,
    prove_factor,
    remove_factor,
    renew_recovery_codes,
    reset_factor,
)
from anyue.accounts.actions.entering import enter
from anyue.accounts.actions.locks import note_lock, release_lock
from anyue.accounts.actions.numbers import reseal_numbers, set_mobile
from anyue.accounts.actions.rights import require_administrator, require_ordinary
from anyue.accounts.actions.trail import note_trail_export, note_trail_search

__all__ = [
    "begin_factor",
    "change_password",
    "clear_away",
    "confirm_factor",
    "create_account",
    "end_sessions",
    "enter",
    "invite_account",
    "make_administrator",
    "note_lock",
    "note_sign_in",
    "note_sign_out",
    "note_trail_export",
    "note_trail_search",
    "open_account",
    "prove_factor",
    "release_lock",
    "release_number",
    "remove_factor",
    "renew_recovery_codes",
    "require_administrator",
    "require_ordinary",
    "reseal_numbers",
    "reset_administrator",
    "reset_factor",
    "resume_account",
    "set_mobile",
    "stop_account",
]
