"""Who may fill in a unit's report: its own people, or its superior for a unit that has nobody (代填).

A superior otherwise returns and never edits. What it fills in is marked with who and why, in the version for
good, and ends as soon as somebody of the unit has come in.
"""

from anyue.accounts.models import User
from anyue.campaigns.models import Participation
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.forms.values import clean_text
from anyue.orgs.actions import require_still
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import has_people, may


def may_stand_in(user: User, participation: Participation) -> bool:
    """Whether a person may fill in for a unit that is not their own; at most four queries."""
    superior = participation.superior
    return (
        superior is not None
        and may(user, Permission.FILL_IN_FOR_BELOW, superior.unit_id)
        and not may(user, Permission.SUBMIT_REPORT, participation.unit_id)
        and not has_people(participation.unit_id)
    )


def require_filling(participation: Participation, by: User, typed: str) -> str:
    """Why `by` fills in for the unit, "" for one of its own people.

    Raises:
        AnyueError: no right to (NOT_ALLOWED), or no reason (STAND_IN_REASON).
    """
    if may(by, Permission.SUBMIT_REPORT, participation.unit_id):
        return ""
    if not may_stand_in(by, participation):
        raise AnyueError(errors.NOT_ALLOWED, unit=participation.unit.name)
    reason = clean_text(typed)[:200]
    if not reason:
        raise AnyueError(errors.STAND_IN_REASON, field="stand_in")
    return reason


def require_still_filling(participation: Participation, by: User, reason: str) -> None:
    """The same inside the transaction that writes: somebody may have handed over or come in meanwhile."""
    if not reason:
        require_still(by, Permission.SUBMIT_REPORT, participation.unit_id)
    elif has_people(participation.unit_id):
        raise AnyueError(errors.NOT_ALLOWED, unit=participation.unit.name)
