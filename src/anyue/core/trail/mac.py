"""Whose an entry is: a keyed digest (MAC, RFC 2104) that the program alone can make.

The keys are not in the database, so that whoever can only write there makes no entry that passes for one of
the program's.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from hmac import compare_digest

from anyue.core.algorithms import Suite, key_name, keyed_digest
from anyue.core.trail.check import Kind
from anyue.core.trail.entry import Entry, said_bytes

MAC_LENGTH = 88
_HEAD = 24
_ONCE_BYTES = 8
_FORM = re.compile(rf"[0-9a-f]{{{MAC_LENGTH}}}")


def mac_of(suite: Suite, key: bytes, entry: Entry) -> str:
    """The MAC of an entry that is not stored yet: 88 hexadecimal digits.

    They are the name of the key, a number used once, by which a copied entry is known, and the digest.
    """
    head = key_name(key) + secrets.token_hex(_ONCE_BYTES)
    return head + _digest(suite, key, head, entry)


@dataclass(slots=True)
class Macs:
    """Judges the entries of a trail in its order; `keys` from the one in use to the oldest.

    Entries up to the key `bare_through` were written before there were MACs, and need none.
    """

    keys: Sequence[bytes]
    bare_through: int = 0
    _places: dict[str, int] = field(init=False)
    _oldest: int = field(init=False)

    def __post_init__(self) -> None:
        """Name the keys once."""
        self._places = {key_name(key): place for place, key in enumerate(self.keys)}
        self._oldest = len(self.keys)

    def fault(self, entry: Entry, mac: object) -> Kind | None:
        """What is wrong with the MAC of the next entry; None where the entry is the program's.

        A key that was changed signs nothing more: who got hold of it forges no later entry by it.
        """
        if mac == "" and (entry.key or 0) <= self.bare_through:
            return None
        text = str(mac)
        if not _FORM.fullmatch(text):
            return Kind.FORGED
        head, digest = text[:_HEAD], text[_HEAD:]
        place = self._places.get(key_name_in(text))
        if place is None:
            return Kind.KEY_MISSING
        key = self.keys[place]
        if not any(compare_digest(_digest(suite, key, head, entry), digest) for suite in Suite):
            return Kind.FORGED
        if place > self._oldest:
            return Kind.KEY_RETIRED
        self._oldest = place
        return None


def key_name_in(mac: str) -> str:
    """The name of the key that a MAC was made with."""
    return mac[: _HEAD - 2 * _ONCE_BYTES]


def _digest(suite: Suite, key: bytes, head: str, entry: Entry) -> str:
    return keyed_digest(suite, key, head.encode() + said_bytes(entry)).hex()
