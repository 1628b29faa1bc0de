"""Numbers that lead to somebody: telephones, identity and credit codes, plates, numbers of documents."""

import re
from collections.abc import Iterator

from anyue.core.anonymise.stream import STOPS, Span, stream_of

NUMBER, PLATE, DOCUMENT = "number", "plate", "document"
_PUT = "××"
# Wherever they stand in a row of digits, whatever stands between these.
_PERSONAL = re.compile(
    r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9X]"
    r"|(?<!\d)[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)"
    r"|(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)"
)
_MOST_PLAIN = 6
# What is none of them, as it is written: days, spans of years, sums of money, numbers of standards.
_PLAIN = re.compile(
    r"(?<![0-9A-Za-z])(?:19|20)\d{2}([-./])(?:0?[1-9]|1[0-2])\1(?:[12]\d|3[01]|0?[1-9])(?![0-9A-Za-z])"
    r"|(?<![0-9A-Za-z])(?:19|20)\d{2} ?[-—–~～] ?(?:19|20)\d{2}(?=年)"
    r"|(?<![0-9A-Za-z.])\d{1,10}(?:\.\d{1,4})?(?= ?[万亿]?(?:余|多)?元)"
    r"|(?<![0-9A-Za-z])(?:GB|AQ|YJ|XF|GA|JGJ|SH|HG|MT|TSG|DB\d{2}|JT|DL|NB|SY|QB|CJJ|GBZ)(?:/[TZ])? ?"
    r"\d{1,6}(?:\.\d{1,2})?(?:[-—–](?:19|20)\d{2})?(?![0-9A-Za-z])"
)
_RUN = re.compile(r"[0-9A-Z]+")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(rf"[{_PROVINCES}][A-Z](?=[A-Z]{{0,4}}\d)[A-HJ-NP-Z0-9]{{4,6}}[挂学警港澳]?")
_DOCUMENT = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:年)?第?\d{1,6}号")


def number_spans(text: str) -> Iterator[Span]:
    """Telephones, codes and plates, split or full-width as they may be."""
    whole = stream_of(text)
    taken = [whole.span(*found.span(), _PUT, NUMBER) for found in _PERSONAL.finditer(whole.text)]
    yield from taken
    for found in _PLATE.finditer(whole.text):
        yield whole.span(*found.span(), _PUT, PLATE)
    yield from _runs(text, taken)


def _runs(text: str, taken: list[Span]) -> Iterator[Span]:
    """Rows of more than six digits that are nothing plain: landlines, codes, accounts."""
    plain = [
        found.span()
        for found in _PLAIN.finditer(text)
        if not any(span.start < found.end() and found.start() < span.end for span in taken)
    ]
    blanked = list(text)
    for start, end in plain:
        blanked[start:end] = "。" * (end - start)
    stream = stream_of("".join(blanked), STOPS)
    for found in _RUN.finditer(stream.text):
        if sum(char.isdigit() for char in found.group()) > _MOST_PLAIN:
            yield stream.span(*found.span(), _PUT, NUMBER)


def document_spans(text: str) -> Iterator[Span]:
    """〔2026〕12号 in any brackets: by it the decision is found."""
    stream = stream_of(text)
    for found in _DOCUMENT.finditer(stream.text):
        # The brackets around the year go with it.
        span = stream.span(*found.span(), "×号", DOCUMENT)
        start = span.start - (span.start > 0 and text[span.start - 1] in "〔[（(【［")
        yield Span(start, span.end, span.put, span.rule)
