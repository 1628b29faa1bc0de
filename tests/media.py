"""Photos and videos as phones make them, with the place and the device in them; made up to the last byte."""

import struct
from io import BytesIO

from PIL import Image, PngImagePlugin

PLACE = b"+31.2304+121.4737"
"""As it stands in what must not be kept."""
MAKER = "安月牌相机"
_GPS = {1: "N", 2: (31.0, 13.0, 49.0), 3: "E", 4: (121.0, 28.0, 25.0)}
TURNED = 6
"""The orientation of a photo held upright: the first row is the right side."""


def pixels(size: tuple[int, int] = (60, 40), seed: int = 0) -> Image.Image:
    """The upper left quarter is red, all else a colour of the seed's."""
    picture = Image.new("RGB", size, (20, (seed * 37) % 256, 200))
    picture.paste((220, 30, 30), (0, 0, size[0] // 2, size[1] // 2))
    return picture


def photo(
    *, size: tuple[int, int] = (60, 40), seed: int = 0, orientation: int = TURNED, ending: str = "JPEG"
) -> bytes:
    """A photo with place, maker and orientation in its EXIF and XMP."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0110] = orientation, MAKER.encode().decode("latin-1"), "AY-1"
    exif.get_ifd(0x8825).update(_GPS)
    out = BytesIO()
    about = {"exif": exif.tobytes(), "xmp": b"<x:xmpmeta>" + PLACE + b"</x:xmpmeta>"}
    picture = pixels(size, seed)
    if ending == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", PLACE.decode())
        picture.save(out, "PNG", exif=exif.tobytes(), pnginfo=info)
    elif ending == "WEBP":
        picture.save(out, "WEBP", **about)
    else:
        picture.save(out, "JPEG", quality=95, comment=PLACE, **about)
    return out.getvalue()


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box of a video file."""
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _full(kind: bytes, *parts: bytes) -> bytes:
    return box(kind, bytes(4), *parts)


def _track(handler: bytes, head: bytes, entry: bytes, start: int, sizes: list[int]) -> bytes:
    maker = MAKER.encode() + b"\0"
    table = box(
        b"stbl",
        _full(b"stsd", struct.pack(">I", 1), entry),
        _full(b"stsc", struct.pack(">IIII", 1, 1, len(sizes), 1)),
        _full(b"stsz", struct.pack(">II", 0, len(sizes)), *(struct.pack(">I", size) for size in sizes)),
        _full(b"stco", struct.pack(">II", 1, start)),
    )
    handles = _full(b"hdlr", bytes(4), handler, b"appl", bytes(8), maker)
    return box(
        b"trak",
        _full(b"tkhd", bytes(80)),
        box(b"mdia", _full(b"mdhd", bytes(20)), handles, box(b"minf", head, table)),
        box(b"udta", box(b"\xa9xyz", PLACE)),
    )


SHOWN = b"what is seen" * 4
"""The samples of the track of pictures of `video`."""


def video(*, brand: bytes = b"qt  ", further: bytes = b"") -> bytes:
    """A video with the place in `udta`, in `meta` and in a track of its own."""
    first = box(b"ftyp", brand, bytes(4), brand)
    samples = SHOWN + PLACE
    start = len(first) + 8
    seen = box(b"avc1", bytes(42), b"\x09AY encode".ljust(32, b"\0"), bytes(4))
    movie = box(
        b"moov",
        _full(b"mvhd", bytes(96)),
        _track(b"vide", _full(b"vmhd", bytes(8)), seen, start, [12] * 4),
        _track(b"meta", _full(b"nmhd"), box(b"mebx", PLACE), start + len(SHOWN), [len(PLACE)]),
        box(b"udta", box(b"\xa9xyz", PLACE)),
        _full(b"meta", PLACE),
    )
    return first + box(b"mdat", samples) + movie + box(b"uuid", PLACE) + further
