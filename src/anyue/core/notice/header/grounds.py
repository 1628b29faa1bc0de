"""The documents that a notice cites as its ground: 根据《…》（文号）, 按照××关于…的通知, a bare number."""

import re
from collections.abc import Iterator

from anyue.core.notice.header.number import DOC_NUMBER
from anyue.core.notice.parts import Part
from anyue.core.notice.plan import Span

_GROUND = re.compile(r"(?:根据|按照|依据|依照|遵照|参照|落实|转发)(?P<cited>[^。；\n]{4,400})")
_BOOK = re.compile(
    r"《[^《》\n]{2,100}(?:[《〈][^《》〈〉\n]{1,80}[》〉][^《》\n]{0,60})?》(?:[（(][^（）()\n]{2,40}号[）)])?"
)
_PLAIN_TITLE = re.compile(
    r"[^，。；《》、和]{2,40}关于[^，。；《》]{4,80}?的?通知(?:[（(][^（）()\n]{2,40}号[）)])?"
)
# Behind these words the notice speaks of its own plan: “结合实际，制定《…》”.
_OWN = re.compile(r"制[定订]|研究|起草|现将|决定|特此|印发给|如下")
_LAW = re.compile(r"《[^》]*(?:法|条例|规定)》$")
_OPENING = 3000


def read_grounds(text: str, parts: tuple[Part, ...]) -> tuple[tuple[str, ...], Span | None]:
    """(documents in order, span of the first); laws that are to be publicised are no ground of a notice."""
    cited: dict[str, Span] = {}
    for part in parts:
        if part.is_form:
            continue
        for ground in _GROUND.finditer(text, part.start, min(part.end, part.start + _OPENING)):
            for start, end in _documents(text, *ground.span("cited")):
                cited.setdefault(text[start:end], (start, end))
    return tuple(cited), next(iter(cited.values()), None)


def _documents(text: str, start: int, end: int) -> Iterator[Span]:
    books = list(_BOOK.finditer(text, start, end))
    for book in books:
        before = _BOOK.sub("", text[start : book.start()])
        if _OWN.search(before):
            break
        if not _LAW.match(book[0]):
            yield book.span()
    if books:
        return
    own = _OWN.search(text, start, end)
    stop = own.start() if own else end
    titles = list(_PLAIN_TITLE.finditer(text, start, stop))
    if titles:
        yield from (title.span() for title in titles)
        return
    yield from (
        number.span() for number in DOC_NUMBER.finditer(text, start, stop) if number[0].endswith("号")
    )
