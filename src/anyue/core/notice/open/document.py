"""`open_document`: one file of any kind in, its words and tables out."""

import re
from dataclasses import replace
from pathlib import PurePath

from anyue.core.errors import (
    FILE_DAMAGED,
    FILE_EMPTY,
    FILE_ENCRYPTED,
    FILE_UNKNOWN,
    AnyueError,
)
from anyue.core.file_sizes import MEGABYTE, too_large
from anyue.core.notice.open.kinds import ENDINGS, Kind, kind_of_bytes, kind_of_package, kind_of_text
from anyue.core.notice.open.limits import FILE_MEGABYTES, MAIL_PARTS
from anyue.core.notice.open.opened import Opened
from anyue.core.notice.open.package import Package
from anyue.core.notice.open.text import open_text

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BOUNDARY = re.compile(rb"boundary[*\d\s]{0,20}=", re.IGNORECASE)
_CONVERTED = frozenset({Kind.OLD_WORD, Kind.OLD_EXCEL, Kind.RICH_TEXT, Kind.WORD_XML, Kind.OPEN_DOCUMENT})


def open_document(data: bytes, name: str) -> Opened:
    """The words and tables of a file; its content shows what kind it is, whatever its name ends in.

    Raises AnyueError only: one of the FILE_ problems of the catalogue.
    """
    if len(data) > FILE_MEGABYTES * MEGABYTE:
        raise too_large(name, len(data), FILE_MEGABYTES)
    if not data.strip():
        raise AnyueError(FILE_EMPTY, name=name)
    try:
        kind, opened = _open(data, name)
    except AnyueError:
        raise
    except Exception as error:  # A damaged file can break its reader at any step.
        raise AnyueError(FILE_DAMAGED, name=name) from error
    ending = PurePath(name).suffix.lower()
    if ending in frozenset().union(*ENDINGS.values()) - ENDINGS.get(kind, frozenset()):
        remark = f"文件“{name}”的内容其实是{kind.value}，已按内容读取。"
        return replace(opened, remarks=(*opened.remarks, remark))
    return opened


def archive_of(data: bytes, name: str) -> Package | None:
    """The archive of files that the bytes are; None where they are a document.

    Raises AnyueError FILE_DAMAGED, FILE_HAS_TOO_MANY_PARTS.
    """
    if not data.startswith(_ZIP):
        return None
    package = Package(data, name)
    return package if kind_of_package(package) == Kind.ARCHIVE else None


def _open(data: bytes, name: str) -> tuple[Kind, Opened]:
    package = Package(data, name) if data.startswith(_ZIP) else None
    kind = kind_of_bytes(data) if package is None else kind_of_package(package)
    if kind is None:
        text = open_text(data, name)
        kind = kind_of_text(text, name)
        if kind not in _CONVERTED:
            return kind, _open_words(text if kind != Kind.WEB_ARCHIVE else _page_of(data, name), kind, name)
    if kind in _CONVERTED:
        return kind, _open_converted(data, kind, name)
    if kind == Kind.ENCRYPTED:
        raise AnyueError(FILE_ENCRYPTED, name=name)
    if kind == Kind.PDF:
        from anyue.core.notice.open.pdf import open_pdf  # noqa: PLC0415  A library of megabytes.

        return kind, open_pdf(data, name)
    if kind == Kind.ARCHIVE:
        # The archive's files come back here one by one.
        from anyue.core.notice.open.files import open_files  # noqa: PLC0415

        return kind, open_files([(name, data)])
    if package is None:
        raise AnyueError(FILE_UNKNOWN, name=name, what=kind.value)
    return kind, _open_package(package, kind, name)


def _open_package(package: Package, kind: Kind, name: str) -> Opened:
    """A file of XML parts; lxml is slow to load, so that nothing else waits for it."""
    if kind == Kind.WORD:
        from anyue.core.notice.open.docx import open_docx  # noqa: PLC0415

        return open_docx(package, name)
    if kind == Kind.EXCEL:
        from anyue.core.notice.open.xlsx import open_xlsx  # noqa: PLC0415

        return open_xlsx(package, name)
    if kind == Kind.OFD:
        from anyue.core.notice.open.ofd import open_ofd  # noqa: PLC0415

        return open_ofd(package, name)
    raise AnyueError(FILE_UNKNOWN, name=name, what=kind.value)


def _open_converted(data: bytes, kind: Kind, name: str) -> Opened:
    from anyue.core.notice.open.office import convert  # noqa: PLC0415  It brings half of the system along.

    if data.startswith(_ZIP):
        # LibreOffice unpacks without limits.
        given = Package(data, name)
        for part in given.names:
            given.read(part)
    converted = Package(convert(data, kind, name), name)
    return _open_package(converted, kind_of_package(converted), name)


def _page_of(data: bytes, name: str) -> str:
    """The page of a web archive, which is a message of several parts (RFC 2557)."""
    from email import message_from_bytes  # noqa: PLC0415  Few files need it.

    # Each line is held against the boundaries of all parts that it is in.
    if len(_BOUNDARY.findall(data)) > MAIL_PARTS:
        raise AnyueError(FILE_DAMAGED, name=name)
    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return open_text(page if isinstance(page, bytes) else b"", name)
    raise AnyueError(FILE_EMPTY, name=name)


def _open_words(text: str, kind: Kind, name: str) -> Opened:
    if kind in {Kind.HTML, Kind.WEB_ARCHIVE}:
        from anyue.core.notice.open.html import open_html  # noqa: PLC0415  lxml is slow to load.

        return open_html(text, name)
    if kind == Kind.MARKDOWN:
        from anyue.core.notice.open.markdown import open_markdown  # noqa: PLC0415  Few files need it.

        return open_markdown(text, name)
    return Opened(name, text, files=(name,))
