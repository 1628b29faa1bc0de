"""`anyue`: a thin dispatcher that imports only the command that was asked for."""

import sys
from importlib import import_module

COMMANDS = {
    "collect": "把各单位报回的表格汇总成一张",
    "read": "读一份通知，列出活动、时点、表格和联系人",
    "serve": "启动网页服务",
    "found": "在空库里建立第一个办公室和第一个账号",
    "administrators": "开通三个管理员账号，或重置其中一个",
    "tidy": "清除过期的登录、链接、已离职人员的手机号码和没有用到的文件",
    "demo": "在空库里建立演示县",
    "simulate": "模拟一个县办完一次活动，核对每一级的合计",
    "units": "导出、导入单位名录",
    "keys": "更换加密手机号码的密钥",
    "audit": "封存、核对、清理审计记录",
    "backup": "备份数据库和文件",
    "restore": "用备份恢复",
    "doctor": "检查安装有没有不安全的地方",
    "manage": "运行 Django 管理命令",
}
_HELP = """安月：读懂一份活动通知，办好一个安全生产月。

用法：anyue            在浏览器里打开本机页面，把报回的表格汇总成一张
      anyue 命令 [参数]

命令：
{commands}

  --version  显示版本
  --help     显示本说明；“anyue 命令 --help”显示该命令的说明
"""

# As a shell counts it: 128 and the number of the signal.
_INTERRUPTED = 130


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit status is the command's, 2 for a command that does not exist."""
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments:
        return _run("desk", [])
    if arguments[0] in {"-h", "--help", "help"}:
        listed = "\n".join(f"  {name:<15}{about}" for name, about in COMMANDS.items())
        print(_HELP.format(commands=listed), end="")
        return 0
    if arguments[0] == "--version":
        from anyue import __version__  # noqa: PLC0415  Each command imports only what it needs.

        print(f"anyue {__version__}")
        return 0
    if arguments[0] not in COMMANDS:
        print(f"没有“{arguments[0]}”这个命令。可用的命令：{'、'.join(COMMANDS)}。", file=sys.stderr)
        return 2
    return _run(arguments[0], arguments[1:])


def _run(command: str, arguments: list[str]) -> int:
    try:
        return int(import_module(f"anyue.cli.{command}").main(arguments))
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
