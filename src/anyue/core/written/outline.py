"""A written text seen as an official document: title, addressee, headings, signature and date."""

import re
from dataclasses import dataclass
from enum import StrEnum

_FIRST = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SECOND = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_DATE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_STOPS = "。；：！？，、;:,.!?"
_LONGEST_TITLE, _LONGEST_NAME = 80, 40


class Level(StrEnum):
    """A heading of the first or second level (GB/T 9704-2012, 7.3.3), or body text."""

    FIRST = "first"
    SECOND = "second"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: `heading` is set in the face of its level, `body` follows it in the same line."""

    level: Level
    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A text in its parts; each is "" where the text has none, and together they are all of it, in order."""

    title: str
    addressee: str
    paragraphs: tuple[Paragraph, ...]
    signer: str
    dated: str


def outline(text: str) -> Outline:
    """The parts of a text: its first line is the title unless it ends like a sentence or is a heading."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    title = addressee = signer = dated = ""
    if lines and len(lines[0]) <= _LONGEST_TITLE and lines[0][-1] not in _STOPS and not _is_heading(lines[0]):
        title = lines.pop(0)
    if title and lines and lines[0].endswith(("：", ":")) and len(lines[0]) <= _LONGEST_NAME:
        addressee = lines.pop(0)
    if lines and _DATE.fullmatch(lines[-1]):
        dated = lines.pop()
        if lines and len(lines[-1]) <= _LONGEST_NAME and lines[-1][-1] not in _STOPS:
            signer = "" if _is_heading(lines[-1]) else lines.pop()
    return Outline(title, addressee, tuple(map(_paragraph, lines)), signer, dated)


def level_of(line: str) -> Level:
    """The level of a paragraph by its number."""
    if _FIRST.match(line):
        return Level.FIRST
    return Level.SECOND if _SECOND.match(line) else Level.BODY


def _is_heading(line: str) -> bool:
    return level_of(line) is not Level.BODY


def _paragraph(line: str) -> Paragraph:
    """A heading ends with its first full stop: what follows in the line is body text."""
    level = level_of(line)
    if level is Level.BODY:
        return Paragraph(level, "", line)
    at = line.find("。") + 1 or len(line)
    return Paragraph(level, line[:at], line[at:])
