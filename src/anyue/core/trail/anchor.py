"""An anchor: a batch's number and digest as digits that can be printed, read aloud and typed in again."""

import re
from dataclasses import dataclass

_GROUP = 5
_DIGITS = 78
"""What 32 bytes need in decimal."""


class AnchorUnreadableError(ValueError):
    """The digits are no anchor, or were mistyped: their check digits do not agree."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The number and the digest of a batch at some time in the past, kept where the database is not."""

    batch: int
    digest: bytes

    def __str__(self) -> str:
        """The batch's number, then sixteen groups of five digits; the last two are check digits."""
        value = f"{int.from_bytes(self.digest):0{_DIGITS}d}"
        digits = value + _check_digits(self.batch, value)
        groups = (digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
        return f"{self.batch}-" + "-".join(groups)


def read_anchor(text: str) -> Anchor:
    """The anchor that was typed; spaces and strokes between the digits of the digest do not matter.

    Raises:
        AnchorUnreadableError: these are not the digits of an anchor.
    """
    found = re.fullmatch(r"\s*([0-9]{1,18})[\s:-]([0-9\s-]+)", text)
    digits = re.sub(r"[\s-]", "", found[2]) if found else ""
    if found is None or len(digits) != _DIGITS + 2:
        raise AnchorUnreadableError
    batch, value, given = int(found[1]), digits[:_DIGITS], digits[_DIGITS:]
    if given != _check_digits(batch, value) or int(value) >= 1 << 256:
        raise AnchorUnreadableError
    return Anchor(batch, int(value).to_bytes(32))


def _check_digits(batch: int, value: str) -> str:
    """Two digits after ISO 7064 MOD 97-10, which finds every single wrong digit and every swap of two."""
    return f"{98 - int(f'{batch}{value}00') % 97:02d}"
