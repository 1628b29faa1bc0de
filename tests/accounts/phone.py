"""A person's phone: makes the codes of a second factor, as an authenticator does."""

import time

from django_otp.oath import TOTP

from anyue.accounts import actions, queries
from anyue.accounts.models import User


def code_of(secret: bytes, *, ahead: int = 0) -> str:
    """The code of now, or of so many spans of 30 seconds later."""
    totp = TOTP(secret)
    totp.time = time.time() + 30 * ahead
    return f"{totp.token():06}"


def enrol(user: User) -> tuple[bytes, list[str]]:
    """Set a second factor up with the code before now: its secret and the recovery codes."""
    actions.begin_factor(by=user)
    secret = queries.secret_to_confirm(user)
    assert secret is not None
    return secret, actions.confirm_factor(typed=code_of(secret, ahead=-1), by=user)
