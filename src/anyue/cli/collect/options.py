"""What `anyue collect` may be told: its options, their help, and one line where they are wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

from anyue.cli.terminal import UsageError

HELP = """用法：anyue collect [选项] 空白表 文件夹或文件...

把各单位报回的统计表（Word、Excel 混在一起也可以）汇总成一张，用原来的表格样式输出。
空白表是下发的那张表（.docx 或 .xlsx）。

  --units 文件    应报送单位名单：文本文件一行一个，或 Excel 第一列；不给就不核对单位
  -o, --output 文件
                  汇总表写到这里，格式与空白表相同；旁边另有“-明细.xlsx”和“-通知单位.txt”
  --json          结果以 JSON 输出，供程序使用
  --empty-as-zero 空着没填的按 0 计，不再提示
  --register      登记表、联络员表：把各单位的行合并到一张 Excel 表（-o 须为 .xlsx）
  -h, --help      显示本说明

数字怎样写都认：（12）、１２、十二、1,234、1.2万、约300、无、/。凡是按理解读取的，都在问题清单里逐条写明。
退出码：0 已汇总    2 空白表或名单打不开，或没有可汇总的文件；按 Ctrl+C 中止为 130，不留下写了一半的文件。

例：
  anyue collect 附件2.docx 返回 --units 单位名单.txt -o 汇总.docx
"""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command was told; paths as they were given."""

    form: str = ""
    paths: tuple[str, ...] = ()
    units: str | None = None
    output: str | None = None
    json: bool = False
    empty_is_zero: bool = False
    register: bool = False
    help: bool = False


_FLAGS = {
    "--json": "json",
    "--empty-as-zero": "empty_is_zero",
    "--register": "register",
    "-h": "help",
    "--help": "help",
}
_VALUES = {"--units": "units", "-o": "output", "--output": "output"}


def parse_options(arguments: list[str]) -> Options:
    """The options of a command line in any order; after "--" everything is a path. UsageError."""
    given = iter(arguments)
    flags, values, paths = set[str](), dict[str, str](), list[str]()
    for argument in given:
        name, is_joined, value = argument.partition("=")
        if argument == "--":
            paths += given
        elif argument in _FLAGS:
            flags.add(_FLAGS[argument])
        elif name in _VALUES:
            values[_VALUES[name]] = value if is_joined else _next(name, given)
        elif argument.startswith("-"):
            raise UsageError(f"没有“{argument}”这个选项。")
        else:
            paths.append(argument)
    if "help" not in flags and len(paths) < 2:
        raise UsageError("请先给空白表，再给报回文件所在的文件夹。")
    return Options(
        form=paths[0] if paths else "",
        paths=tuple(paths[1:]),
        units=values.get("units"),
        output=values.get("output"),
        json="json" in flags,
        empty_is_zero="empty_is_zero" in flags,
        register="register" in flags,
        help="help" in flags,
    )


def _next(name: str, given: Iterator[str]) -> str:
    value = next(given, "")
    if not value:
        raise UsageError(f"{name} 后面要写文件名。")
    return value
