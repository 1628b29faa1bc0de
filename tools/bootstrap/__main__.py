"""Starts the set-up with a Python that is new enough: `python3 -m tools.bootstrap [run|dev]`.

This file alone must parse on any Python 3, so that an old one ends in a sentence and not in a SyntaxError.
"""

import subprocess
import sys
from shutil import which

OLDEST = (3, 11)
NEWER = ["python3.14", "python3.13", "python3.12", "python3.11"]

TOO_OLD = """缺少 Python 3.11 或更高版本（当前为 %d.%d：%s）。安装方法：
  Debian 12、Ubuntu 24.04 及以上：sudo apt install python3 python3-venv
  Fedora、openEuler 24.03：sudo dnf install python3；RHEL、Rocky 9：sudo dnf install python3.11
  Windows、macOS：从 python.org 下载安装包
已装在别处的，可以指明：make run PYTHON=/路径/python3.12
"""


def newer_python() -> "str | None":
    """Return the path of a Python on this machine that is new enough, or None."""
    probe = "import sys; sys.exit(sys.version_info < (%d, %d))" % OLDEST
    for name in NEWER:
        path = which(name)
        if path and subprocess.call([path, "-c", probe], stderr=subprocess.DEVNULL) == 0:
            return path
    return None


def main() -> int:
    """Run the set-up here, or hand it to a newer Python; return the exit code."""
    if sys.version_info >= OLDEST:
        from tools.bootstrap.steps import main as set_up

        return set_up(sys.argv[1:])
    path = newer_python()
    if path:
        return subprocess.call([path, "-m", "tools.bootstrap"] + sys.argv[1:])
    # An old Python under a C locale encodes to ASCII, which would hide the message behind a traceback.
    sys.stderr.buffer.write(
        (TOO_OLD % (sys.version_info[0], sys.version_info[1], sys.executable)).encode("utf-8")
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
