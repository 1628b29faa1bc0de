"""`anyue read FILE...`: what notices ask, as a table, as JSON, as a calendar or as a workbook."""

from anyue.cli.read.options import HELP, parse_options
from anyue.cli.terminal import run_command

_DONE = 0


def main(argv: list[str]) -> int:
    """Read each file; the exit status is the greatest of theirs: 0 read, 2 not opened, 3 no plan."""
    return run_command("read", lambda: _read(argv))


def _read(argv: list[str]) -> int:
    options = parse_options(argv)
    if options.help:
        print(HELP, end="")
        return _DONE
    from anyue.cli.read.run import run  # noqa: PLC0415  The help above must not wait for the reader.

    return run(options)
