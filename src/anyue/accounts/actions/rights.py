"""What an action on accounts asks before it writes."""

from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.core.errors import NOT_ADMINISTRATOR, AnyueError


def require_administrator(user: User, kind: AdministratorKind) -> None:
    """Raise NOT_ADMINISTRATOR (403) for everybody but the administrators of this kind."""
    if not user.is_active or user.administers != kind:
        raise AnyueError(NOT_ADMINISTRATOR, kind=kind.label)
