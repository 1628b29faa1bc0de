"""Writes: accounts."""

import secrets

from django.db import transaction

from anyue.accounts.actions.numbers import set_mobile
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import RecoveryCode, SecondFactor, Session, User
from anyue.audit.actions import write_entry


@transaction.atomic
def create_account(
    *, account: str, name: str, password: str, by: User | None, must_change_password: bool = False
) -> User:
    """Make an account; `by` is None only for the set-up of a new installation, which has nobody yet.

    `must_change_password` goes with a password that somebody else has seen.
    """
    user = User(account=account, name=name)
    user.set_password(password)
    user.must_change_password = must_change_password
    user.save()
    write_entry("create_account", by=by, on=user)
    return user


@transaction.atomic
def invite_account(*, name: str, typed: str, by: User) -> User:
    """Make an account that nobody can sign in to until its person has come in with a one-time key.

    Raises MOBILE_WRONG and MOBILE_TAKEN, as `set_mobile` does.
    """
    user = User(account=f"u{secrets.token_hex(8)}", name=name)
    user.set_unusable_password()
    user.save()
    set_mobile(user=user, typed=typed, by=by)
    write_entry("invite_account", by=by, on=user)
    return user


@transaction.atomic
def make_administrator(
    *, account: str, name: str, password: str, kind: AdministratorKind, by: User | None
) -> User:
    """Make an account that is one of the three administrators from its first day, and nothing else ever.

    `by` is None only for the command line of the server: no page makes an administrator. The password is for
    the first sign-in alone.
    """
    user = User(account=account, name=name, administers=kind)
    user.set_password(password)
    user.must_change_password = True
    user.save()
    write_entry("make_administrator", by=by, on=user)
    return user


@transaction.atomic
def reset_administrator(*, user: User, password: str, by: None) -> None:
    """Give an administrator a password for the first sign-in again, without second factor and sessions.

    Only the command line of the server does so, where `by` is nobody.
    """
    user.set_password(password)
    user.must_change_password = user.is_active = True
    user.stopped_at = None
    user.save()
    SecondFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    Session.objects.filter(user=user).delete()
    write_entry("reset_administrator", by=by, on=user)


@transaction.atomic
def note_sign_in(*, by: User) -> None:
    """Put a person's sign-in on the trail."""
    write_entry("sign_in", by=by, on=by)


@transaction.atomic
def note_sign_out(*, by: User) -> None:
    """Put a person's sign-out on the trail."""
    write_entry("sign_out", by=by, on=by)
