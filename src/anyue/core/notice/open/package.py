"""`Package`: the parts of a zip file (Word, Excel, OFD, an archive), read within limits."""

import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from anyue.core.errors import (
    FILE_DAMAGED,
    FILE_ENCRYPTED,
    FILE_HAS_TOO_MANY_PARTS,
    FILE_SWELLS,
    AnyueError,
)
from anyue.core.file_sizes import MEGABYTE
from anyue.core.notice.open.limits import (
    PACKED_RATIO,
    PART_NODES,
    PARTS,
    RATIO_COUNTS_FROM_MEGABYTES,
    UNPACKED_MEGABYTES,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_IS_ENCRYPTED = 0x1
_IS_UTF8 = 0x800
# ISO names of Strict documents, and those that every program writes.
_NAMESPACES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Package:
    """A zip file in memory. What its parts come to is counted over all reads of them."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises AnyueError FILE_DAMAGED, FILE_HAS_TOO_MANY_PARTS."""
        self._name = name
        self._left = UNPACKED_MEGABYTES * MEGABYTE
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError) as error:
            raise AnyueError(FILE_DAMAGED, name=name) from error
        members = self._zip.infolist()
        if len(members) > PARTS:
            raise AnyueError(FILE_HAS_TOO_MANY_PARTS, name=name, count=len(members), limit=PARTS)
        self._members = {_real_name(member): member for member in members if not member.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts in the order of the zip file, with / between folders."""
        return tuple(self._members)

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        Raises AnyueError FILE_DAMAGED (missing or broken), FILE_ENCRYPTED, FILE_SWELLS (over the limits).
        """
        member = self._members.get(part)
        if member is None:
            raise AnyueError(FILE_DAMAGED, name=self._name)
        if member.flag_bits & _IS_ENCRYPTED:
            raise AnyueError(FILE_ENCRYPTED, name=self._name)
        is_repetition = member.file_size > max(
            RATIO_COUNTS_FROM_MEGABYTES * MEGABYTE, PACKED_RATIO * member.compress_size
        )
        if is_repetition or member.file_size > self._left:
            raise AnyueError(FILE_SWELLS, name=self._name, limit=UNPACKED_MEGABYTES)
        try:
            with self._zip.open(member) as stream:
                data = stream.read(member.file_size + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise AnyueError(FILE_DAMAGED, name=self._name) from error
        self._left -= len(data)
        return data

    def xml(self, part: str) -> "_Element | None":
        """The root of an XML part; None where the package has no such part.

        Nothing outside the part is fetched, and entities that the part itself defines are not opened.
        """
        return parse_xml(self.read(part), self._name) if part in self._members else None


def parse_xml(data: bytes, name: str) -> "_Element":
    """The root element.

    Raises AnyueError FILE_DAMAGED where it is no XML or goes deeper than 256 levels, FILE_SWELLS where its
    tree would take far more memory than its bytes do.
    """
    from lxml import etree  # noqa: PLC0415  Only files of XML need it.

    if data.count(b"<") + data.count(b"=") > PART_NODES:
        raise AnyueError(FILE_SWELLS, name=name, limit=UNPACKED_MEGABYTES)
    for strict, common in _NAMESPACES:
        data = data.replace(strict, common)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise AnyueError(FILE_DAMAGED, name=name) from error


def _real_name(member: ZipInfo) -> str:
    """The name as its writer meant it: zip files made on Chinese Windows carry GBK without saying so."""
    name = member.filename
    if not member.flag_bits & _IS_UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding).replace("\\", "/")
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
