"""`anyue serve`: the web program on this machine's address."""

import argparse
import os

from anyue.cli.parser import command_parser


def parse(argv: list[str]) -> argparse.Namespace:
    """Read the command's options."""
    parser, options = command_parser("serve", "启动网页服务。")
    options.add_argument(
        "--host", metavar="地址", default="127.0.0.1", help="监听地址，默认只在本机（127.0.0.1）"
    )
    options.add_argument("--port", metavar="端口", type=int, default=8000, help="端口，默认 8000")
    options.add_argument("--workers", metavar="个数", type=int, default=1, help="进程数，默认 1")
    options.add_argument("--threads", metavar="个数", type=int, default=4, help="每个进程的线程数，默认 4")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    """Prepare the database and the static files, say where the pages are, and serve until stopped."""
    chosen = parse(argv)
    os.environ["ANYUE_SERVED_AT"] = chosen.host
    from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

    start()
    from django.core.management import call_command  # noqa: PLC0415  Needs the settings.

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    _let_go_of_the_database()
    print(f"安月已启动：http://{chosen.host}:{chosen.port}/  （按 Ctrl+C 停止）", flush=True)
    _serve(chosen)
    return 0


def _let_go_of_the_database() -> None:
    """Leave no connection to the processes that serve: the threads that look after a pool stay behind."""
    from django.db import connections  # noqa: PLC0415  Needs the settings.

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _serve(chosen: argparse.Namespace) -> None:
    from granian import Granian  # noqa: PLC0415  A compiled module that only this command needs.
    from granian.constants import Interfaces  # noqa: PLC0415  The same.
    from granian.log import LogLevels  # noqa: PLC0415  The same.

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyue.config.settings")
    Granian(
        "anyue.config.wsgi:application",
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.WSGI,
        workers=chosen.workers,
        blocking_threads=chosen.threads,
        log_level=LogLevels.warning,
        # A process that was killed, as the system does where memory runs out, must not take the others along.
        respawn_failed_workers=True,
    ).serve()
