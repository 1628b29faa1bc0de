"""What kind of file it is, by its content: the ending of its name may be anything."""

import re
from enum import StrEnum
from pathlib import PurePath

from anyue.core.notice.open.package import Package


class Kind(StrEnum):
    """The kinds of file that are told apart; the value names the kind for a person."""

    TEXT = "纯文本"
    MARKDOWN = "Markdown 文本"
    HTML = "网页"
    WORD = "Word 文档（.docx）"
    EXCEL = "Excel 工作簿（.xlsx）"
    PDF = "PDF"
    OFD = "OFD"
    OLD_WORD = "旧版 Word 或 WPS 文档（.doc、.wps）"
    OLD_EXCEL = "旧版 Excel 或 WPS 表格（.xls、.et）"
    RICH_TEXT = "RTF 文档"
    WORD_XML = "Word 2003 的 XML 文档"
    WEB_ARCHIVE = "网页存档（.mht）"
    OPEN_DOCUMENT = "ODF 文档（.odt）"
    ARCHIVE = "压缩包（.zip）"
    ENCRYPTED = "加密的 Office 文档"
    SLIDES = "演示文稿"
    OTHER_ARCHIVE = "压缩包（不是 .zip）"
    PICTURE = "图片"
    PROGRAM = "程序"
    OTHER_OFFICE = "其他软件的文档"


# The endings under which each kind usually goes; a name with another ending is worth a remark.
ENDINGS: dict[Kind, frozenset[str]] = {
    Kind.WORD: frozenset({".docx", ".docm", ".dotx", ".wps", ".wpt"}),
    Kind.EXCEL: frozenset({".xlsx", ".xlsm", ".xltx", ".et"}),
    Kind.PDF: frozenset({".pdf"}),
    Kind.OFD: frozenset({".ofd"}),
    Kind.OLD_WORD: frozenset({".doc", ".dot", ".wps", ".wpt"}),
    Kind.OLD_EXCEL: frozenset({".xls", ".xlt", ".et", ".ett"}),
    Kind.RICH_TEXT: frozenset({".rtf"}),
    Kind.HTML: frozenset({".html", ".htm", ".shtml", ".xhtml"}),
    Kind.WEB_ARCHIVE: frozenset({".mht", ".mhtml"}),
    Kind.WORD_XML: frozenset({".xml"}),
    Kind.ARCHIVE: frozenset({".zip"}),
    Kind.OPEN_DOCUMENT: frozenset({".odt"}),
}
_STARTS = (
    (b"{\\rtf", Kind.RICH_TEXT),
    (b"\x89PNG", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"Rar!", Kind.OTHER_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.OTHER_ARCHIVE),
    (b"\x1f\x8b", Kind.OTHER_ARCHIVE),
    (b"\x7fELF", Kind.PROGRAM),
)
_PICTURES = re.compile(rb"BM.{4}\0{4}|RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|mif1|avif)", re.DOTALL)
_PROGRAM = re.compile(rb"MZ.{58}[\0-\xff]{2}\0\0", re.DOTALL)
_HTML = re.compile(
    r"\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--(?:[^-]|-(?!->)){0,500}-->\s{0,100})?"
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p)\b",
    re.IGNORECASE,
)
_WORD_XML = re.compile(r"<\?mso-application progid=\"Word\.Document\"\?>")
_WEB_ARCHIVE = re.compile(r"(?:[A-Za-z-]{1,40}:[^\n]{0,400}\n){0,10}MIME-Version: 1\.0", re.IGNORECASE)
_MARKDOWN = frozenset({".md", ".markdown"})
# PDF readers look for the mark in so many bytes, since mail programs put their own before it.
_PDF_WITHIN = 1024


def kind_of_bytes(data: bytes) -> Kind | None:
    """The kind that the first bytes show, for all but zip files; None for what may be text or a zip."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Kind.PDF
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_compound(data)
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if _PICTURES.match(data[:16]):
        return Kind.PICTURE
    return Kind.PROGRAM if _PROGRAM.match(data[:64]) else None


def _kind_of_compound(data: bytes) -> Kind:
    """By the streams of the older Office files, whose names stand in UTF-16 in the directory."""
    streams = (
        ("EncryptedPackage", Kind.ENCRYPTED),
        ("WordDocument", Kind.OLD_WORD),
        ("Workbook", Kind.OLD_EXCEL),
        ("PowerPoint Document", Kind.SLIDES),
        ("Book", Kind.OLD_EXCEL),
    )
    found = (kind for stream, kind in streams if f"{stream}\0".encode("utf-16-le") in data)
    return next(found, Kind.OTHER_OFFICE)


def kind_of_package(package: Package) -> Kind:
    """The kind of a zip file by the parts that it holds."""
    names = frozenset(package.names)
    if "OFD.xml" in names:
        return Kind.OFD
    if "xl/workbook.xml" in names:
        return Kind.EXCEL
    if "ppt/presentation.xml" in names:
        return Kind.SLIDES
    if "word/document.xml" in names or "[Content_Types].xml" in names:
        return Kind.WORD
    if "mimetype" in names and "content.xml" in names:
        is_text = package.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text")
        return Kind.OPEN_DOCUMENT if is_text else Kind.OTHER_OFFICE
    return Kind.ARCHIVE


def kind_of_text(text: str, name: str) -> Kind:
    """The kind of a file that holds characters only."""
    head = text[:2000]
    if _WORD_XML.search(head):
        return Kind.WORD_XML
    if _WEB_ARCHIVE.match(head):
        return Kind.WEB_ARCHIVE
    if _HTML.match(head):
        return Kind.HTML
    ending = PurePath(name).suffix.lower()
    if ending in ENDINGS[Kind.HTML] and "<" in text:
        return Kind.HTML
    return Kind.MARKDOWN if ending in _MARKDOWN else Kind.TEXT
