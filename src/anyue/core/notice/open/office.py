"""Older files (.doc, .wps, .xls, .et, .rtf, .odt) through LibreOffice, where it is installed.

The only place of the core that starts another program. LibreOffice gets a folder and a profile of its own,
which are removed afterwards, runs no macro, follows no link and reaches no network.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from anyue.core.errors import FILE_NEEDS_OFFICE, FILE_NOT_CONVERTED, AnyueError
from anyue.core.notice.open.kinds import Kind
from anyue.core.notice.open.limits import OFFICE_SECONDS

_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
# What each kind is written as for LibreOffice, and what it becomes.
_WAYS = {
    Kind.OLD_WORD: (".doc", "docx"),
    Kind.RICH_TEXT: (".rtf", "docx"),
    Kind.WORD_XML: (".xml", "docx"),
    Kind.OPEN_DOCUMENT: (".odt", "docx"),
    Kind.OLD_EXCEL: (".xls", "xlsx"),
}
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    # A proxy that nothing answers at keeps it from every address.
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def find_office() -> str | None:
    """The path of LibreOffice's program; None where it is not installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((place for place in _PLACES if Path(place).exists()), None)


def convert(data: bytes, kind: Kind, name: str) -> bytes:
    """The bytes of the same document as .docx or .xlsx.

    Raises AnyueError FILE_NEEDS_OFFICE, FILE_NOT_CONVERTED (refused, locked, or longer than two minutes).
    """
    program = find_office()
    if program is None:
        raise AnyueError(FILE_NEEDS_OFFICE, name=name, what=kind.value)
    ending, target = _WAYS[kind]
    with TemporaryDirectory(prefix="anyue-", ignore_cleanup_errors=True) as folder:
        profile = Path(folder, "profile")
        _write_profile(profile)
        given = Path(folder, f"given{ending}")
        given.write_bytes(data)
        out = Path(folder, "out")
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--convert-to",
            target,
            "--outdir",
            str(out),
            str(given),
        ]
        made = out / f"given.{target}"
        if not _run(command, folder) or not made.exists():
            raise AnyueError(FILE_NOT_CONVERTED, name=name)
        return made.read_bytes()


def _write_profile(profile: Path) -> None:
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + items + "</oor:items>",
        encoding="utf-8",
    )


def _run(command: list[str], folder: str) -> bool:
    """Whether the program ended well and in time; it and all that it started are gone afterwards."""
    environment = {**os.environ, "HOME": folder, "TMPDIR": folder}
    with subprocess.Popen(  # noqa: S603  No part of the command comes from the file.
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(OFFICE_SECONDS) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program with its whole group: its first process only starts the one that works."""
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        # All of the group have ended by themselves.
        return
