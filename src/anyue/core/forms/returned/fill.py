"""Values into the blanks of an office's own file: all else stays as it was."""

import re
from collections.abc import Iterator, Mapping, Sequence

from anyue.core.forms.office.archive import Archive
from anyue.core.forms.office.excel import read_excel
from anyue.core.forms.office.excel_fill import fill_excel
from anyue.core.forms.office.grid import LINE, Fill
from anyue.core.forms.office.word import read_word
from anyue.core.forms.office.word_fill import fill_word
from anyue.core.forms.returned.agreement import Value
from anyue.core.forms.returned.template import Template

_ASKED = re.compile(
    r"(?P<label>填[报表]单位|报送单位|填[报表]日期|填报时间|报送日期)(?:[（(][^（）()\n]{1,10}[）)])?[：:]"
)
_GAP = re.compile(r"[\s_]{0,80}")
_HEAD_LINES = 40


def fill_form(
    template: Template, blank: bytes, values: Sequence[Value], heading: Mapping[str, str] | None = None
) -> bytes:
    """The blank form with these values, one for each indicator; a None leaves its blank as it is.

    `heading` answers what stands above the table, 填报单位 and 填报日期, where these are still empty there.
    """
    fills = list(_heading(template, blank, heading)) if heading else []
    for spot in template.spots:
        value = values[spot.index]
        if value is None:
            continue
        words = value if isinstance(value, str) else f"{value}"
        number = None if isinstance(value, str) or not spot.is_whole else value
        fills.append(Fill(spot.row, spot.column, spot.start, spot.end, words, number))
    if template.sheet is None:
        return fill_word(blank, fills)
    return fill_excel(blank, fills, template.sheet)


def _heading(template: Template, blank: bytes, heading: Mapping[str, str]) -> Iterator[Fill]:
    archive = Archive(blank)
    sheet = read_word(archive) if template.sheet is None else list(read_excel(archive))[template.sheet]
    first = min(((spot.row, spot.column) for spot in template.spots), default=(0, 0))
    places = [(row, LINE, words) for row, words in enumerate(sheet.lines[:_HEAD_LINES])]
    if first[1] != LINE:
        above = enumerate(sheet.rows[: first[0]])
        places += [(row, column, words) for row, cells in above for column, words in cells.items()]
    for row, column, words in places:
        for asked in _ASKED.finditer(words):
            gap = _GAP.match(words, asked.end())
            answer = heading.get("填报单位" if "单位" in asked["label"] else "填报日期")
            if gap is None or answer is None or (gap.end() < len(words) and len(gap[0]) < 2):
                continue
            # What stands after the blank keeps its place as far as the words leave room for it.
            room = len(gap[0]) - 2 * len(answer)
            tail = " " * max(2, room) if gap.end() < len(words) else ""
            yield Fill(row, column, gap.start(), gap.end(), answer + tail)
