"""The options of `anyue audit`."""

import argparse
from datetime import date

from anyue.cli.parser import command_parser


def parse_seal(about: str, argv: list[str]) -> argparse.Namespace:
    """No options."""
    return command_parser("audit seal", f"{about}。")[0].parse_args(argv)


def parse_verify(about: str, argv: list[str]) -> argparse.Namespace:
    """Anchors that were kept on paper."""
    parser, options = command_parser("audit verify", f"{about}。")
    options.add_argument(
        "--anchor",
        metavar="锚点",
        action="append",
        default=[],
        help="以前打印的锚点（批号和八十位数字），一并核对；可以给出几个",
    )
    return parser.parse_args(argv)


def parse_anchor(about: str, argv: list[str]) -> argparse.Namespace:
    """Whether to draw the code too."""
    parser, options = command_parser("audit anchor", f"{about}。")
    options.add_argument("--qr", action="store_true", help="同时在终端里画出二维码")
    return parser.parse_args(argv)


def parse_drop(about: str, argv: list[str]) -> argparse.Namespace:
    """The day before which everything goes."""
    parser, options = command_parser("audit drop", f"{about}。")
    options.add_argument(
        "--before", metavar="日期", type=_day, required=True, help="清理这一天以前封存的记录，例如 2026-01-01"
    )
    return parser.parse_args(argv)


def _day(raw: str) -> date:
    try:
        return date.fromisoformat(raw)
    except ValueError as wrong:
        message = f"“{raw}”不是日期，请写成 2026-01-01 的样子"
        raise argparse.ArgumentTypeError(message) from wrong
