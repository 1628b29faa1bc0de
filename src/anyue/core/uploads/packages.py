"""Files that are zip packages: Word, Excel, slides, OFD."""

from collections.abc import Collection

from anyue.core.errors import AnyueError, uploads
from anyue.core.notice.open.kinds import Kind, kind_of_bytes, kind_of_package
from anyue.core.notice.open.package import Package
from anyue.core.uploads.kinds import UploadKind, words_of

_END = b"PK\x05\x06"
_END_SIZE = 22
_KINDS = {
    Kind.WORD: (UploadKind.WORD, "word/document.xml"),
    Kind.EXCEL: (UploadKind.EXCEL, "xl/workbook.xml"),
    Kind.SLIDES: (UploadKind.SLIDES, "ppt/presentation.xml"),
    Kind.OFD: (UploadKind.OFD, "OFD.xml"),
}


def package_kind(data: bytes, name: str, kinds: Collection[UploadKind]) -> UploadKind:
    """What kind of package it is; each of its parts was unpacked within the limits of `Package`.

    Raises AnyueError: no kind that is taken, damaged, locked, made to burst, with macros, or with something
    before or behind it.
    """
    package = Package(data, name)
    found = kind_of_package(package)
    kind, main = _KINDS.get(found, (None, ""))
    if kind is None or kind not in kinds or main not in package.names:
        what = found.value if kind is None or main in package.names else Kind.ARCHIVE.value
        raise AnyueError(uploads.UPLOAD_NOT_TAKEN, name=name, what=what, kinds=words_of(kinds))
    end = data.rfind(_END)
    # The comment at the end of a zip file may hold anything; no office program writes one.
    if end + _END_SIZE != len(data) or kind_of_bytes(data) is not None:
        raise AnyueError(uploads.UPLOAD_DOUBTFUL, name=name)
    for part in package.names:
        if part.lower().endswith("vbaproject.bin"):
            raise AnyueError(uploads.UPLOAD_HAS_MACROS, name=name)
        package.read(part)
    return kind
