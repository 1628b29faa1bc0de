"""Take out spaces where no word ends: inside dates, in words spread over a line, strewn by a conversion.

Each function looks at the whole text and yields edits (start, end, replacement), ascending.
"""

import re
from collections.abc import Iterator

from anyue.core.notice.lines import LINE, Edit

_DATE_SPACE = re.compile(
    r"(?= )(?:(?<=\d) {1,4}(?=[年月日号时点届])|(?<=[年月]) {1,4}(?=\d{1,2} {0,4}[月日号])"
    r"|(?<=\d) {1,2}(?=\d(?: {1,2}\d){0,2} {0,4}[年月日])|(?<=通) {1,6}(?=知[ \t]*$)"
    r"|(?<=[年月]) {1,4}(?=\d {1,2}\d {0,4}[月日])"
    r"|(?<=[第为于至到年今]) {1,4}(?=\d{1,4} {0,4}[年月日届个号]))",
    re.MULTILINE,
)
_SPREAD_LINE = re.compile(
    r"^[ \t]*(?:[\u4e00-\u9fff] {1,6}){2,}[\u4e00-\u9fff][ \t]*$|^ *通 {1,6}知 *$", re.MULTILINE
)
# A space in the middle of a sentence; behind the name of an office it may part it from the next, and behind
# a number or a heading it stands for a line end.
_MIDST = re.compile(
    r"[，；、][^，。；：、\s“”《》]{0,30}[^\s局办委部处室站队所会司院校厂村镇乡街道府科园，。；：、]"
    r"(?P<space> )(?=[\u4e00-\u9fff]{1,30}[，。；、])"
)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_STREWN = re.compile(r"(?<=[^\s，。；：]) (?=[^\s])|(?<=[，。；：]) (?=\S)")
_SENTENCE_LENGTH = 25
_LEAST_LINES = 4


def inner_spaces(text: str) -> Iterator[Edit]:
    """Take out spaces inside dates, inside words spread over a line, and in mid-sentence."""
    cuts = [found.span() for found in _DATE_SPACE.finditer(text)]
    for line in _SPREAD_LINE.finditer(text):
        cuts += [gap.span() for gap in _GAP.finditer(text, line.start(), line.end())]
    cuts += [found.span("space") for found in _MIDST.finditer(text)]
    yield from ((start, end, "") for start, end in sorted(set(cuts)))


def strewn_spaces(text: str) -> Iterator[Edit]:
    """Take out every single space of the sentences where most of them hold some between two characters."""
    sentences = [
        line
        for line in LINE.finditer(text)
        if len(line[0].strip()) > _SENTENCE_LENGTH and "\t" not in line[0]
    ]
    hit = sum(bool(_BETWEEN.search(line[0])) for line in sentences)
    if hit < _LEAST_LINES or hit * 3 < len(sentences) * 2:
        return
    for line in LINE.finditer(text):
        if "\t" not in line[0]:
            yield from ((*gap.span(), "") for gap in _STREWN.finditer(text, line.start(), line.end()))
