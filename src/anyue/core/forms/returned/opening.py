"""Open a returned file by what it holds, not by what it is called."""

from collections.abc import Iterable

from anyue.core.errors import OLD_FORMAT, PASSWORD_PROTECTED, UNREADABLE, UNSUPPORTED, Problem
from anyue.core.forms.office.archive import LARGEST_FILE, Archive, DamagedError
from anyue.core.forms.office.excel import read_excel
from anyue.core.forms.office.grid import Sheet
from anyue.core.forms.office.word import read_word

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8")
# An encrypted document is an old container whose parts bear these names, in UTF-16.
_ENCRYPTED = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo"))
_OFFICE_ENDINGS = (".docx", ".xlsx", ".xlsm", ".docm", ".doc", ".xls")
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


def is_set_aside(name: str) -> bool:
    """Whether a file's name alone says that it is no returned table: a lock, hidden or system file."""
    parts = name.replace("\\", "/").split("/")
    return (
        any(part.startswith((".", "__MACOSX")) for part in parts)
        or parts[-1].startswith(("~$", "~WRL"))
        or parts[-1].lower() in _SYSTEM_FILES
    )


def open_returned(data: bytes, name: str) -> Iterable[Sheet] | Problem:
    """The sheets of a Word or Excel file (a Word file is one), or the one thing that is wrong with it."""
    if len(data) > LARGEST_FILE:
        return UNREADABLE
    if not data.startswith(_ZIP):
        return _what_else(data, name) if data.strip(b"\0 \r\n\t") else UNREADABLE
    try:
        archive = Archive(data)
        if "word/document.xml" in archive:
            return (read_word(archive),)
        return tuple(read_excel(archive)) if "xl/workbook.xml" in archive else UNSUPPORTED
    except DamagedError:
        return UNREADABLE


def _what_else(data: bytes, name: str) -> Problem:
    if data.startswith(_OLD):
        return PASSWORD_PROTECTED if any(mark in data for mark in _ENCRYPTED) else OLD_FORMAT
    # A damaged file that bears the right name was meant to be one.
    is_office = name.lower().endswith(_OFFICE_ENDINGS) and not data.startswith(_OTHERS)
    return UNREADABLE if is_office else UNSUPPORTED
