"""`anyue read FILE... [--json]`: what a notice asks, as a table for people or as JSON."""

import json
import sys
from pathlib import Path

from anyue.core.errors import FILE_MISSING, NO_PLAN, AnyueError
from anyue.core.notice import is_plan, open_text, plan_to_json, read_notice

_HELP = """用法：anyue read 文件... [--json]

读一份或几份通知（.txt，UTF-8、UTF-16 或 GB18030），列出标题、时间、活动、时点、表格和需要核对之处。

  --json   每份通知输出一行 JSON（只有一份时换行缩进）
退出码：0 已读出；2 文件打不开或不是文本；3 不像一份通知
"""


def main(argv: list[str]) -> int:
    """Read each file; the exit status is the greatest of theirs: 0 read, 2 not opened, 3 no plan."""
    names = [argument for argument in argv if not argument.startswith("-")]
    unknown = [
        argument
        for argument in argv
        if argument.startswith("-") and argument not in {"--json", "-h", "--help"}
    ]
    if unknown or not names:
        wants_help = not unknown and any(argument in {"-h", "--help"} for argument in argv)
        print(_HELP, end="", file=sys.stdout if wants_help else sys.stderr)
        return 0 if wants_help else 2
    statuses = [_read(name, as_json="--json" in argv) for name in names]
    return max(statuses)


def _read(name: str, *, as_json: bool) -> int:
    try:
        plan = read_notice(open_text(_bytes(name), Path(name).name), source=Path(name).name)
        if not is_plan(plan):
            print(AnyueError(NO_PLAN, name=name).message, file=sys.stderr)
            return 3
    except AnyueError as problem:
        print(problem.message, file=sys.stderr)
        return 2
    if as_json:
        print(json.dumps(plan_to_json(plan), ensure_ascii=False))
    else:
        print(plan.title)
    return 0


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise AnyueError(FILE_MISSING, name=name) from error
