"""Reads the head: finds where it ends, and asks each matter's reader for its field."""

import re
from dataclasses import dataclass, field

from anyue.core.notice.header.grounds import read_grounds
from anyue.core.notice.header.number import read_number
from anyue.core.notice.header.recipients import read_recipients
from anyue.core.notice.header.signature import read_signature
from anyue.core.notice.header.theme import read_theme
from anyue.core.notice.header.title import read_title
from anyue.core.notice.numerals import YEAR, year_number
from anyue.core.notice.outline import Item
from anyue.core.notice.parts import Line, Part, lines_of
from anyue.core.notice.plan import Span

_HEAD_LINES = 60


@dataclass(slots=True)
class Header:
    """What the head says; `spans` gives for each field its stretch of text, `doubts` why it is unsure."""

    issuer: str | None = None
    doc_number: str | None = None
    title: str | None = None
    issued_on: str | None = None
    recipients: tuple[str, ...] = ()
    theme: str | None = None
    based_on: tuple[str, ...] = ()
    spans: dict[str, Span] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)

    def note(self, name: str, span: Span | None, doubt: str | None = None) -> None:
        """Keep where a field was found, and why it is unsure."""
        if span:
            self.spans[name] = span
        if doubt:
            self.doubts[name] = doubt


def read_header(
    text: str, parts: tuple[Part, ...], sections: list[Item], doing_from: int | None = None
) -> Header:
    """The header fields that the text states; what it does not state stays None.

    `doing_from` is the offset at which the sections begin that say what is to be done: a theme named only
    behind it belongs to one activity, perhaps.
    """
    header = Header()
    main = parts[0]
    first = min((item.start for item in sections if item.start >= main.start), default=main.end)
    head = list(lines_of(text, main.start, min(main.end, first)))[:_HEAD_LINES]
    addressed = read_recipients(head, 0)
    below = addressed[1][0] if addressed else (head[-1].end if head else 0)
    if number := read_number([line for line in head if line.start < below or not addressed]):
        header.doc_number = number[0]
        header.note("doc_number", *number[1:])
    titled = read_title(text, head, below, parts)
    if titled:
        header.title = titled[0]
        header.note("title", *titled[1:])
    if not addressed and titled:
        addressed = read_recipients(head, titled[1][1])
    if addressed:
        header.recipients = addressed[0]
        header.note("recipients", addressed[1])
    _read_signature(header, text, parts, head)
    if theme := read_theme(text, parts, sections, len(text) if doing_from is None else doing_from):
        header.theme = theme[0]
        header.note("theme", *theme[1:])
    header.based_on, span = read_grounds(text, parts)
    header.note("based_on", span)
    return header


def _read_signature(header: Header, text: str, parts: tuple[Part, ...], head: list[Line]) -> None:
    title = (header.title, header.spans["title"]) if header.title else None
    signed = read_signature(text, parts, head, title, _stated_year(header, text))
    header.issuer, header.issued_on = signed.issuer, signed.issued_on
    header.note("issuer", signed.issuer_span, signed.issuer_doubt)
    header.note("issued_on", signed.issued_span, signed.issued_doubt)


def _stated_year(header: Header, text: str) -> int | None:
    """The year of the title, else of the number, else the first in the text."""
    for words in (header.title, header.doc_number, text[:20000]):
        if found := re.search(rf"({YEAR})|[〔\[（(]((?:19|20)\d{{2}})[〕\]）)]", words or ""):
            return year_number(found[1] or found[2])
    return None
