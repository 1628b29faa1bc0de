"""Writes: who acts for a unit."""

from django.db import transaction

from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.core.errors import ADMINISTRATES, AnyueError
from anyue.orgs.choices import Role
from anyue.orgs.models import Membership, Unit
from anyue.orgs.queries import forget_roles


@transaction.atomic
def appoint(*, user: User, unit: Unit, role: Role, by: User | None) -> Membership:
    """Let a person act for a unit in a role; `by` is None only for the set-up of a new installation.

    Raises ADMINISTRATES for an administrator.
    """
    if user.administers:
        raise AnyueError(ADMINISTRATES, account=user.account)
    membership = Membership(user=user, unit=unit, role=role)
    membership.save()
    forget_roles(user)
    write_entry("appoint", by=by, on=membership, unit_id=unit.pk)
    return membership
