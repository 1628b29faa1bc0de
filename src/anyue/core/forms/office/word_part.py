"""One attachment of a Word document as a document of its own."""

import re
from collections.abc import Sequence

from lxml import etree

from anyue.core.forms.office.archive import Archive
from anyue.core.forms.office.word import BODY, DOCUMENT
from anyue.core.forms.office.word_fill import PARAGRAPH, SECTION, TABLE, tree_to_fill, words_of

_ATTACHMENT = re.compile(r"附\s{0,4}[件表]\s{0,4}[\d一二三四五六七八九十]{0,3}(?:-\d{1,2})?\s{0,4}[：:]?")


def only_attachment(data: bytes, table: int) -> bytes:
    """The document from the line 附件N above its table number `table` (from 0) to before the next such line.

    Without such lines all of it is kept. Pages, headers and styles stay as they were. Raises DamagedError
    where it is no Word document, IndexError where it has no such table.
    """
    archive = Archive(data)
    root = tree_to_fill(archive)
    body = root.find(BODY)
    blocks = [] if body is None else list(body)
    tables = [at for at, block in enumerate(blocks) if block.tag == TABLE]
    own = tables[table]
    starts = [at for at, block in enumerate(blocks) if _opens_attachment(block)]
    first = max((at for at in starts if at < own), default=0)
    last = min((at for at in starts if at > own), default=len(blocks))
    _keep(blocks, first, last)
    xml = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return archive.with_members({DOCUMENT: xml})


def _opens_attachment(block: etree._Element) -> bool:
    return block.tag == PARAGRAPH and _ATTACHMENT.fullmatch(words_of(block).strip()) is not None


def _keep(blocks: Sequence[etree._Element], first: int, last: int) -> None:
    """Take the other blocks out; the page of a section is written at its end, which may lie beyond `last`."""
    ends = [section for block in blocks[last:] for section in block.iter(SECTION)]
    whole = blocks[-1] if blocks and blocks[-1].tag == SECTION else None
    for at, block in enumerate(blocks):
        parent = block.getparent()
        if parent is not None and not first <= at < last and block is not whole:
            parent.remove(block)
    if whole is not None and ends and ends[0] is not whole:
        parent = whole.getparent()
        if parent is not None:
            parent.replace(whole, ends[0])
