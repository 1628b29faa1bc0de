"""`anyue`: a thin dispatcher that imports only the command that was asked for."""

import sys
from importlib import import_module

COMMANDS = {
    "read": "读一份通知，列出活动、时点、表格和联系人",
    "serve": "启动网页服务",
    "demo": "准备演示数据并启动网页服务",
    "manage": "运行 Django 管理命令",
}
_HELP = """安月：读懂一份活动通知，办好一个安全生产月。

用法：anyue 命令 [参数]

命令：
{commands}

  --version  显示版本
  --help     显示本说明；“anyue 命令 --help”显示该命令的说明
"""


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit status is the command's, 2 for a command that does not exist."""
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        listed = "\n".join(f"  {name:<9}{about}" for name, about in COMMANDS.items())
        print(_HELP.format(commands=listed), end="")
        return 0 if arguments else 2
    if arguments[0] == "--version":
        from anyue import __version__  # noqa: PLC0415  Each command imports only what it needs.

        print(f"anyue {__version__}")
        return 0
    if arguments[0] not in COMMANDS:
        print(f"没有“{arguments[0]}”这个命令。可用的命令：{'、'.join(COMMANDS)}。", file=sys.stderr)
        return 2
    run = import_module(f"anyue.cli.{arguments[0]}").main
    return int(run(arguments[1:]))


if __name__ == "__main__":
    sys.exit(main())
