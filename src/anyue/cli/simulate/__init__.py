"""`anyue simulate [NOTICE...]`: a county's June in a minute, and its totals beside an independent sum."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from anyue.cli.parser import command_parser
from anyue.cli.terminal import run_command

_FAILED = 2


def parse(argv: list[str]) -> argparse.Namespace:
    """Read the command's options."""
    parser, options = command_parser(
        "simulate",
        "在临时数据库里模拟一个县办完一次活动：下发、转发、记台账、报送、退回、审核，"
        "最后把程序的合计与独立计算的合计逐项核对。全部一致时退出码是 0，有出入时是 1。",
    )
    parser.usage = "anyue simulate [通知文件 ...] [选项]"
    options.add_argument(
        "notices", metavar="通知文件", nargs="*", type=Path, help="用这些通知各办一次；不写时用自带的示例通知"
    )
    options.add_argument(
        "--seed", metavar="数", type=int, default=1, help="随机种子，默认 1；同一种子结果相同"
    )
    for name, word, count in (("towns", "镇", 12), ("villages", "村", 200), ("enterprises", "企业", 60)):
        options.add_argument(
            f"--{name}", metavar="个数", type=_count, default=count, help=f"{word}的个数，默认 {count}"
        )
    options.add_argument(
        "--database",
        metavar="位置",
        help="用这个空库并保留结果：一个文件夹（SQLite），或 postgresql:// 开头的地址",
    )
    return parser.parse_args(argv)


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 10_000:
        raise argparse.ArgumentTypeError("应为 1 到 10000")
    return number


def main(argv: list[str]) -> int:
    """0 where everything agrees, 1 where it does not, 2 where a notice or the database can't be used."""
    chosen = parse(argv)
    return run_command("simulate", lambda: _simulate(chosen))


def _simulate(chosen: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="anyue-simulate-") as folder:
        _choose_database(chosen.database, folder)
        from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

        start()
        from anyue.cli.simulate.run import SimulateError, prepare, run  # noqa: PLC0415  Needs the settings.
        from anyue.core.simulation import Size  # noqa: PLC0415  The same.

        size = Size(chosen.towns, chosen.villages, chosen.enterprises)
        try:
            prepare(is_kept=chosen.database is not None)
            return run(chosen.notices, size, chosen.seed, is_kept=chosen.database is not None)
        except SimulateError as problem:
            print(problem, file=sys.stderr)
            return _FAILED


def _choose_database(place: str | None, folder: str) -> None:
    """Point the settings at a database that is thrown away, or at the one that was named."""
    is_address = place is not None and "://" in place
    os.environ["ANYUE_VAR"] = folder if place is None or is_address else place
    os.environ["ANYUE_DATABASE_URL"] = place if place is not None and is_address else ""
    # The clock of the simulation moves; one that stands still would hold it.
    os.environ["ANYUE_NOW"] = ""
