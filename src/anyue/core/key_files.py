"""Files that hold keys, the one in use first, one a line, for the user alone who runs the program."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def made_once(path: Path) -> str:
    """The text of a key file, made with a new key where there is none."""
    if not path.exists():
        # Linked when it is whole: of several processes that start at once, none reads half a key.
        new = _written(path, secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(new, path)
        new.unlink()
    return path.read_text("ascii")


def keys_in(path: Path) -> tuple[bytes, ...]:
    """The keys of a file, which is made where there is none."""
    return tuple(key.encode() for key in made_once(path).split())


def put_new_first(path: Path) -> None:
    """Write a new key before those of a file; whoever reads it meanwhile gets the old or the new one."""
    _written(path, f"{secrets.token_urlsafe(48)}\n{made_once(path)}").replace(path)


def _written(path: Path, text: str) -> Path:
    """A file beside `path` that holds the text and is on the disk."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
