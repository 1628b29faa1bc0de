"""Writes: accounts."""

from django.db import transaction

from anyue.accounts.models import User
from anyue.audit.actions import write_entry


@transaction.atomic
def create_account(*, account: str, name: str, password: str, by: User | None) -> User:
    """Make an account; `by` is None only for the set-up of a new installation, which has nobody yet."""
    user = User(account=account, name=name)
    user.set_password(password)
    user.save()
    write_entry("create_account", by=by, on=user)
    return user


@transaction.atomic
def note_sign_in(*, by: User) -> None:
    """Put a person's sign-in on the trail."""
    write_entry("sign_in", by=by, on=by)


@transaction.atomic
def note_sign_out(*, by: User) -> None:
    """Put a person's sign-out on the trail."""
    write_entry("sign_out", by=by, on=by)
