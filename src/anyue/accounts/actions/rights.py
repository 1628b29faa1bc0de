"""What an action on accounts asks before it writes."""

from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.core.errors import ACCOUNT_OF_ADMINISTRATOR, NOT_ADMINISTRATOR, AnyueError


def require_administrator(user: User, kind: AdministratorKind) -> None:
    """Raise NOT_ADMINISTRATOR (403) for everybody but the administrators of this kind."""
    if not user.is_active or user.administers != kind:
        raise AnyueError(NOT_ADMINISTRATOR, kind=kind.label)


def require_ordinary(user: User, by: User) -> None:
    """Administrators' accounts are a matter of the server's own command line: nobody makes one theirs."""
    require_administrator(by, AdministratorKind.SYSTEM)
    if user.administers:
        raise AnyueError(ACCOUNT_OF_ADMINISTRATOR)
