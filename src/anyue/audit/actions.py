"""The one write of the trail."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from anyue import clock
from anyue.audit.middleware import current_address
from anyue.audit.models import AuditEntry


def write_entry(
    action: str,
    *,
    by: AbstractBaseUser | None,
    on: models.Model,
    unit_id: int | None = None,
    reason: str = "",
) -> None:
    """Insert one entry in the caller's transaction, so that an act and its entry stand or fall together."""
    AuditEntry(
        at=clock.now(),
        by_id=None if by is None else by.pk,
        unit_id=unit_id,
        action=action,
        target=f"{on._meta.model_name}:{on.pk}",
        result="done",
        reason=reason[:500],
        address=current_address(),
    ).save()
