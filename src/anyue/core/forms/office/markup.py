"""The XML of Office files: parsed within limits, and flattened into one text by a stylesheet.

So thousands of files are read without a step in Python for each element. Noncharacters of Unicode, which no
document holds, stand between the parts.
"""

from lxml import etree

from anyue.core.forms.office.archive import DamagedError

BLOCK, TABLE, ROW, CELL, FIELD = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
"""What begins a line or a table, a table among these, a row and a cell, and what parts a cell's fields."""

_STYLESHEET = (
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" {namespaces}>'
    '<xsl:output method="text"/>{templates}</xsl:stylesheet>'
)
# Nothing is fetched and no entity is expanded, whatever the file says.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False)


def parsed(data: bytes) -> etree._Element:
    """The root; DamagedError for what is no XML, or declares entities, which ISO/IEC 29500-2 forbids."""
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as fault:
        raise DamagedError from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedError
    return root


def stylesheet(namespaces: str, templates: str) -> etree.XSLT:
    """A stylesheet with these templates, whose literal text is given in `xsl:text`."""
    return etree.XSLT(etree.XML(_STYLESHEET.format(namespaces=namespaces, templates=templates)))


def flattened(root: etree._Element, through: etree.XSLT) -> str:
    """The text that a stylesheet makes of a document; DamagedError where it can't be gone through."""
    try:
        return str(through(root))
    except etree.XSLTError as fault:
        raise DamagedError from fault
