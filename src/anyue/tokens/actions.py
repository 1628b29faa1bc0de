"""Writes: making, revoking and using a token."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from anyue import clock
from anyue.accounts import sealing
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.errors.tokens import TOKEN_DAY
from anyue.orgs.actions import require
from anyue.orgs.models import Membership
from anyue.orgs.permissions import Permission
from anyue.tokens.choices import NEVER, SCOPES
from anyue.tokens.models import LONGEST, PURPOSE, Token

PREFIX = "anyue_"
"""Lets people and scanners tell a token wherever one turns up by mistake."""
_SEEN_EVERY = timedelta(minutes=1)


class Made(NamedTuple):
    """A new token, and its secret, which nobody can read again."""

    token: Token
    secret: str


@transaction.atomic
def make_token(*, membership: Membership, name: str, scopes: Sequence[str], last_day: date, by: User) -> Made:
    """Make a token for one's own membership, in force until the end of a day.

    Raises:
        AnyueError: no right to, or a day that has passed or is more than a year ahead.
    """
    require(by, Permission.MANAGE_TOKENS, membership.unit_id)
    if membership.user_id != by.pk:
        raise AnyueError(errors.NOT_ALLOWED, unit=membership.unit.name)
    until = datetime.combine(last_day, time(23, 59, 59), ZoneInfo(settings.TIME_ZONE))
    if not clock.now() < until <= clock.now() + LONGEST:
        raise AnyueError(TOKEN_DAY, field="last_day")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token(
        membership=membership,
        name=name,
        scopes=[code for code in SCOPES if code in scopes and code not in NEVER],
        series=by.token_series,
        digest=sealing.secret_digests(PURPOSE, secret)[0],
        made_at=clock.now(),
        expires_at=until,
    )
    token.save()
    write_entry("make_token", by=by, on=token, unit_id=membership.unit_id, reason=" ".join(token.scopes))
    return Made(token, secret)


@transaction.atomic
def revoke_token(*, token: Token, by: User) -> None:
    """End a token of one's own at once; a second time changes nothing."""
    if token.membership.user_id != by.pk:
        raise AnyueError(errors.NOT_ALLOWED, unit=token.membership.unit.name)
    standing = Token.objects.filter(pk=token.pk, revoked_at__isnull=True)
    if standing.update(revoked_at=clock.now(), revoked_by=by):
        write_entry("revoke_token", by=by, on=token, unit_id=token.membership.unit_id)


def note_use(*, token: Token, by: User) -> None:  # noqa: ARG001  An action names its person; a mark needs none.
    """Keep when a token was used last, to the minute."""
    seen = Q(last_used_at__isnull=True) | Q(last_used_at__lt=clock.now() - _SEEN_EVERY)
    Token.objects.filter(seen, pk=token.pk).update(last_used_at=clock.now())
