"""What the page does with the files it was given: the same reading, adding and writing as the command."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anyue.cli.collect.out import sidecars, write_all
from anyue.cli.collect.readings import read_folder
from anyue.core.collect.blank import read_blank
from anyue.core.collect.collect import Collected, Returned, collect
from anyue.core.collect.messages import messages_to_units
from anyue.core.collect.roster import read_roster
from anyue.core.collect.senders import Senders
from anyue.core.errors import NO_BLANK_GIVEN, NOTHING_RETURNED, TOO_MANY_FILES, AnyueError
from anyue.core.forms.returned.opening import is_set_aside

if TYPE_CHECKING:
    from anyue.core.forms.returned.template import Template

MOST_FILES = 20_000
_MOST_LISTED = 2000


class Work:
    """The files of one page in a folder of their own, which goes when the page goes."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="anyue-"))
        self._form: tuple[str, bytes, Template] | None = None
        self._units: tuple[str, ...] = ()
        self._returned: dict[str, str] = {}
        self._numbers = count()
        self.outputs: dict[str, Path] = {}

    def close(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def take_form(self, name: str, data: bytes) -> dict[str, Any]:
        """The blank form; AnyueError where it has no blanks."""
        template = read_blank(data, name)
        self._form = name, data, template
        return {"title": template.title, "blanks": len(template.indicators)}

    def take_units(self, name: str, data: bytes) -> dict[str, Any]:
        """The list of units; AnyueError where it names nobody."""
        self._units = read_roster(data, name)
        return {"units": len(self._units)}

    def take_returned(self, name: str, data: bytes) -> dict[str, Any]:
        """One returned file; a later one of the same name takes its place."""
        if len(self._returned) >= MOST_FILES:
            raise AnyueError(TOO_MANY_FILES, limit=MOST_FILES)
        if not is_set_aside(name):
            # The name is never used as a path.
            path = self.folder / f"{next(self._numbers)}.bin"
            path.write_bytes(data)
            before = self._returned.get(name)
            self._returned[name] = str(path)
            if before is not None:
                Path(before).unlink(missing_ok=True)
        return {"files": len(self._returned)}

    def forget_returned(self) -> dict[str, Any]:
        """Start over with an empty folder."""
        for path in self._returned.values():
            Path(path).unlink(missing_ok=True)
        self._returned.clear()
        return {"files": 0}

    def run(self, *, empty_is_zero: bool) -> dict[str, Any]:
        """Add up, write the three files, and tell what the page shows."""
        if self._form is None:
            raise AnyueError(NO_BLANK_GIVEN)
        if not self._returned:
            raise AnyueError(NOTHING_RETURNED, name="所选文件")
        name, blank, template = self._form
        readings = read_folder(template, sorted(_within_folder(self._returned).items()))
        collected = collect(template, Senders(self._units), readings, empty_is_zero=empty_is_zero)
        paths = sidecars(str(self.folder / f"汇总{Path(name).suffix.lower()}"))
        write_all(template, blank, collected, paths)
        self.outputs = {Path(path).name: Path(path) for path in paths.values()}
        return {
            "title": template.title,
            "received": len(collected.files),
            "counted": collected.counted,
            "missing": list(collected.missing)[:_MOST_LISTED],
            "has_units": bool(self._units),
            "left_out": _first(_line(one) for one in collected.files if not one.counted),
            "problems": _first(_problems(collected)),
            "warnings": [finding.message for finding in collected.findings],
            "messages": _first(
                {"unit": unit, "text": text} for unit, text in messages_to_units(template.title, collected)
            ),
            "outputs": list(self.outputs),
        }


def _within_folder(paths: dict[str, str]) -> dict[str, str]:
    """The paths by name, without the folder where one folder holds them all: units don't know its name."""
    folders = {name.partition("/")[0] if "/" in name else "" for name in paths}
    if len(folders) > 1 or "" in folders:
        return paths
    return {name.partition("/")[2]: path for name, path in paths.items()}


def _line(one: Returned) -> dict[str, str]:
    why = "".join(finding.message for finding in one.findings if not finding.where)
    return {"file": one.file, "unit": one.unit or one.sender or "", "text": why}


def _problems(collected: Collected) -> Iterator[dict[str, str]]:
    return (
        {"file": one.file, "unit": one.unit or "", "text": finding.message}
        for one in collected.files
        if one.counted
        for finding in one.findings
    )


def _first(lines: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """As many as a page can show."""
    return list(islice(lines, _MOST_LISTED))
