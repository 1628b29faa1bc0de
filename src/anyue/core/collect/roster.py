"""The office's list of units that are expected to report."""

import re

from anyue.core.errors import ROSTER_EMPTY, AnyueError
from anyue.core.forms.office.archive import Archive, DamagedError
from anyue.core.forms.office.excel import read_excel
from anyue.core.notice.open import open_text

_HEAD = re.compile(r"(?:序号|编号|单位|单位名称|名称|报送单位|应报单位|部门|单位名单)[：:]?")
_NUMBER = re.compile(r"^\s*(?:[（(]?\d{1,4}[）)]?[.、．\s]\s*)")
_MOST_UNITS = 100_000


def read_roster(data: bytes, name: str) -> tuple[str, ...]:
    """The names of a list in order: a text with one name a line, or the first column of names of a workbook.

    Raises AnyueError where the file is neither, or names nobody.
    """
    words = _of_workbook(data) if data.startswith(b"PK") else open_text(data, name).splitlines()
    names = [_NUMBER.sub("", line).strip() for line in words]
    found = tuple(dict.fromkeys(n for n in names if re.search(r"[^\W\d_]", n) and not _HEAD.fullmatch(n)))[
        :_MOST_UNITS
    ]
    if not found:
        raise AnyueError(ROSTER_EMPTY, name=name)
    return found


def _of_workbook(data: bytes) -> list[str]:
    """The first cell of each row that is no number."""
    try:
        sheets = list(read_excel(Archive(data)))
    except DamagedError:
        return []
    rows = sheets[0].rows if sheets else ()
    return [
        next((words for _, words in sorted(row.items()) if not words.strip().isdigit()), "") for row in rows
    ]
