"""Open a text file: bytes in, characters out, or one clear problem."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from anyue.core.errors import FILE_EMPTY, FILE_NOT_TEXT, AnyueError
from anyue.core.file_sizes import MEGABYTE, too_large
from anyue.core.notice.open.limits import TEXT_MEGABYTES

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
_MARK = b"\xef\xbb\xbf"
# Neither pair of bytes can stand in UTF-8 or GB18030, so that it begins a piece in UTF-16 wherever it stands.
_WIDE_MARK = re.compile(rb"\xff\xfe|\xfe\xff")
# Two characters or more of Chinese or its marks in UTF-8, figures between them.
_CHARACTER = rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}|\xe2[\x80-\x9e][\x80-\xbf])"
_UTF8_RUN = re.compile(_CHARACTER + rb"(?:[ -~]{0,20}" + _CHARACTER + rb")+")
# A text may hold a few broken bytes (a cut copy, a bad conversion); a picture holds very many.
_BROKEN_SHARE = 0.002
_ODD_SHARE = 0.01
_SAMPLE = 20_000


def open_text(data: bytes, name: str) -> str:
    """The characters of a .txt file in UTF-8 (with or without mark), UTF-16 or GB18030, unchanged.

    Where encodings are mixed, each line and each passage is taken for what reads as common Chinese.
    Raises AnyueError FILE_EMPTY (nothing but white space), FILE_NOT_TEXT, FILE_TOO_LARGE (over 5 MB).
    """
    if len(data) > TEXT_MEGABYTES * MEGABYTE:
        raise too_large(name, len(data), TEXT_MEGABYTES)
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
    mark = _WIDE_MARK.search(data)
    if mark is not None and b"\x00" not in data[: mark.start()]:
        yield _mixed(data[: mark.start()]) + data[mark.start() :].decode("utf-16", "replace")
    if b"\x00" not in data:
        yield _mixed(data)
        return
    # Only UTF-16 writes a line feed with a zero byte; which half is zero tells the byte order.
    for errors in ("strict", "replace"):
        for encoding in ("utf-16-le", "utf-16-be"):
            try:
                yield data.decode(encoding, errors)
            except UnicodeDecodeError:
                continue


def _mixed(data: bytes) -> str:
    """UTF-8 where the whole is that; else line by line what reads best, marks between pieces left out."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        lines = data.replace(_MARK, b"").split(b"\n")
    return "\n".join(line.decode("ascii") if line.isascii() else _line(line) for line in lines)


def _line(line: bytes) -> str:
    candidates = [line.decode("utf-8", "replace"), line.decode("gb18030", "replace")]
    if _UTF8_RUN.search(line):
        candidates.append(_with_passages(line))
    return max(candidates, key=_commonness)


def _with_passages(line: bytes) -> str:
    """A line of GB18030 into which passages of UTF-8 were pasted."""
    pieces, at = [], 0
    for run in _UTF8_RUN.finditer(line):
        pieces += [line[at : run.start()].decode("gb18030", "replace"), run[0].decode("utf-8", "replace")]
        at = run.end()
    return "".join([*pieces, line[at:].decode("gb18030", "replace")])


def _commonness(text: str) -> float:
    """The share of common Chinese among what is not ASCII; broken characters count against it."""
    common = _common()
    beyond = [c for c in text if c > "\x7f"]
    return sum(1 if c in common else -2 * (c == "\ufffd") for c in beyond) / max(1, len(beyond))


@cache
def _common() -> frozenset[str]:
    """The 3,755 characters of the first level of GB 2312 with its marks and full-width letters."""
    rows = ((0xA1, 0xA3), (0xB0, 0xD7))
    pairs = (bytes((high, low)) for a, z in rows for high in range(a, z + 1) for low in range(0xA1, 0xFF))
    return frozenset(pair.decode("gb2312", "ignore") for pair in pairs) - {""}


def _is_readable(text: str) -> bool:
    if text.count("\ufffd") > max(2, len(text) * _BROKEN_SHARE):
        return False
    sample = text[:_SAMPLE]
    odd = sum(
        unicodedata.category(c) in {"Cc", "Cn", "Co", "Cs"} and c not in "\t\n\r\f\v\x1a" for c in sample
    )
    return odd <= len(sample) * _ODD_SHARE
