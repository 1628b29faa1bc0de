"""Entries as a table for Excel or as CSV; no cell of either can be taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils import timezone

from anyue.audit.choices import Result
from anyue.audit.models import AuditEntry
from anyue.audit.words import action_words
from anyue.core.forms.book import FORMULA_STARTS, book_bytes, new_book, put_text

HEAD = ("编号", "时间", "账号", "单位", "操作", "对象", "结果", "理由", "地址")
MOST = 50_000


def cells_of(entry: AuditEntry) -> list[str]:
    """One row: ids and words, in the order of the head."""
    return [
        str(entry.number or "未封存"),
        f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}",
        str(entry.by_id or ""),
        str(entry.unit_id or ""),
        action_words(entry.action),
        entry.target,
        str(Result(entry.result).label if entry.result in Result.values else entry.result),
        entry.reason,
        entry.address,
    ]


def as_csv(entries: Iterable[AuditEntry]) -> Iterator[bytes]:
    """CSV in UTF-8 with a mark, as Excel wants it; what could start a formula begins with an apostrophe."""
    yield "\ufeff".encode()
    for row in (list(HEAD), *map(cells_of, entries)):
        line = io.StringIO()
        csv.writer(line).writerow([f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in row])
        yield line.getvalue().encode()


def as_xlsx(entries: Iterable[AuditEntry]) -> bytes:
    """A workbook of texts."""
    book, sheet = new_book("审计记录")
    for number, row in enumerate((list(HEAD), *map(cells_of, entries)), 1):
        for column, cell in enumerate(row, 1):
            put_text(sheet.cell(number, column), cell)
    return book_bytes(book)
