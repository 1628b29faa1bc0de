"""`open_files`: the several files of one notice, or an archive of them, as one text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from anyue.core.errors import (
    ARCHIVE_WITHIN_ARCHIVE,
    FILE_EMPTY,
    FILE_HAS_TOO_MANY_PARTS,
    FILE_TOO_LONG,
    AnyueError,
)
from anyue.core.file_sizes import MEGABYTE
from anyue.core.notice.open.document import archive_of, open_document
from anyue.core.notice.open.file_order import Rank, attachment_number, bare_stem, rank_of
from anyue.core.notice.open.limits import FILES, TEXT_MEGABYTES
from anyue.core.notice.open.opened import Opened
from anyue.core.notice.open.package import Package

# What systems and programs leave beside the files that a person put in.
_LEFT_OVER = re.compile(r"(?:^|/)(?:~\$|\.|__MACOSX/|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_NUMBER_LINE = re.compile(r"^\s*附\s?[件表]", re.MULTILINE)
_HAN = re.compile("[^\u4e00-\u9fff]+")
_HEAD_LINES = 300
_STRETCH = 6
_SAME_SHARE = 0.85
# A few words may be the same by chance.
_COMPARED_FROM = 40
_SAMPLE = 20_000
# Of two files with the same words, the one whose kind keeps more of them: cells, numbers, line ends.
_KEEPS_MOST = (
    ".docx",
    ".xlsx",
    ".doc",
    ".wps",
    ".xls",
    ".et",
    ".md",
    ".html",
    ".htm",
    ".txt",
    ".ofd",
    ".pdf",
)


@dataclass(frozen=True, slots=True)
class _File:
    opened: Opened
    rank: Rank


def open_files(files: Sequence[tuple[str, bytes]]) -> Opened:
    """The files (name, bytes) of one notice as one text, in reading order, archives opened.

    Before an attachment whose number only its name tells stands a line “附件2”. A file that can't be opened
    is a remark as long as another one can; so is a second copy of the same words in another format.
    Raises AnyueError: the first file's problem where none can be opened.
    """
    problems: list[AnyueError] = []
    found = []
    for name, data in _unpacked(files, problems):
        try:
            opened = open_document(data, name)
        except AnyueError as problem:
            problems.append(problem)
        else:
            found.append(_File(opened, rank_of(name, opened.text)))
    if not found:
        raise problems[0] if problems else AnyueError(FILE_EMPTY, name=files[0][0] if files else "")
    kept, remarks = _without_copies(sorted(found, key=lambda file: file.rank))
    remarks += [problem.message for problem in problems]
    joined = kept[0].opened if len(kept) == 1 else _join([file.opened for file in kept])
    return replace(joined, remarks=(*joined.remarks, *remarks))


def file_named(files: Sequence[tuple[str, bytes]], name: str) -> bytes | None:
    """The bytes of the file of this name among those of a notice or in an archive of them, or None."""
    return next((data for found, data in _unpacked(files, []) if found == name), None)


def _unpacked(files: Sequence[tuple[str, bytes]], problems: list[AnyueError]) -> Iterator[tuple[str, bytes]]:
    """Each file, and each file of an archive; an archive within an archive is a problem."""
    count = 0
    for name, data in files:
        try:
            archive = archive_of(data, name)
            members = [] if archive is None else [m for m in archive.names if not _LEFT_OVER.search(m)]
        except AnyueError as problem:
            problems.append(problem)
            continue
        count += max(1, len(members))
        if count > FILES:
            raise AnyueError(FILE_HAS_TOO_MANY_PARTS, name=name, count=count, limit=FILES)
        if archive is None:
            yield name, data
        else:
            yield from _members(archive, members, problems)


def _members(archive: Package, members: list[str], problems: list[AnyueError]) -> Iterator[tuple[str, bytes]]:
    for member in members:
        name = PurePath(member).name
        try:
            data = archive.read(member)
            if archive_of(data, name) is not None:
                raise AnyueError(ARCHIVE_WITHIN_ARCHIVE, name=name)  # noqa: TRY301  One list takes all problems.
        except AnyueError as problem:
            problems.append(problem)
        else:
            yield name, data


def _without_copies(files: list[_File]) -> tuple[list[_File], list[str]]:
    kept: list[_File] = []
    remarks = []
    words = {id(file): _stretches(file.opened.text) for file in files}
    for file in files:
        for at, other in enumerate(kept):
            if _may_be_copies(file, other) and _is_same(words[id(file)], words[id(other)]):
                better, worse = sorted((other, file), key=_loss)
                # A marking of secrecy may stand on one copy only.
                heads = f"{worse.opened.text}\n{worse.opened.heads}\n{better.opened.heads}"
                kept[at] = replace(better, opened=replace(better.opened, heads=heads))
                remarks.append(f"“{worse.opened.name}”与“{better.opened.name}”文字相同，只读了后者。")
                break
        else:
            kept.append(file)
    return kept, remarks


def _may_be_copies(one: _File, other: _File) -> bool:
    """The notice twice; or an attachment twice, which must say so by its name: two tables are often alike."""
    if one.rank.is_main and other.rank.is_main:
        return True
    return bare_stem(one.opened.name) == bare_stem(other.opened.name)


def _stretches(text: str) -> frozenset[str]:
    han = _HAN.sub("", text)[:_SAMPLE]
    return frozenset(han[at : at + _STRETCH] for at in range(max(1, len(han) - _STRETCH + 1)))


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    longer = max(len(one), len(other))
    return longer >= _COMPARED_FROM and len(one & other) >= _SAME_SHARE * longer


def _loss(file: _File) -> int:
    ending = PurePath(file.opened.name).suffix.lower()
    return _KEEPS_MOST.index(ending) if ending in _KEEPS_MOST else len(_KEEPS_MOST)


def _join(files: list[Opened]) -> Opened:
    """One text, each file on a new page, the tables' offsets moved along."""
    text, tables, starts = "", [], []
    for file in files:
        if text:
            text += "\f" if text.endswith("\n") else "\n\f"
        starts.append(len(text))
        text += "" if len(starts) == 1 else _number_line(file)
        tables += [table.moved(len(text)) for table in file.tables]
        text += file.text
    if len(text) > TEXT_MEGABYTES * MEGABYTE:
        raise AnyueError(FILE_TOO_LONG, name=files[0].name, limit=TEXT_MEGABYTES * MEGABYTE // 10_000)
    return Opened(
        name=files[0].name,
        text=text,
        tables=tuple(tables),
        files=tuple(file.name for file in files),
        starts=tuple(starts),
        heads="\n".join(file.heads for file in files if file.heads),
        remarks=tuple(remark for file in files for remark in file.remarks),
    )


def _number_line(file: Opened) -> str:
    """“附件2” where the file's name says so and its own first lines don't."""
    attached = attachment_number(file.name)
    if attached is None or _NUMBER_LINE.search(file.text[:_HEAD_LINES]):
        return ""
    number, part = attached
    return f"附件{number or ''}{f'-{part}' if part else ''}\n"
