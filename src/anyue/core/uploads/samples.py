"""Where the samples of a track of a video stand in its file (ISO/IEC 14496-12, 8.7)."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from struct import iter_unpack, unpack_from

_MOST = 2_000_000


def sample_spans(table: Mapping[bytes, bytes]) -> Iterator[tuple[int, int]]:
    """(start, end) of each chunk of samples, by the parts of a sample table under their kinds.

    Raises struct.error, ValueError: a part is missing, cut off, or tells of more samples than any video has.
    """
    sizes = _sizes(table)
    at = 0
    for start, count in zip(_chunks(table), _counts(table), strict=False):
        if at >= len(sizes):
            return
        yield start, start + sum(sizes[at : at + count])
        at += count
    if at < len(sizes):
        message = "more samples than chunks hold"
        raise ValueError(message)


def _sizes(table: Mapping[bytes, bytes]) -> list[int]:
    if b"stsz" not in table:
        message = "no sizes of samples"
        raise ValueError(message)
    _, common, count = unpack_from(">III", table[b"stsz"])
    if count > _MOST:
        message = "too many samples"
        raise ValueError(message)
    if common:
        return [common] * count
    listed = table[b"stsz"][12 : 12 + 4 * count]
    return [size for (size,) in iter_unpack(">I", listed)]


def _chunks(table: Mapping[bytes, bytes]) -> Iterator[int]:
    """Where each chunk begins."""
    width, part = (">Q", table[b"co64"]) if b"co64" in table else (">I", table.get(b"stco", b""))
    (count,) = unpack_from(">I", part, 4)
    step = 8 if width == ">Q" else 4
    return (start for (start,) in iter_unpack(width, part[8 : 8 + step * min(count, _MOST)]))


def _counts(table: Mapping[bytes, bytes]) -> Iterator[int]:
    """How many samples each chunk has; the last entry holds for all that follow."""
    part = table.get(b"stsc", b"")
    (count,) = unpack_from(">I", part, 4)
    entries = list(iter_unpack(">III", part[8 : 8 + 12 * min(count, _MOST)]))
    for (first, samples, _), (following, _, _) in pairwise(entries):
        for _ in range(min(following - first, _MOST)):
            yield samples
    while entries:
        yield entries[-1][1]
