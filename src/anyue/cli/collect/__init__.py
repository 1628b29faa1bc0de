"""`anyue collect FORM FOLDER`: a folder of returned tables becomes one total, in the form's own layout."""

import sys

from anyue.cli.collect.options import HELP, parse_options
from anyue.cli.terminal import run_command

_DONE, _FAILED = 0, 2


def main(argv: list[str]) -> int:
    """Collect a folder; 0 where a total was made, 2 where the form, the list or the folder can't be used."""
    return run_command("collect", lambda: _collect(argv))


def _collect(argv: list[str]) -> int:
    options = parse_options(argv)
    if options.help:
        print(HELP, end="")
        return _DONE
    from anyue.cli.collect.run import run  # noqa: PLC0415  The help above must not wait for the readers.
    from anyue.core.errors import AnyueError  # noqa: PLC0415

    try:
        return run(options)
    except AnyueError as problem:
        print(problem.message, file=sys.stderr)
    except FileNotFoundError as missing:
        print(f"找不到文件“{missing.filename}”。请检查路径。", file=sys.stderr)
    return _FAILED
