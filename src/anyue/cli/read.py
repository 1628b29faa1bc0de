"""`anyue read FILE... [--json]`: what a notice asks, as a table for people or as JSON."""

import json
import sys
from pathlib import Path

from anyue.core.errors import FILE_MISSING, FILE_TOO_LARGE, NO_PLAN, AnyueError
from anyue.core.notice import Plan, is_plan, open_text, plan_to_json, read_notice
from anyue.core.notice.open import LIMIT_MB

_HELP = """用法：anyue read 文件... [--json]

读一份或几份通知（.txt，UTF-8、UTF-16 或 GB18030），列出标题、时间、活动、时点、表格和需要核对之处。

  --json   每份通知输出一行 JSON
退出码：0 已读出；2 文件打不开或不是文本；3 不像一份通知
"""
_OPENED, _NOT_OPENED, _NO_PLAN = 0, 2, 3


def main(argv: list[str]) -> int:
    """Read each file; the exit status is the greatest of theirs: 0 read, 2 not opened, 3 no plan."""
    options = {argument for argument in argv if argument.startswith("--") or argument == "-h"}
    names = [argument for argument in argv if argument not in options]
    if options & {"-h", "--help"}:
        print(_HELP, end="")
        return _OPENED
    if options - {"--json"} or not names:
        print(_HELP, end="", file=sys.stderr)
        return _NOT_OPENED
    return max(_read(name, as_json="--json" in options) for name in names)


def _read(name: str, *, as_json: bool) -> int:
    try:
        plan = _plan(Path(name))
    except AnyueError as problem:
        print(problem.message, file=sys.stderr)
        return _NOT_OPENED
    if not is_plan(plan):
        print(AnyueError(NO_PLAN, name=plan.source).message, file=sys.stderr)
        return _NO_PLAN
    _write(json.dumps(plan_to_json(plan), ensure_ascii=False) if as_json else _table(plan))
    return _OPENED


def _table(plan: Plan) -> str:
    from anyue.cli.plan_table import plan_table  # noqa: PLC0415  JSON needs none of it.

    return plan_table(plan, colours=sys.stdout.isatty())


def _write(words: str) -> None:
    """UTF-8 whatever the terminal's own encoding is, as the JSON is defined to be."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    print(words)


def _plan(path: Path) -> Plan:
    try:
        size = path.stat().st_size
        # A file far over the limit is not even brought into memory.
        if size > LIMIT_MB * 1024 * 1024:
            raise AnyueError(
                FILE_TOO_LARGE, name=path.name, megabytes=round(size / 1024 / 1024, 1), limit=LIMIT_MB
            )
        data = path.read_bytes()
    except OSError as error:
        raise AnyueError(FILE_MISSING, name=str(path)) from error
    return read_notice(open_text(data, path.name), source=path.name)
