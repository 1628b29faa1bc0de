"""`prepare`: one file as it was sent, made into what is kept of it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from zipfile import is_zipfile

from anyue.core.errors import AnyueError, uploads
from anyue.core.file_sizes import MEGABYTE
from anyue.core.notice.open.kinds import Kind, kind_of_bytes
from anyue.core.notice.open.pdf import check_pdf
from anyue.core.uploads.boxes import Box
from anyue.core.uploads.kinds import PICTURES, TAKEN, VIDEOS, UploadKind, words_of
from anyue.core.uploads.packages import package_kind
from anyue.core.uploads.pictures import clean_picture, public_picture
from anyue.core.uploads.videos import clean_video

_PICTURE = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF.{4}WEBP", re.DOTALL)
_HEIC = re.compile(rb".{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1|avif|avis)", re.DOTALL)
_VIDEO = re.compile(rb".{4}ftyp", re.DOTALL)

# The stream of macros by its name in the directory of an older Office file.
_MACROS = "_VBA_PROJECT\0".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is kept of one file, and how it is found again.

    `sha256` is the digest of `data`, `original` that of the file as it was sent, both in hexadecimal.
    `thumbnail` is a small JPEG of a picture and empty for everything else.
    """

    name: str
    kind: UploadKind
    data: bytes = field(repr=False)
    sha256: str
    original: str
    thumbnail: bytes = field(repr=False)


def prepare(data: bytes, name: str, *, megabytes: int, kinds: Collection[UploadKind] = TAKEN) -> Prepared:
    """Look at what a file is, whatever it is called; of photos and videos drop what tells place and device.

    A file of none of the kinds, of two at once, damaged, or made to burst is refused with an AnyueError.
    """
    if not data:
        raise AnyueError(uploads.UPLOAD_EMPTY, name=name)
    if len(data) > megabytes * MEGABYTE:
        size = round(len(data) / MEGABYTE, 1)
        raise AnyueError(uploads.UPLOAD_OVER_LIMIT, name=name, megabytes=size, limit=megabytes)
    kind, kept, thumbnail = _cleaned(data, name, kinds)
    digest = sha256(kept, usedforsecurity=False).hexdigest()
    original = sha256(data, usedforsecurity=False).hexdigest()
    return Prepared(kind.named(name), kind, kept, digest, original, thumbnail)


def public_copy(data: bytes, name: str, boxes: Iterable[Box]) -> Prepared:
    """A picture that is kept, as everybody may have it: its rectangles black, named as the caller says."""
    made = public_picture(data, boxes)
    digest = sha256(made.data, usedforsecurity=False).hexdigest()
    return Prepared(name, UploadKind.JPEG, made.data, digest, digest, made.thumbnail)


def _cleaned(data: bytes, name: str, kinds: Collection[UploadKind]) -> tuple[UploadKind, bytes, bytes]:
    """(kind, what is kept, thumbnail)."""
    head = data[:16]
    if _HEIC.match(head):
        raise AnyueError(uploads.UPLOAD_HEIC, name=name)
    if _PICTURE.match(head):
        # What is appended to a photo, such as the clip of a moving photo, is left behind with the rest.
        _require(not PICTURES.isdisjoint(kinds), "图片", name, kinds)
        picture = clean_picture(data, name)
        return (UploadKind.PNG if picture.is_png else UploadKind.JPEG), picture.data, picture.thumbnail
    if _VIDEO.match(head):
        _require(not VIDEOS.isdisjoint(kinds), "视频", name, kinds)
        _refuse_archive_behind(data, name)
        kind = UploadKind.MOV if head[8:12] == b"qt  " else UploadKind.MP4
        return kind, clean_video(data, name), b""
    if data.startswith(b"%PDF-"):
        _require(UploadKind.PDF in kinds, "PDF", name, kinds)
        _refuse_archive_behind(data, name)
        check_pdf(data, name)
        return UploadKind.PDF, data, b""
    if data.startswith(b"PK\x03\x04"):
        kind = package_kind(data, name, kinds)
        return kind, data, b""
    found = kind_of_bytes(data)
    if found is Kind.OLD_WORD and UploadKind.OLD_WORD in kinds:
        _refuse_archive_behind(data, name)
        if _MACROS in data:
            raise AnyueError(uploads.UPLOAD_HAS_MACROS, name=name)
        return UploadKind.OLD_WORD, data, b""
    if found is Kind.PDF or is_zipfile(BytesIO(data)):
        raise AnyueError(uploads.UPLOAD_DOUBTFUL, name=name)
    raise _not_taken(found.value if found else "文本或不认识的文件", name, kinds)


def _require(is_taken: bool, what: str, name: str, kinds: Collection[UploadKind]) -> None:  # noqa: FBT001  Private.
    if not is_taken:
        raise _not_taken(what, name, kinds)


def _not_taken(what: str, name: str, kinds: Collection[UploadKind]) -> AnyueError:
    return AnyueError(uploads.UPLOAD_NOT_TAKEN, name=name, what=what, kinds=words_of(kinds))


def _refuse_archive_behind(data: bytes, name: str) -> None:
    """An archive is found by its end: one behind something else makes a file that is two things at once."""
    if is_zipfile(BytesIO(data)):
        raise AnyueError(uploads.UPLOAD_DOUBTFUL, name=name)
