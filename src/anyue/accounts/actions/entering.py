"""Writes: coming in with a one-time key."""

from django.contrib.auth.password_validation import password_changed
from django.db import transaction
from django.db.models import F

from anyue import clock
from anyue.accounts.models import OneTimeKey, User, Verification
from anyue.audit.actions import write_entry
from anyue.core.errors import KEY_SPENT, AnyueError


def enter(*, key: OneTimeKey, password: str, by: User) -> User:
    """Use up a key and set the password of its person, `by`, which ends their sessions and tokens.

    From then on the office that handed the key over is the only one that has seen the account proved.

    Raises:
        AnyueError: somebody was faster, it has run out, or its person was stopped (KEY_SPENT).
    """
    user = User(pk=key.user_id)
    # Reckoned before the transaction: it takes as long as all the rest.
    user.set_password(password)
    with transaction.atomic():
        mine = OneTimeKey.objects.filter(pk=key.pk, digest=key.digest, expires_at__gt=clock.now())
        used, _ = mine.delete()
        facts = {
            "password": user.password,
            "password_set_at": user.password_set_at,
            "token_series": F("token_series") + 1,
        }
        theirs = User.objects.filter(pk=key.user_id, is_active=True)
        if not used or not theirs.update(**facts, must_change_password=False):
            raise AnyueError(KEY_SPENT)
        Verification.objects.filter(user=by).delete()
        if key.vouched_by is not None:
            Verification.objects.create(user=by, unit_id=key.vouched_by, verified_at=clock.running())
        by.refresh_from_db()
        password_changed(password, by)
        write_entry("enter_by_key", by=by, on=by)
    return by
