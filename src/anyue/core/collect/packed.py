"""`PackedReadings`: what thousands of files say, in little memory."""

import pickle
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Self

from anyue.core.forms.returned.reading import Reading

_BATCH = 64


class PackedReadings:
    """Readings in the order in which they came; each time they are gone through they are made anew.

    The 36 numbers of a file take some 150 bytes packed, and ten times as much as objects.
    """

    def __init__(self) -> None:
        self._batches: list[bytes] = []

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Self:
        """These readings, packed as they come."""
        packed, coming = cls(), iter(readings)
        while batch := list(islice(coming, _BATCH)):
            packed.add(pack(batch))
        return packed

    def add(self, batch: bytes) -> None:
        """Take on the next readings, as `pack` gave them here or in a process of our own."""
        self._batches.append(batch)

    def __iter__(self) -> Iterator[Reading]:
        for batch in self._batches:
            yield from pickle.loads(batch)  # noqa: S301  Our own bytes.


def pack(readings: list[Reading]) -> bytes:
    """The readings as bytes, to be kept or passed to another process."""
    return pickle.dumps(readings, pickle.HIGHEST_PROTOCOL)
