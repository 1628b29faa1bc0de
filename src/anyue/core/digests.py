"""The digest over what a version says, by which a later change would show."""

import hashlib
import json
from collections.abc import Mapping


def digest_of(body: Mapping[str, object]) -> str:
    """SHA-256 over a body, in 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
