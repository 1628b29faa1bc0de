"""`anyue units import FILE` and `anyue units export FILE`: the whole tree of units as one sheet."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from anyue.cli.os_words import READING, WRITING, os_words
from anyue.cli.parser import command_parser
from anyue.core.errors import FILE_MISSING, FILE_UNREADABLE, FILE_UNWRITABLE, AnyueError

if TYPE_CHECKING:
    from anyue.core.units.planning import Changes

_SHOWN = 40


def parse(argv: list[str]) -> argparse.Namespace:
    """Read the command's options."""
    parser, options = command_parser("units", "把单位名录导出为一张 Excel 表，或从这张表导入。")
    parser.usage = "anyue units import|export 文件.xlsx [选项]"
    options.add_argument("act", metavar="import|export", choices=["import", "export"], help="导入或导出")
    options.add_argument("file", metavar="文件.xlsx", type=Path, help="单位表；导出时已有的文件会被替换")
    options.add_argument(
        "--on", metavar="日期", type=date.fromisoformat, help="更名和调整隶属的日期，如 2026-06-01，默认今天"
    )
    options.add_argument("--apply", action="store_true", help="写入；不带这个选项时只列出将有的变动")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    """Exit status 0; 1 where the sheet has errors and nothing was changed; 2 where a file can't be used."""
    chosen = parse(argv)
    from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

    start()
    from django.core.management import call_command  # noqa: PLC0415  Needs the settings.

    call_command("migrate", interactive=False, verbosity=0)
    try:
        return _export(chosen.file) if chosen.act == "export" else _import(chosen)
    except AnyueError as error:
        print(error.message, file=sys.stderr)
        return 2


def _export(path: Path) -> int:
    from anyue.orgs.queries import export_units  # noqa: PLC0415  Needs the settings.

    try:
        path.write_bytes(export_units(None))
    except OSError as error:
        raise AnyueError(FILE_UNWRITABLE, name=path, why=os_words(error, WRITING)) from error
    print(f"已导出：{path}")
    return 0


def _import(chosen: argparse.Namespace) -> int:
    from anyue.orgs.actions import apply_import, draft_import  # noqa: PLC0415  Needs the settings.

    try:
        data = chosen.file.read_bytes()
    except FileNotFoundError as error:
        raise AnyueError(FILE_MISSING, name=chosen.file) from error
    except OSError as error:
        raise AnyueError(FILE_UNREADABLE, name=chosen.file, why=os_words(error, READING)) from error
    draft, changes = draft_import(base=None, data=data, file_name=chosen.file.name, by=None, on=chosen.on)
    _tell(changes)
    if draft is None:
        print(f"有 {changes.problems.error_count} 处错误，没有导入。", file=sys.stderr)
        return 1
    if not chosen.apply:
        print("以上是将有的变动，还没有写入。核对后加 --apply 再运行一次。")
        return 0
    apply_import(draft=draft, digest=changes.digest, by=None)
    print("已导入。")
    return 0


def _tell(changes: "Changes") -> None:
    from anyue.orgs.preview import EVENTS  # noqa: PLC0415  Needs the settings.

    for one in (*changes.problems.errors[:_SHOWN], *changes.problems.warnings[:_SHOWN]):
        print(one.message, file=sys.stderr)
    counts = [f"{EVENTS[event]} {count}" for event, count in changes.counts().items() if count]
    print("，".join(counts) or "没有变动", end="。")
    print(f"与现状一致 {changes.unchanged} 个，不在表中 {changes.unnamed} 个。")
