"""Opening files: bytes in, words and tables out, or one catalogued problem.

No file leads anywhere else: no network, no external entity, no linked file, no macro, no formula.
"""

from anyue.core.notice.open.document import open_document
from anyue.core.notice.open.files import file_named, open_files
from anyue.core.notice.open.opened import Opened, Table, TableCell
from anyue.core.notice.open.text import open_text

__all__ = ["Opened", "Table", "TableCell", "file_named", "open_document", "open_files", "open_text"]
