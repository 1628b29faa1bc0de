"""The one place where an entry of the trail is inserted."""

import re
from typing import Any

from django.conf import settings

from anyue import clock
from anyue.audit.middleware import current_address
from anyue.audit.models import AuditEntry
from anyue.core.trail import mac_of

_CODE = re.compile(r"[a-z0-9_ :.,=+/-]*", re.IGNORECASE)


def insert_entry(*, reason: str, **said: Any) -> None:
    """Insert an entry of the present moment and address, with its MAC under the key in use.

    Raises:
        ValueError: the reason is no code.
    """
    if not _CODE.fullmatch(reason):
        message = "The reason of an audit entry is a code out of a list, never words that a person typed."
        raise ValueError(message)
    signed(AuditEntry(at=clock.now(), address=current_address(), reason=reason[:500], **said)).save()


def signed(entry: AuditEntry) -> AuditEntry:
    """An entry that is not stored yet, with its MAC under the key in use."""
    entry.mac = mac_of(settings.ALGORITHMS, settings.AUDIT_KEYS[0], entry.as_sealed())
    return entry
