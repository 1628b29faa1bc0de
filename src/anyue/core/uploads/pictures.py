"""Photos: their pixels, upright, in the colours that every screen shows, and nothing else of the file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageCms, ImageDraw, ImageOps

from anyue.core.errors import AnyueError, uploads
from anyue.core.uploads.boxes import Box

LONGEST = 2560
"""Pixels of the longer side of what is kept: sharp across a printed page."""
_LONGEST_PUBLIC = 1600
_THUMBNAIL = 480
# Far above what phones make. A JPEG is decoded small at once; all else, and a JPEG sent coarse to fine, is
# held whole in memory.
_MEGAPIXELS_JPEG, _MEGAPIXELS = 250, 60
_FORMATS = ("JPEG", "PNG", "WEBP")
_MILLION = 1_000_000
# We count pixels ourselves, since how many are too many depends on how they were stored.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, a JPEG unless it was a PNG or can be seen through, and its thumbnail, a JPEG."""

    data: bytes = field(repr=False)
    is_png: bool
    thumbnail: bytes = field(repr=False)


def clean_picture(data: bytes, name: str) -> Picture:
    """The picture with its orientation applied and no EXIF, XMP, IPTC, comment, profile or second picture.

    Raises AnyueError PICTURE_DAMAGED, PICTURE_TOO_LARGE.
    """
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as opened:
            _refuse_too_large(opened, name)
            bare = _bare(opened)
            is_png = bare.mode == "RGBA" or opened.format == "PNG"
        return Picture(_encoded(bare, is_png=is_png), is_png, _thumbnail(bare))
    except AnyueError:
        raise
    except Exception as broken:
        # What Pillow raises on a damaged file is whatever its decoders come across.
        raise AnyueError(uploads.PICTURE_DAMAGED, name=name) from broken


def public_picture(data: bytes, boxes: Iterable[Box]) -> Picture:
    """A picture that is kept, made anew for everybody: rectangles black, on white ground, smaller, a JPEG.

    What was under a rectangle is gone before the picture is made smaller.
    """
    with Image.open(BytesIO(data), formats=_FORMATS) as opened:
        bare = _on_white(_bare(opened))
    draw = ImageDraw.Draw(bare)
    for box in boxes:
        draw.rectangle(box.pixels(*bare.size), fill="black")
    bare.thumbnail((_LONGEST_PUBLIC, _LONGEST_PUBLIC), Image.Resampling.LANCZOS)
    out = BytesIO()
    bare.save(out, "JPEG", quality=82, optimize=True, progressive=False)
    return Picture(out.getvalue(), is_png=False, thumbnail=_thumbnail(bare))


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _refuse_too_large(opened: Image.Image, name: str) -> None:
    is_small_at_once = opened.format == "JPEG" and not opened.info.get("progressive")
    limit = _MEGAPIXELS_JPEG if is_small_at_once else _MEGAPIXELS
    if opened.width * opened.height > limit * _MILLION:
        megapixels = opened.width * opened.height // _MILLION
        raise AnyueError(uploads.PICTURE_TOO_LARGE, name=name, megapixels=megapixels, limit=limit)


def _bare(opened: Image.Image) -> Image.Image:
    """The pixels alone, RGB or RGBA, on a fresh canvas to which nothing clings."""
    opened.draft("RGB", (LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(opened)
    shown = _in_common_colours(upright)
    shown.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    bare = Image.new(shown.mode, shown.size)
    bare.paste(shown)
    return bare


def _in_common_colours(picture: Image.Image) -> Image.Image:
    """The picture in sRGB; a profile tells of the device, and without it its colours would be dull."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            common = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(picture, own, common, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            # A profile that can't be read leaves the pixels as they are.
            return picture.convert(mode)
        if made is not None:
            return made
    return picture.convert(mode)


def _encoded(picture: Image.Image, *, is_png: bool) -> bytes:
    out = BytesIO()
    if is_png:
        picture.save(out, "PNG", optimize=True)
    else:
        picture.save(out, "JPEG", quality=86, optimize=True, progressive=False)
    return out.getvalue()


def _thumbnail(picture: Image.Image) -> bytes:
    small = picture.copy()
    small.thumbnail((_THUMBNAIL, _THUMBNAIL), Image.Resampling.LANCZOS)
    out = BytesIO()
    _on_white(small).save(out, "JPEG", quality=78, optimize=True)
    return out.getvalue()
