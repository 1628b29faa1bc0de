"""Writes: a new password for somebody, which the system administrator asks for and a second person agrees to.

Whoever opens an account has all its rights: the administrator, who may see no business, never holds the link
of one that has any.
"""

from django.db import transaction

from anyue import clock
from anyue.accounts.actions import require_administrator, require_ordinary
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.accounts.one_time_keys import new_link
from anyue.audit.actions import write_entry
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.orgs.models import Renewal, Unit
from anyue.orgs.queries import acts_for_units, manages, others_vouch_for, vouchers_for


@transaction.atomic
def ask_renewal(*, user: User, by: User) -> str:
    """Let a person's new password wait for a second person; empty then.

    For an account that acts for no unit it is the secret of the one-time link itself. Raises
    NOT_ADMINISTRATOR for all but the system administrator, ACCOUNT_OF_ADMINISTRATOR.
    """
    require_ordinary(user, by)
    if not acts_for_units(user):
        write_entry("renew_access", by=by, on=user)
        return new_link(user)
    facts = {"asked_at": clock.running(), "asked_by": by}
    Renewal.objects.update_or_create(user=user, defaults=facts)
    write_entry("ask_renewal", by=by, on=user)
    return ""


@transaction.atomic
def confirm_renewal(*, renewal: Renewal, by: User) -> str:
    """Agree: the secret of the one-time link, for whoever agreed to hand to the person; an earlier key ends.

    Raises:
        AnyueError: no right to (NOT_MANAGED, NOT_ADMINISTRATOR), or decided meanwhile (RENEWAL_DECIDED).
    """
    vouched_by = _decide(renewal, by)
    write_entry("confirm_renewal", by=by, on=renewal.user, unit_id=vouched_by)
    return new_link(renewal.user, vouched_by)


@transaction.atomic
def refuse_renewal(*, renewal: Renewal, by: User) -> None:
    """Leave the password as it is. Raises as `confirm_renewal` does."""
    vouched_by = _decide(renewal, by)
    write_entry("refuse_renewal", by=by, on=renewal.user, unit_id=vouched_by)


def _decide(renewal: Renewal, by: User) -> int | None:
    """Take the renewal off the list; the unit through which `by` answers for the person, if there is one."""
    vouched_by = _voucher(renewal.user, by)
    gone, _ = Renewal.objects.waiting().filter(pk=renewal.pk).exclude(asked_by=by).delete()
    if not gone:
        raise AnyueError(errors.RENEWAL_DECIDED)
    return vouched_by


def _voucher(user: User, by: User) -> int | None:
    if by.administers:
        require_administrator(by, AdministratorKind.SECURITY)
        if others_vouch_for(user):
            raise AnyueError(errors.NOT_MANAGED, name=user.name)
        return None
    units = Unit.objects.filter(memberships__user=user).distinct()
    managed = [unit for unit in units if manages(by, unit.pk)]
    if user.pk == by.pk or not managed:
        raise AnyueError(errors.NOT_MANAGED, name=user.name)
    return vouchers_for(by, managed[0])[0].pk
