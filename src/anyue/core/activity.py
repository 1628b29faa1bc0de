"""What a record says of an activity beside its kind, its day and its numbers: places, terms, media."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from anyue.core.errors import AnyueError
from anyue.core.errors.ledger import LINK_UNSAFE, VENUES_DIFFER
from anyue.core.forms.values import format_number
from anyue.core.vocabulary import Kind

VENUES, LINKS = 20, 10
"""The most venues and links of one record."""


@dataclass(frozen=True, slots=True)
class Venue:
    """One place of several, and the numbers that are told of it alone, by the code of the measure."""

    name: str
    measures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """Where the activity was reported in the media; `url` is shown and never fetched."""

    outlet: str
    title: str
    url: str = ""
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """Everything optional of a record; `settings` and `groups` are codes of the vocabulary."""

    place: str = ""
    note: str = ""
    settings: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    venues: tuple[Venue, ...] = ()
    links: tuple[Link, ...] = ()


def summed(kind: Kind, measures: Mapping[str, str], venues: Sequence[Venue]) -> dict[str, str]:
    """The measures of a record, each that is told by venue being the sum over the venues.

    A total that was left empty, or as it was proposed, follows the venues. Raises `AnyueError` VENUES_DIFFER
    where a total was typed that is another one.
    """
    result = dict(measures)
    for measure in kind.measures:
        told = [Decimal(venue.measures[measure.code]) for venue in venues if measure.code in venue.measures]
        if not told:
            continue
        total = format_number(sum(told, Decimal()))
        given = measures.get(measure.code)
        proposed = None if measure.default is None else str(measure.default)
        if given not in {None, proposed, total}:
            raise AnyueError(
                VENUES_DIFFER,
                field=measure.code,
                measure=measure.name,
                given=given,
                total=total,
                unit=measure.unit,
            )
        result[measure.code] = total
    return result


def safe_link(url: str) -> str:
    """The address of a web page, with the scheme that people leave out; "" for none.

    Raises `AnyueError` LINK_UNSAFE for anything but http and https, so that no link on a page runs a script.
    """
    text = url.strip()
    if not text:
        return ""
    whole = text if "://" in text or ":" in text.split("/", 1)[0].split("?", 1)[0] else f"https://{text}"
    try:
        parts = urlsplit(whole)
        is_web = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    except ValueError:
        is_web = False
    if not is_web or any(letter.isspace() or not letter.isprintable() for letter in whole):
        raise AnyueError(LINK_UNSAFE)
    return whole
