"""An entry as bytes, the same on every database and in every year."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the trail as it is stored; `by` and `unit` are ids, `at` is aware."""

    key: int
    at: datetime
    by: int | None
    unit: int | None
    action: str
    target: str
    result: str
    reason: str
    address: str


def as_bytes(entry: Entry) -> bytes:
    """A JSON array in UTF-8 without spaces, the moment in UTC to the microsecond.

    The number is no part of it: the place in its batch gives an entry its number.
    """
    moment = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    rest = (entry.by, entry.unit, entry.action, entry.target, entry.result, entry.reason, entry.address)
    return json.dumps([entry.key, moment, *rest], ensure_ascii=False, separators=(",", ":")).encode()
