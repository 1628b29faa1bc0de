"""`anyue demo`: a county with people and a notice, in an empty database; a second time it changes nothing."""

from pathlib import Path

from anyue.cli.parser import command_parser


def main(argv: list[str]) -> int:
    """Prepare the database; load the county and the sample notice, or the notice that was named."""
    parser, options = command_parser("demo", "准备数据库和演示县，再次运行不作改动。")
    options.add_argument("--notice", metavar="文件", type=Path, help="用这份通知代替自带的示例通知")
    chosen = parser.parse_args(argv)
    from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

    start()
    from anyue.cli.demo.load import load  # noqa: PLC0415  Needs the settings.

    return load(chosen.notice)
