import re

import pytest
from packaging.requirements import Requirement

from tools import bundle

LOCK = """colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:aa
    # via click
cffi==2.0.0 ; implementation_name != 'pypy' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
backport==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:dd
only-arm==1.0 ; platform_machine == 'aarch64' \\
    --hash=sha256:ee
psycopg[binary]==3.0 \\
    --hash=sha256:ff
"""


@pytest.mark.parametrize(
    ("python", "machine", "kept"),
    [
        ("3.11", "x86_64", ["cffi", "backport", "psycopg"]),
        ("3.12", "x86_64", ["cffi", "psycopg"]),
        ("3.13", "aarch64", ["cffi", "only-arm", "psycopg"]),
    ],
)
def test_lock_is_narrowed_to_the_target(python: str, machine: str, kept: list[str]) -> None:
    lines = bundle.target_lock(LOCK, python, machine).splitlines()
    assert [Requirement(line.split(" --hash")[0]).name for line in lines] == kept
    assert [line for line in lines if ";" in line] == []


def test_digests_are_kept() -> None:
    first = bundle.target_lock(LOCK, "3.13", "x86_64").splitlines()[0]
    assert re.findall(r"--hash=sha256:(\w+)", first) == ["bb", "cc"]


def test_the_projects_own_lock_needs_no_wheel_for_windows() -> None:
    text = bundle.LOCK.read_text(encoding="utf-8")
    assert "colorama" not in bundle.target_lock(text, "3.13", "x86_64")
