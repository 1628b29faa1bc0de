"""An entry as bytes, the same on every database and in every year."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the trail; `by` and `unit` are ids, `at` is aware, `key` is None until it is stored."""

    key: int | None
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
    return _as_array([entry.key, *_said(entry)])


def said_bytes(entry: Entry) -> bytes:
    """What the entry says, all but the key, in the same form: what there is to sign before it is stored."""
    return _as_array(_said(entry))


def _said(entry: Entry) -> list[str | int | None]:
    moment = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    rest = (entry.by, entry.unit, entry.action, entry.target, entry.result, entry.reason, entry.address)
    return [moment, *rest]


def _as_array(said: list[str | int | None]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
