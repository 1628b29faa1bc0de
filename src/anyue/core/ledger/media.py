"""Reports in the media as one cell tells them: a line each, 青溪日报《标题》 网址 日期."""

import re
from collections.abc import Iterable
from datetime import date

from anyue.core.activity import Link, safe_link
from anyue.core.errors import AnyueError
from anyue.core.errors.ledger import LINK_UNTITLED, ROW_DAY_UNREADABLE, ROW_TEXT_TOO_LONG

LONGEST_OUTLET, LONGEST_TITLE, LONGEST_URL = 60, 120, 500
_TITLE = re.compile(r"([^《]*)《(.+)》")
_DAY = re.compile(r"20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}")
_ADDRESS = re.compile(r"(?:[A-Za-z]+://|www\.)\S+")


def media_words(links: Iterable[Link]) -> str:
    """The reports in one cell."""
    return "\n".join(_line(link) for link in links)


def _line(link: Link) -> str:
    title = f"《{link.title}》" if link.title else ""
    day = link.published_on.isoformat() if link.published_on else ""
    return " ".join(filter(None, [f"{link.outlet}{title}", link.url, day]))


def media_in(text: str) -> tuple[Link, ...]:
    """The reports that a cell tells, a line each; words without 《》 name the outlet.

    Raises AnyueError LINK_UNSAFE, LINK_UNTITLED, ROW_DAY_UNREADABLE or ROW_TEXT_TOO_LONG.
    """
    return tuple(_link(line) for line in text.splitlines() if line.strip())


def _link(line: str) -> Link:
    url, day, words = "", None, []
    for word in line.split():
        if _ADDRESS.fullmatch(word):
            url = safe_link(word)
        elif _DAY.fullmatch(word):
            day = _day(word)
        else:
            words.append(word)
    said = " ".join(words)
    titled = _TITLE.fullmatch(said)
    outlet, title = (titled[1].strip(), titled[2]) if titled else (said, "")
    if not said:
        raise AnyueError(LINK_UNTITLED)
    for told, limit in ((outlet, LONGEST_OUTLET), (title, LONGEST_TITLE), (url, LONGEST_URL)):
        if len(told) > limit:
            raise AnyueError(ROW_TEXT_TOO_LONG, length=len(told), limit=limit)
    return Link(outlet, title, url, day)


def _day(word: str) -> date:
    year, month, day = map(int, word.split("-"))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise AnyueError(ROW_DAY_UNREADABLE, given=word) from error
