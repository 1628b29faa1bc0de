"""What every Word and Excel file that is written must keep to: bytes of its content only, legal XML."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def settle_package(data: bytes) -> bytes:
    """The Office Open XML package with every date fixed: same parts in, same bytes out.

    The zip format can't say a date before 1980, so that is the date of every part; the document's own dates
    of creation and change go to the same day.
    """
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", part)
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            # Otherwise the system that packs it would show in the bytes.
            entry.create_system = 0
            target.writestr(entry, part)
    return out.getvalue()


def without_illegal(text: str) -> str:
    """The text without the characters that XML 1.0 can't hold at all."""
    return _NOT_IN_XML.sub("", text)
