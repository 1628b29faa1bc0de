"""The kinds of file that are kept, each with its ending, its media type and its name for a person."""

from collections.abc import Collection
from enum import StrEnum
from pathlib import PurePath


class UploadKind(StrEnum):
    """A kind of file as it is kept; a WebP photo becomes a JPEG, or a PNG where one can see through it.

    OLD_WORD is what older Word and WPS write; it is taken only where somebody is to go on writing in it.
    """

    JPEG = "jpeg"
    PNG = "png"
    MP4 = "mp4"
    MOV = "mov"
    PDF = "pdf"
    OFD = "ofd"
    WORD = "word"
    EXCEL = "excel"
    SLIDES = "slides"
    OLD_WORD = "old-word"

    @property
    def ending(self) -> str:
        """The ending of a file's name, with its dot."""
        return _ABOUT[self][0]

    @property
    def media_type(self) -> str:
        """The media type (RFC 6838) under which it is sent out."""
        return _ABOUT[self][1]

    @property
    def words(self) -> str:
        """What a person calls it."""
        return _ABOUT[self][2]

    @property
    def endings(self) -> tuple[str, ...]:
        """All endings that a file of this kind may rightly have, the usual one first."""
        return (self.ending, *_ALSO.get(self, ()))

    def named(self, name: str) -> str:
        """The file's name with an ending that its content has, whatever it was called."""
        given = PurePath(name).suffix.lower()
        ending = given if given in self.endings else self.ending
        return f"{PurePath(name).stem[:80] or self.words}{ending}"


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ABOUT = {
    UploadKind.JPEG: (".jpg", "image/jpeg", "照片"),
    UploadKind.PNG: (".png", "image/png", "图片"),
    UploadKind.MP4: (".mp4", "video/mp4", "视频"),
    UploadKind.MOV: (".mov", "video/quicktime", "视频"),
    UploadKind.PDF: (".pdf", "application/pdf", "PDF"),
    UploadKind.OFD: (".ofd", "application/ofd", "OFD"),
    UploadKind.WORD: (".docx", f"{_OFFICE}wordprocessingml.document", "Word 文档"),
    UploadKind.EXCEL: (".xlsx", f"{_OFFICE}spreadsheetml.sheet", "Excel 工作簿"),
    UploadKind.SLIDES: (".pptx", f"{_OFFICE}presentationml.presentation", "演示文稿"),
    UploadKind.OLD_WORD: (".doc", "application/msword", "旧版 Word 或 WPS 文档"),
}
_ALSO = {UploadKind.OLD_WORD: (".wps",)}
PICTURES = frozenset({UploadKind.JPEG, UploadKind.PNG})
VIDEOS = frozenset({UploadKind.MP4, UploadKind.MOV})
TAKEN = frozenset(UploadKind) - {UploadKind.OLD_WORD}
DOCUMENTS = TAKEN - PICTURES - VIDEOS
_WORDS = (
    (PICTURES, "照片（JPG、PNG、WebP）"),
    (VIDEOS, "视频（MP4、MOV）"),
    ({UploadKind.PDF}, "PDF"),
    ({UploadKind.OFD}, "OFD"),
    ({UploadKind.WORD}, "Word 文档（.docx）"),
    ({UploadKind.EXCEL}, "Excel 工作簿（.xlsx）"),
    ({UploadKind.SLIDES}, "演示文稿（.pptx）"),
    ({UploadKind.OLD_WORD}, "旧版 Word 或 WPS 文档（.doc、.wps）"),
)


def words_of(kinds: Collection[UploadKind]) -> str:
    """The kinds as a message lists them."""
    return "、".join(words for some, words in _WORDS if not some.isdisjoint(kinds))


def accept_of(kinds: Collection[UploadKind]) -> str:
    """What a browser's file dialog offers: a phone shows its camera and its photos where pictures are taken.

    HEIC is not among it, since then an iPhone hands over a JPEG by itself.
    """
    pictures = {"image/jpeg", "image/png", "image/webp"} if PICTURES & set(kinds) else set()
    endings = {ending for kind in kinds for ending in kind.endings}
    return ",".join(sorted(pictures | endings | {kind.media_type for kind in kinds}))
