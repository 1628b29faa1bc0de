"""More rows in a Word table: copies of one that is there, empty, with its looks."""

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from anyue.core.forms.office.archive import Archive
from anyue.core.forms.office.word import DOCUMENT, W
from anyue.core.forms.office.word_fill import grid_of, tree_to_fill

_ROW, _TEXT = W + "tr", W + "t"


def with_copies(data: bytes, copies: Mapping[int, int]) -> bytes:
    """The document with so many empty copies of some rows right after these, by their number among all rows.

    Raises DamagedError where it is no Word document, IndexError for a row that it doesn't have.
    """
    archive = Archive(data)
    root = tree_to_fill(archive)
    _, rows = grid_of(root)
    for number, count in copies.items():
        row = next(iter(rows[number].values())).iterancestors(_ROW).__next__()
        for _ in range(count):
            row.addnext(_empty(row))
    xml = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return archive.with_members({DOCUMENT: xml})


def _empty(row: etree._Element) -> etree._Element:
    copy = deepcopy(row)
    for text in copy.iter(_TEXT):
        text.text = ""
    return copy
