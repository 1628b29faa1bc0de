"""What of an item the public reads: its public fields, anonymised."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from anyue.core.anonymise import Parties, Piece, anonymise, public_text
from anyue.core.anonymise.places import RULE as PLACE
from anyue.core.anonymise.places import public_place
from anyue.core.anonymise.stream import letters
from anyue.core.cases.fields import FIELDS, Content, Field, Kind, Register, told

_BETWEEN = re.compile(r"[、，,；;/\n]+")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")


@dataclass(frozen=True, slots=True)
class PublicField:
    """One field beside what the public reads of it; `text` is that, and "" where it is left out."""

    field: Field
    was: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What the public reads."""
        return public_text(self.pieces)


def parties_of(
    register: Register,
    content: Content,
    *,
    areas: Sequence[str],
    is_named: bool = False,
    more: Sequence[str] = (),
) -> Parties:
    """Whom an item is about; only an exposure may name its enterprise."""
    return Parties(
        enterprise=content.get("enterprise", ""),
        people=tuple(people_in(content.get("person", ""), content.get("people", ""))),
        place=content.get("place", ""),
        number=content.get("number", ""),
        areas=tuple(areas),
        is_named=is_named and register is Register.EXPOSURE,
        more=tuple(more),
    )


def people_in(*fields: str) -> list[str]:
    """The names in some fields; 张三 李四 are two, 张 三 is one."""
    names = [name.strip() for text in fields for name in _BETWEEN.split(text)]
    return [one for name in names if name for one in _spaced(name)]


def _spaced(name: str) -> list[str]:
    parts = name.split()
    return parts if len(parts) > 1 and all(map(_HAN_NAME.fullmatch, parts)) else [name]


def public_fields(register: Register, content: Content, parties: Parties) -> list[PublicField]:
    """The public fields that hold something, in order."""
    return [
        PublicField(field, words, _pieces(field, words, parties))
        for field in FIELDS[register]
        if field.is_public and (words := told(field, content.get(field.code, "")))
    ]


def _pieces(field: Field, words: str, parties: Parties) -> tuple[Piece, ...]:
    if field.kind not in {Kind.LINE, Kind.TEXT}:
        return (Piece(words),)
    if field.code == "place":
        kept = public_text(anonymise(public_place(words), parties))
        return (Piece(kept, "" if kept == words else words, PLACE),)
    if field.code == "url":
        return (Piece(words),) if _may_link(words, parties) else (Piece("", words, "link"),)
    return anonymise(words, parties, has_norms=field.code == "basis")


def _may_link(url: str, parties: Parties) -> bool:
    """A page elsewhere names the enterprise, so that it may be told only where ours does."""
    hidden = {letters(one) for one in (*parties.people, *parties.more)} - {""}
    return parties.is_named and not any(one in letters(url) for one in hidden)
