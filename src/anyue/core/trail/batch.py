"""A batch of sealed entries: what stands for them, and the digest that ties it to the batch before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from anyue.core.algorithms import Suite, digest
from anyue.core.trail.merkle import root

DIGEST_BYTES = 32
START = b"\0" * DIGEST_BYTES
"""What the first batch is tied to."""
LARGEST_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries `first` to `last` under one root.

    `leaves` are the digests of the entries in order, so that an entry that was changed can be named. They are
    given up when the entries are dropped; `digest`, which answers for everything else here, stays.
    """

    number: int
    first: int
    count: int
    root: bytes
    previous: bytes
    suite: Suite
    sealed_at: datetime
    digest: bytes
    leaves: tuple[bytes, ...]
    is_dropped: bool = False

    @property
    def last(self) -> int:
        """The number of the last entry."""
        return self.first + self.count - 1

    def said(self) -> bytes:
        """What `digest` must be: the digest of all that the batch says, each part in a place of its own."""
        moment = self.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
        parts = ("anyue batch 1", self.suite, self.number, self.first, self.count, moment)
        lines = [*map(str, parts), self.root.hex(), self.previous.hex()]
        return digest(self.suite, "\n".join(lines).encode())


def link(before: Batch | None, leaves: Sequence[bytes], suite: Suite, sealed_at: datetime) -> Batch:
    """The batch that follows `before`, which is None for the first; digests are of `suite`, whatever it was.

    Entries and batches are counted from 1.
    """
    number = before.number + 1 if before else 1
    first = before.last + 1 if before else 1
    previous = before.digest if before else START
    top = root(suite, leaves)
    batch = Batch(number, first, len(leaves), top, previous, suite, sealed_at, b"", tuple(leaves))
    return replace(batch, digest=batch.said())
