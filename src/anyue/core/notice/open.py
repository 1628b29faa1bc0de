"""Open a text file: bytes in, characters out, or one clear problem."""

import unicodedata
from collections.abc import Iterator

from anyue.core.errors import FILE_EMPTY, FILE_NOT_TEXT, FILE_TOO_LARGE, AnyueError

LIMIT_MB = 5
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"{\\rtf",
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# A text may hold a few broken bytes (a cut copy, a bad conversion); a picture holds very many.
_BROKEN_SHARE = 0.002
_ODD_SHARE = 0.01
_SAMPLE = 20_000


def open_text(data: bytes, name: str) -> str:
    """The characters of a .txt file in UTF-8 (with or without mark), UTF-16 or GB18030, unchanged.

    Raises AnyueError FILE_EMPTY (nothing but white space), FILE_NOT_TEXT, FILE_TOO_LARGE (over 5 MB).
    """
    if len(data) > LIMIT_MB * 1024 * 1024:
        raise AnyueError(
            FILE_TOO_LARGE, name=name, megabytes=round(len(data) / 1024 / 1024, 1), limit=LIMIT_MB
        )
    if not data.strip():
        raise AnyueError(FILE_EMPTY, name=name)
    if data.startswith(_MAGIC):
        raise AnyueError(FILE_NOT_TEXT, name=name)
    for text in _decodings(data):
        if _is_readable(text):
            if not text.strip():
                raise AnyueError(FILE_EMPTY, name=name)
            return text
    raise AnyueError(FILE_NOT_TEXT, name=name)


def _decodings(data: bytes) -> Iterator[str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            yield data.decode(encoding, "replace")
    if b"\x00" in data:
        # Only UTF-16 writes a line feed with a zero byte; which half is zero tells the byte order.
        encodings: tuple[str, ...] = ("utf-16-le", "utf-16-be")
    else:
        encodings = ("utf-8", "gb18030")
    for errors in ("strict", "replace"):
        for encoding in encodings:
            try:
                yield data.decode(encoding, errors)
            except UnicodeDecodeError:
                continue


def _is_readable(text: str) -> bool:
    if text.count("\ufffd") > max(2, len(text) * _BROKEN_SHARE):
        return False
    sample = text[:_SAMPLE]
    odd = sum(
        unicodedata.category(c) in {"Cc", "Cn", "Co", "Cs"} and c not in "\t\n\r\f\v\x1a" for c in sample
    )
    return odd <= len(sample) * _ODD_SHARE
