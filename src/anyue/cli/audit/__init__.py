"""`anyue audit seal | verify | anchor | drop`: the trail at the command line."""

import sys

from anyue.cli.audit.options import parse_anchor, parse_drop, parse_seal, parse_verify
from anyue.core.errors import AnyueError

COMMANDS = {
    "seal": "封存还没有封存的审计记录",
    "verify": "核对审计记录有没有被改动、删除、调换或插入",
    "anchor": "打印锚点，抄录或打印后另行保管",
    "drop": "清理超过保存期限的审计记录，保留锚点",
}
_PARSERS = {"seal": parse_seal, "verify": parse_verify, "anchor": parse_anchor, "drop": parse_drop}
_HELP = """用法：anyue audit 命令 [选项]

命令：
{commands}
"""


def main(argv: list[str]) -> int:
    """Run one command of the trail; status 1 where the trail is not whole, 2 where the command is wrong."""
    name, rest = (argv[0], argv[1:]) if argv else ("--help", [])
    if name in {"-h", "--help", "help"}:
        listed = "\n".join(f"  {command:<8}{about}" for command, about in COMMANDS.items())
        print(_HELP.format(commands=listed), end="")
        return 0
    if name not in COMMANDS:
        print(f"没有“audit {name}”这个命令。可用的命令：{'、'.join(COMMANDS)}。", file=sys.stderr)
        return 2
    chosen = _PARSERS[name](COMMANDS[name], rest)
    from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

    start()
    from anyue.cli.audit import run  # noqa: PLC0415  Needs the settings.

    try:
        return int(getattr(run, name)(**vars(chosen)))
    except AnyueError as error:
        print(error.message, file=sys.stderr)
        return 2
