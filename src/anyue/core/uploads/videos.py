"""Videos (ISO/IEC 14496-12, QuickTime): picture and sound as they are, all else blanked where it stands.

Phones write the place into `udta` and `meta`, cameras and drones into tracks of their own. Nothing is moved:
a box that goes becomes `free`, of the same size and full of zeros, so that every offset stays right.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from anyue.core.errors import AnyueError, uploads
from anyue.core.uploads.samples import sample_spans

_KEPT_BESIDE = frozenset({b"ftyp", b"moov", b"mdat"})
# Of a video cut into fragments the samples are listed all over the file.
_FRAGMENTS = frozenset({b"moof", b"mfra", b"sidx", b"ssix", b"styp"})
_KEPT = {
    b"moov": frozenset({b"mvhd", b"trak", b"iods"}),
    b"trak": frozenset({b"tkhd", b"edts", b"mdia", b"tapt"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
}
_SEEN = frozenset({b"vide", b"soun"})
_MOST_BOXES = 10_000
# Of a handler: version, two numbers that say what it handles, then who made it, in words.
_HANDLER, _MAKER = 8, 12
# Of the first entry of `stsd`, counted from the head of that box: the name of the encoder.
_ENCODER, _ENCODER_SIZE = 66, 32


class Box(NamedTuple):
    """A box: its kind, where it begins, where what it holds begins, and where it ends."""

    kind: bytes
    start: int
    body: int
    end: int


class _BrokenError(Exception):
    """The boxes don't fit into one another."""


def clean_video(data: bytes, name: str) -> bytes:
    """The video, as long as before, without what tells of its place, its maker and its device.

    Raises AnyueError VIDEO_DAMAGED (no moving picture, or not whole), VIDEO_UNKNOWN (cut into fragments).
    """
    kept = bytearray(data)
    try:
        beside = list(_boxes(kept, 0, len(kept)))
        is_cut = not _FRAGMENTS.isdisjoint(box.kind for box in beside)
        if not is_cut:
            _clean(kept, beside)
    except (_BrokenError, struct.error, ValueError, IndexError) as broken:
        raise AnyueError(uploads.VIDEO_DAMAGED, name=name) from broken
    if is_cut:
        raise AnyueError(uploads.VIDEO_UNKNOWN, name=name)
    return bytes(kept)


def _clean(data: bytearray, beside: list[Box]) -> None:
    media = [(box.body, box.end) for box in beside if box.kind == b"mdat"]
    movie = next((box for box in beside if box.kind == b"moov"), None) or _broken()
    tracks = [box for box in _boxes(data, movie.body, movie.end) if box.kind == b"trak"]
    handlers = [_handler(data, track) for track in tracks]
    if b"vide" not in handlers:
        _broken()
    for track, handler in zip(tracks, handlers, strict=True):
        if handler not in _SEEN:
            _erase(data, track, media)
    _blank_but(data, movie)
    for box in beside:
        if box.kind not in _KEPT_BESIDE or (box.kind == b"moov" and box != movie):
            _blank(data, box)


def _boxes(data: bytearray, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places, which they fill without a gap."""
    count = 0
    while start < end:
        size, kind = struct.unpack_from(">I4s", data, start)
        body = start + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, body)
            body += 8
        elif size == 0:
            # Up to the end of the file; a QuickTime list may also end in four zeros.
            size = end - start
        count += 1
        if size < body - start or start + size > end or count > _MOST_BOXES:
            raise _BrokenError
        yield Box(kind, start, body, start + size)
        start += size


def _inside(data: bytearray, box: Box, *path: bytes) -> Box:
    """The box that a path of kinds leads to."""
    for kind in path:
        box = next((one for one in _boxes(data, box.body, box.end) if one.kind == kind), None) or _broken()
    return box


def _broken() -> NoReturn:
    raise _BrokenError


def _handler(data: bytearray, track: Box) -> bytes:
    box = _inside(data, track, b"mdia", b"hdlr")
    return bytes(data[box.body + _HANDLER : box.body + _HANDLER + 4])


def _blank(data: bytearray, box: Box) -> None:
    data[box.start + 4 : box.start + 8] = b"free"
    data[box.body : box.end] = bytes(box.end - box.body)


def _blank_but(data: bytearray, box: Box) -> None:
    """Blank all in a box that need not be there, at every depth that may hold words."""
    for inner in list(_boxes(data, box.body, box.end)):
        is_unseen = inner.kind == b"trak" and _handler(data, inner) not in _SEEN
        if is_unseen or inner.kind not in _KEPT[box.kind]:
            _blank(data, inner)
        elif inner.kind in _KEPT:
            _blank_but(data, inner)
        elif inner.kind == b"hdlr":
            maker = inner.body + _MAKER
            data[maker : inner.end] = bytes(max(0, inner.end - maker))
        elif inner.kind == b"minf":
            _blank_encoder(data, inner)


def _blank_encoder(data: bytearray, minf: Box) -> None:
    """The name of the encoder in the first entry of a track of pictures; those of sound have none."""
    described = _inside(data, minf, b"stbl", b"stsd")
    at = described.start + _ENCODER
    is_seen = any(box.kind == b"vmhd" for box in _boxes(data, minf.body, minf.end))
    if is_seen and at + _ENCODER_SIZE <= described.end:
        data[at : at + _ENCODER_SIZE] = bytes(_ENCODER_SIZE)


def _erase(data: bytearray, track: Box, media: list[tuple[int, int]]) -> None:
    """Put zeros where the samples of a track are, each of which lies within the media of the file."""
    table = _inside(data, track, b"mdia", b"minf", b"stbl")
    parts = {box.kind: bytes(data[box.body : box.end]) for box in _boxes(data, table.body, table.end)}
    left = len(data)
    for start, end in sample_spans(parts):
        left -= end - start
        # Samples that lie upon one another would keep us at it for hours.
        if left < 0 or not any(first <= start and end <= last for first, last in media):
            _broken()
        data[start:end] = bytes(end - start)
