"""Makes the one-time keys, as parts of actions above: there it is known who may hand a key to whom."""

import secrets
from datetime import datetime, timedelta

from anyue import clock
from anyue.accounts import sealing
from anyue.accounts.entry_codes import new_code
from anyue.accounts.models import OneTimeKey, User

LINK_HOURS = 72
CODE_DAYS = 14


def new_link(user: User, vouched_by: int | None = None) -> str:
    """The secret of a link for this person, which nobody can read again; an earlier key ends.

    `vouched_by` is the id of the unit whose office hands it over, None where no office does.
    """
    secret = secrets.token_urlsafe(24)
    _keep(user, "link", secret, clock.now() + timedelta(hours=LINK_HOURS), vouched_by)
    return secret


def new_code_for(user: User, vouched_by: int | None = None) -> str:
    """A code for this person, which opens with their number alone; an earlier key ends."""
    code = new_code()
    _keep(user, f"code:{user.pk}", code, clock.now() + timedelta(days=CODE_DAYS), vouched_by)
    return code


def _keep(user: User, purpose: str, secret: str, until: datetime, vouched_by: int | None) -> None:
    digest = sealing.secret_digests(purpose, secret)[0]
    facts = {"digest": digest, "expires_at": until, "vouched_by": vouched_by}
    OneTimeKey.objects.update_or_create(user=user, defaults=facts)
