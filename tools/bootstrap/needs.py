"""What the machine must bring along, and how a person gets what is missing."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from shutil import which
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NODE_OLDEST = 20
SQLITE_OLDEST = (3, 31)  # What Django 5.2 asks for.

_MINOR = f"{sys.version_info.major}.{sys.version_info.minor}"

VENV_MISSING = f"""缺少 Python 的 venv 模块（ensurepip），无法建立虚拟环境。
当前 Python：{sys.executable}（{_MINOR}）。安装方法：
  Debian、Ubuntu：sudo apt install python{_MINOR}-venv
  Fedora、openEuler：sudo dnf install python3-pip
  Windows、macOS：用 python.org 的安装包重新安装，保留 pip 选项"""

SQLITE_MISSING = f"""当前 Python（{sys.executable}）没有可用的 SQLite（需要 3.31 或更高版本）。
自行编译的 Python：先安装 libsqlite3-dev（openEuler、Fedora 为 sqlite-devel），再重新编译。
也可以改用系统自带的 Python。"""

NODE_MISSING = f"""缺少 Node.js {NODE_OLDEST} 或更高版本（含 npm），备用的 Node 安装包也没有装上。安装方法：
  Debian 13、Ubuntu 25.04 及以上：sudo apt install nodejs npm
  Fedora、openEuler：sudo dnf install nodejs npm
  Windows、macOS：从 nodejs.org 下载 LTS 安装包"""


class MissingNeedError(Exception):
    """Something that only the person can install; the text says what and how."""


def check_python() -> None:
    """Raise MissingNeedError when this Python can't make an environment with pip, or has no usable SQLite."""
    # Debian ships `venv` in the base package and leaves out `ensurepip`, so both are asked for.
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise MissingNeedError(VENV_MISSING)
    try:
        import sqlite3  # noqa: PLC0415  A Python built without it must still get as far as this message.
    except ImportError as error:
        raise MissingNeedError(SQLITE_MISSING) from error
    if sqlite3.sqlite_version_info < SQLITE_OLDEST:
        raise MissingNeedError(SQLITE_MISSING)


def find_node(fallback: Path) -> str | None:
    """Return a search path with a Node and npm that are new enough: PATH, or PATH behind `fallback`."""
    usual = os.environ.get("PATH", os.defpath)
    for path in (usual, f"{fallback}{os.pathsep}{usual}"):
        node = which("node", path=path)
        if node and which("npm", path=path) and _node_major(node) >= NODE_OLDEST:
            return path
    return None


def _node_major(node: str) -> int:
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.match(r"v(\d+)\.", answer.stdout)
    return int(found[1]) if found else 0
