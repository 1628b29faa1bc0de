"""Reads: items within reach, where a unit may send them, and what is public."""

from anyue.cases.queries.items import (
    Row,
    counted,
    item_for,
    item_to_keep,
    items_of,
    rows_named,
    rows_of,
    seen_versions,
    standing_content,
    standing_version,
    units_that_keep,
    waiting_cases,
)
from anyue.cases.queries.lines import Line, line_named, lines_of
from anyue.cases.queries.pictures import (
    all_pictures_of,
    picture_for,
    pictures_of,
    pictures_to_publish,
    published_pictures,
)
from anyue.cases.queries.public import (
    Preview,
    preview_of,
    public_item,
    public_register_of,
    published_in,
    register_named,
    registers_of,
)

__all__ = [
    "Line",
    "Preview",
    "Row",
    "all_pictures_of",
    "counted",
    "item_for",
    "item_to_keep",
    "items_of",
    "line_named",
    "lines_of",
    "picture_for",
    "pictures_of",
    "pictures_to_publish",
    "preview_of",
    "public_item",
    "public_register_of",
    "published_in",
    "published_pictures",
    "register_named",
    "registers_of",
    "rows_named",
    "rows_of",
    "seen_versions",
    "standing_content",
    "standing_version",
    "units_that_keep",
    "waiting_cases",
]
