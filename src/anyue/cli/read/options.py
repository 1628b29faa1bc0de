"""What `anyue read` may be told: its options, their help, and one line where they are wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from anyue.cli.terminal import UsageError

HELP = """用法：anyue read [选项] 文件...

读一份或几份活动通知，列出标题、起止时间、活动、时点、表格和要核对之处。
文件写成 - 表示从标准输入读。

输出（只能选一种；不选就是表格）
  --json          每份通知一行 JSON，供程序使用
  --ics           时点写成日历文件（RFC 5545），可导入各种日历
  --xlsx          任务清单写成 Excel 工作簿：活动、时点、表格、指标、联系方式
  -o, --output 文件
                  写入这个文件，不写到屏幕

读法
  --together      几个文件（通知、附件、它们的压缩包）合成一份通知来读

  -h, --help      显示本说明

颜色和进度只在终端上显示；设置环境变量 NO_COLOR 可关闭颜色。

退出码：0 已读出    2 文件打不开，或者不是文档    3 不像一份通知
        几个文件时取最大的一个；按 Ctrl+C 中止为 130。

例：
  anyue read 通知.docx
  anyue read --together 通知.pdf 附件1.xlsx 附件2.docx
  anyue read --xlsx -o 任务清单.xlsx 通知.docx
  anyue read --ics -o 时点.ics 通知*.txt
"""


class Shape(StrEnum):
    """What comes out."""

    TABLE = "table"
    JSON = "json"
    ICS = "ics"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command was told; `files` are paths, "-" being the standard input."""

    files: tuple[str, ...] = ()
    shape: Shape = Shape.TABLE
    output: str | None = None
    together: bool = False
    help: bool = False


_HELP_FLAGS = frozenset({"-h", "--help"})
_SHAPES = {f"--{shape}": shape for shape in Shape if shape is not Shape.TABLE}
_OUTPUT = ("-o", "--output")


def parse_options(arguments: list[str]) -> Options:
    """The options of a command line in any order; after "--" everything is a file. UsageError."""
    given = iter(arguments)
    options, files = Options(), list[str]()
    shapes: list[str] = []
    for argument in given:
        if argument == "--":
            files += given
        elif argument in _SHAPES:
            shapes.append(argument)
            options = replace(options, shape=_SHAPES[argument])
        elif argument in _HELP_FLAGS:
            options = replace(options, help=True)
        elif argument == "--together":
            options = replace(options, together=True)
        elif argument.startswith(_OUTPUT):
            options = replace(options, output=_output(argument, given))
        elif argument.startswith("-") and argument != "-":
            raise UsageError(f"没有“{argument}”这个选项。")
        else:
            files.append(argument)
    _check(options, files, shapes)
    return replace(options, files=tuple(files))


def _check(options: Options, files: list[str], shapes: list[str]) -> None:
    if len(set(shapes)) > 1:
        raise UsageError(f"{'、'.join(dict.fromkeys(shapes))} 只能选一个。")
    if files.count("-") > 1:
        raise UsageError("标准输入（-）只能读一次。")
    if not files and not options.help:
        raise UsageError("没有给出要读的文件。")


def _output(argument: str, given: Iterator[str]) -> str:
    """The file name of “-o x”, “-ox”, “--output x” or “--output=x”."""
    if argument in _OUTPUT:
        name = next(given, "")
    elif argument.startswith("--output="):
        name = argument.removeprefix("--output=")
    elif argument.startswith("--"):
        raise UsageError(f"没有“{argument}”这个选项。")
    else:
        name = argument.removeprefix("-o")
    if not name:
        raise UsageError("-o 后面要写文件名。")
    return name
