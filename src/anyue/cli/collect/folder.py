"""The files of a folder: which are returned tables, and which are set aside by name."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from anyue.core.errors import FILE_MISSING, AnyueError
from anyue.core.forms.returned.opening import is_set_aside

_MOST_FILES = 100_000


@dataclass(frozen=True, slots=True)
class Folder:
    """(name, path) of the files to read, in the order of their names, and the names set aside."""

    files: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]


def list_folder(paths: Sequence[str], *, without: Iterable[str]) -> Folder:
    """All files under these paths; a name is relative to the folder that was given.

    Lock files of Word and Excel (~$…), hidden and system files are set aside, as are the files `without`:
    the blank form and what this command writes itself. AnyueError FILE_MISSING.
    """
    own = {_real(path) for path in without}
    own_names = {path.rpartition(os.sep)[2] for path in own}
    found: list[tuple[str, str]] = []
    ignored: list[str] = []
    for given in paths:
        root = Path(given)
        if not root.exists():
            raise AnyueError(FILE_MISSING, name=given)
        inside = [(root.name, str(root))] if root.is_file() else _walk(str(root))
        for name, path in inside:
            # To ask the system where each of thousands of files really is would take longer than all else.
            may_be_own = _file_name(path) in own_names or os.path.islink(path)  # noqa: PTH114  Quicker.
            if may_be_own and _real(path) in own:
                continue
            if is_set_aside(name):
                ignored.append(name)
            else:
                found.append((name, path))
    return Folder(tuple(sorted(_with_readable_names(found).items())), tuple(sorted(map(_readable, ignored))))


def _with_readable_names(found: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The paths by names that can be written into a table; a name that two files share gets a number."""
    named: dict[str, str] = {}
    for name, path in found:
        shown = readable = _readable(name)
        count = 1
        while named.setdefault(shown, path) != path:
            count += 1
            shown = f"{readable}（{count}）"
    return named


def _readable(name: str) -> str:
    """The name as text: archives packed on Chinese Windows leave names in GBK on other systems."""
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
    else:
        return name
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "backslashreplace")


def _file_name(path: str) -> str:
    return os.path.normcase(path).rpartition(os.sep)[2]


def _real(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))


def _walk(root: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    # Links to folders aren't followed: they may lead out of the folder, or round in a circle.
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith((".", "__MACOSX"))]
        inside = "" if folder == root else os.path.relpath(folder, root).replace(os.sep, "/") + "/"
        found += [(inside + name, f"{folder}{os.sep}{name}") for name in names]
        if len(found) >= _MOST_FILES:
            break
    return found[:_MOST_FILES]
