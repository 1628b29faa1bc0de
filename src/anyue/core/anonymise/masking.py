"""All rules together: a text in pieces, each as it was or as the public reads it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anyue.core.anonymise.contacts import contact_spans
from anyue.core.anonymise.enterprises import RULE as ENTERPRISE
from anyue.core.anonymise.enterprises import enterprise_spans
from anyue.core.anonymise.numbers import DOCUMENT, document_spans, number_spans
from anyue.core.anonymise.people import known_people, people_behind_posts
from anyue.core.anonymise.places import address_spans, known_place
from anyue.core.anonymise.stream import Span, Stream, letters, stream_of

MORE = "more"
_PUT = "××"
_LEAST = 2
_MOST_PASSES = 50


@dataclass(frozen=True, slots=True)
class Parties:
    """Whom a text is about, and how far the public may know: `is_named` lets the enterprise's name stand.

    `areas` are the names of the areas above, the widest first: the last is told instead of the enterprise.
    `more` are words that a person wants gone as well; `number` is that of the document the case rests on.
    """

    enterprise: str = ""
    people: tuple[str, ...] = ()
    place: str = ""
    number: str = ""
    areas: tuple[str, ...] = ()
    is_named: bool = False
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the public text; `was` is what they stand for, and "" where nothing was changed."""

    text: str
    was: str = ""
    rule: str = ""


def public_text(pieces: Sequence[Piece]) -> str:
    """What the public reads."""
    return "".join(piece.text for piece in pieces)


def anonymise(text: str, parties: Parties, *, has_norms: bool = False) -> tuple[Piece, ...]:
    """The text in pieces with nothing left that a rule finds, so that a second time changes nothing.

    `has_norms` lets numbers of published norms stand, as the legal basis cites them.
    """
    pieces: tuple[Piece, ...] = (Piece(text),) if text else ()
    for _ in range(_MOST_PASSES):
        now = public_text(pieces)
        spans = _joined(now, _found(now, parties, has_norms=has_norms))
        if not spans:
            break
        # From the end, so that what stands before keeps its place.
        for span in reversed(spans):
            pieces = _replaced(pieces, span)
    return pieces


def _found(text: str, parties: Parties, *, has_norms: bool) -> Iterator[Span]:
    stream = stream_of(text)
    kept = list(stream.spans(parties.enterprise, "", ENTERPRISE)) if parties.is_named else []
    for span in _by_rule(text, stream, parties, has_norms=has_norms):
        if not any(span.start < one.end and one.start < span.end for one in kept):
            yield span
    for word in parties.more:
        if len(letters(word)) >= _LEAST:
            yield from stream.spans(word, _PUT, MORE)


def _by_rule(text: str, stream: Stream, parties: Parties, *, has_norms: bool) -> Iterator[Span]:
    if not parties.is_named:
        yield from enterprise_spans(stream, parties.enterprise, parties.areas)
    yield from known_people(stream, parties.people)
    yield from known_place(stream, parties.place)
    if len(letters(parties.number)) > _LEAST:
        yield from stream.spans(parties.number, _PUT, DOCUMENT)
    yield from number_spans(text)
    yield from contact_spans(text)
    yield from people_behind_posts(text)
    yield from address_spans(text)
    if not has_norms:
        yield from document_spans(text)


def _joined(text: str, spans: Iterator[Span]) -> list[Span]:
    """Spans in order, those that overlap as one with the words of the longest."""
    changing = {span for span in spans if text[span.start : span.end] != span.put}
    joined: list[tuple[Span, int]] = []
    for span in sorted(changing, key=lambda one: (one.start, -one.end, one.rule)):
        length = span.end - span.start
        if joined and span.start < joined[-1][0].end:
            last, longest = joined[-1]
            said = span if length > longest else last
            joined[-1] = (
                Span(last.start, max(last.end, span.end), said.put, said.rule),
                max(length, longest),
            )
        else:
            joined.append((span, length))
    return [span for span, _ in joined]


def _replaced(pieces: Sequence[Piece], span: Span) -> tuple[Piece, ...]:
    """The pieces with one span of their public text replaced; what it cuts of a changed piece becomes one."""
    before: list[Piece] = []
    after: list[Piece] = []
    head, was, tail, at = "", "", "", 0
    for piece in pieces:
        end = at + len(piece.text)
        if end <= span.start:
            before.append(piece)
        elif at >= span.end:
            after.append(piece)
        else:
            left, right = piece.text[: max(span.start - at, 0)], piece.text[span.end - at :]
            if piece.was:
                head, was, tail = head + left, was + piece.was, right
            else:
                was += piece.text[len(left) : span.end - at]
                before += [Piece(left)] if left else []
                after += [Piece(right)] if right else []
        at = end
    return (*before, Piece(head + span.put + tail, was, span.rule), *after)
