"""Open Markdown: marks off, tables of bars as tables; line ends as they stand."""

import re
from collections.abc import Iterator

from anyue.core.forms.form import Place
from anyue.core.notice.open.opened import Opened
from anyue.core.notice.open.transcript import GridCell, Transcript

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[^\n]{0,500}\n){0,40}?---[ \t]*\n")
_RULER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){0,200}\|?[ \t]*")
_LINE_MARK = re.compile(r"[ ]{0,3}(?:#{1,6}[ \t]+|(?:>[ \t]?){1,5}|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)")
_CLOSING_MARK = re.compile(r"[ \t]+#{1,6}[ \t]*$")
_THEMATIC = re.compile(r"[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})")
_SETEXT = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*")
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,1000}\)|<((?:https?://|mailto:)[^>\s]{1,500})>")
_EMPHASIS = re.compile(r"(\*{1,3}|~~|`{1,2})(?=\S)([^*~`\n]{1,500}?)(?<=\S)\1")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?>")
_BREAK_TAG = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKED = re.compile(r"[*~`<\\]|\]\(")
_BAR = re.compile(r"(?<!\\)\|")


def open_markdown(text: str, name: str) -> Opened:
    """The words of a Markdown file without their marks. Raises AnyueError FILE_EMPTY, FILE_TOO_LONG."""
    transcript = Transcript(name)
    front = _FRONT_MATTER.match(text)
    lines = text[front.end() if front else 0 :].replace("\r\n", "\n").split("\n")
    tables, at, is_code = 0, 0, False
    while at < len(lines):
        line = lines[at]
        if _FENCE.match(line):
            is_code = not is_code
        elif is_code:
            transcript.line(line)
        elif _begins_table(lines, at):
            end = next((i for i in range(at + 2, len(lines)) if "|" not in lines[i]), len(lines))
            rows = [lines[at], *lines[at + 2 : end]]
            transcript.table(Place(name, tables), _cells(rows))
            tables += 1
            at = end
            continue
        elif not _THEMATIC.fullmatch(line) and not (at and lines[at - 1].strip() and _SETEXT.fullmatch(line)):
            transcript.line(_plain(_unmarked(line)))
        at += 1
    return transcript.opened()


def _begins_table(lines: list[str], at: int) -> bool:
    ruler = lines[at + 1] if at + 1 < len(lines) else ""
    return "|" in lines[at] and "|" in ruler and _RULER.fullmatch(ruler) is not None


def _cells(rows: list[str]) -> Iterator[GridCell]:
    for row, line in enumerate(rows):
        for column, words in enumerate(_BAR.split(line.strip().removeprefix("|").removesuffix("|"))):
            yield GridCell(_plain(_BREAK_TAG.sub("\n", words).strip()), row, column)


def _unmarked(line: str) -> str:
    """A line without the mark of a heading, a quotation or a list before it."""
    mark = _LINE_MARK.match(line)
    if mark is None:
        return line
    return _CLOSING_MARK.sub("", line[mark.end() :]) if "#" in mark[0] else line[mark.end() :]


def _plain(line: str) -> str:
    """The words of a line. Underscores stay: in a notice they are blanks to fill."""
    if not _MARKED.search(line):
        return line
    line = _LINK.sub(lambda m: m[1] or m[2], _PICTURE.sub("", _BREAK_TAG.sub("\n", line)))
    line = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", line))
    return _ESCAPE.sub(r"\1", _TAG.sub("", line))
