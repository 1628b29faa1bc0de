"""Take out marks that are no words: those of Markdown and HTML, readings in brackets, invisible characters.

Each function looks at the whole text and yields edits (start, end, replacement), ascending.
"""

import html
import re
from collections.abc import Iterator

from anyue.core.notice.lines import Edit

_INVISIBLE = re.compile(
    "\r|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]|[\x01-\x08\x0e-\x1f\xad]"
)
_TRAILING = re.compile(r"(?<! ) {1,2000}$", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#\d{1,5}|#x[0-9a-fA-F]{1,4}|[a-zA-Z]{2,8})[;；]")
_TAG = re.compile(
    r"<(?P<name>/?(?:br|p|div|span|b|strong|em|i|u|font|h[1-6]|a|center|section|ul|ol|li))"
    r"(?: [^<>\n]{0,300})?/?>",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6} *(?=\S)|^(?: {0,3}> ?){1,4}|^ *[-*+•●◆■▪] +(?=[^\s\d]|\d{1,2}[.、．\\])"
    r"|^ *(?:```[a-z]{0,10}|\*{3,}|-{3,}|={3,}) *$"
    r"|\*\*|`|\\(?=[.\-_*#()\[\]~>+!|])|!\[[^\[\]\n]{0,100}\]\([^()\n]{0,300}\)",
    re.MULTILINE,
)
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]{1,100})\]\((?:https?:|/|\.|#|mailto:|file:)[^()\s]{0,300}\)")
_TONE = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_READING = re.compile(rf"(?<=[\u4e00-\u9fff])[（(](?=[a-zü]{{0,5}}[{_TONE}])[a-zü{_TONE}]{{1,6}}[）)]")


def invisible(text: str) -> Iterator[Edit]:
    """Take out what shows nothing; a carriage return alone was a line end."""
    for found in _INVISIBLE.finditer(text):
        is_old_line_end = found[0] == "\r" and not text.startswith("\n", found.end())
        yield found.start(), found.end(), "\n" if is_old_line_end else ""


def hypertext(text: str) -> Iterator[Edit]:
    """Take out tags, and turn entities such as &nbsp; into their characters."""
    cuts = [(*found.span(), "\n" if found["name"].lower() == "br" else "") for found in _TAG.finditer(text)]
    for found in _ENTITY.finditer(text):
        meant = html.unescape(found[0][:-1] + ";")
        if len(meant) == 1 and (meant.isprintable() or meant == "\xa0"):
            cuts.append((*found.span(), " " if meant.isspace() else meant))
    yield from sorted(cuts)


def markdown(text: str) -> Iterator[Edit]:
    """Take out the marks of headings, lists, quotes, emphasis and links, and strokes before full stops."""
    cuts = [(*found.span(), "") for found in _MARKDOWN.finditer(text)]
    for found in _LINK.finditer(text):
        cuts += [(found.start(), found.start() + 1, ""), (found.end("words"), found.end(), "")]
    yield from sorted(cuts)


def trailing_spaces(text: str) -> Iterator[Edit]:
    """Take out the spaces at the ends of lines; a line of spaces alone is a blank line."""
    yield from ((*found.span(), "") for found in _TRAILING.finditer(text))


def readings(text: str) -> Iterator[Edit]:
    """Take out the readings that some converters of characters leave in brackets: 生产(chǎn)."""
    yield from ((*found.span(), "") for found in _READING.finditer(text))
