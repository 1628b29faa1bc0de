"""What a run leaves behind: the total, the working sheet and the messages, all of them or none."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from anyue.cli.os_words import WRITING, os_words
from anyue.core.collect.collect import Collected
from anyue.core.collect.messages import messages_to_units
from anyue.core.collect.total import build_total
from anyue.core.collect.workbook import write_workbook
from anyue.core.errors import FILE_UNWRITABLE, AnyueError
from anyue.core.forms.returned.template import Template

TOTAL, DETAIL, MESSAGES = "total", "detail", "messages"


def sidecars(output: str) -> dict[str, str]:
    """The paths of what is written beside the total: 汇总.docx, 汇总-明细.xlsx, 汇总-通知单位.txt."""
    path = Path(output)
    return {
        TOTAL: output,
        DETAIL: str(path.with_name(f"{path.stem}-明细.xlsx")),
        MESSAGES: str(path.with_name(f"{path.stem}-通知单位.txt")),
    }


def write_all(template: Template, blank: bytes, collected: Collected, outputs: Mapping[str, str]) -> None:
    """Write the three files; AnyueError where one can't be written, and then none is changed."""
    write_files(
        {
            outputs[TOTAL]: lambda out: out.write(build_total(template, blank, collected)),
            outputs[DETAIL]: lambda out: write_workbook(template, collected, out),
            outputs[MESSAGES]: lambda out: _write_messages(template.title, collected, out),
        }
    )


def _write_messages(title: str, collected: Collected, out: BinaryIO) -> None:
    # Notepad on Windows tells UTF-8 by its mark.
    between = "\ufeff"
    for _, message in messages_to_units(title, collected):
        out.write(f"{between}{message}".encode())
        between = "\n\n"
    out.write(b"\n" if between != "\ufeff" else f"{between}各单位均已报送，没有需要更正的内容。\n".encode())


def write_files(files: Mapping[str, Callable[[BinaryIO], object]]) -> None:
    """Write files beside their places and then put them there, so that none is ever half-written."""
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, write in files.items():
            target = Path(name)
            draft = target.with_name(f".{target.name}.{os.getpid()}.part")
            waiting.append((draft, target))
            with draft.open("wb") as out:
                write(out)
        for draft, target in waiting:
            name = str(target)
            draft.replace(target)
    except OSError as error:
        why = os_words(error, WRITING)
        # The draft is ours; the file that was asked for is the one to speak of.
        raise AnyueError(FILE_UNWRITABLE, name=name, why=why) from error
    finally:
        for draft, _ in waiting:
            draft.unlink(missing_ok=True)
