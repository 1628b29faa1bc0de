"""The lock files hold what pyproject.toml asks for, with digests and without addresses."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.repository.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("bench", "build", "dev", "node", "run")
DIRECT = re.compile(r"anyue \(pyproject\.toml(?::\w+)?\)")


def locked(name: str) -> dict[str, str]:
    """The entries of a lock file by package, each with its digests and the notes below it."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    return {canonicalize_name(entry.split("==")[0]): entry for entry in entries if entry}


def wanted(name: str) -> list[Requirement]:
    """What pyproject.toml asks for in a lock file, groups opened."""
    groups = PROJECT["dependency-groups"]
    own = PROJECT["project"]["dependencies"] if name in {"run", "dev"} else []
    asked = [*own, *groups.get(name, [])]
    for included in [entry for entry in asked if isinstance(entry, dict)]:
        asked += groups[included["include-group"]]
    return [Requirement(entry) for entry in asked if isinstance(entry, str)]


@pytest.mark.parametrize("name", LOCKS)
def test_lock_pins_what_the_project_asks_for(name: str) -> None:
    entries = locked(name)
    unmet = []
    for requirement in wanted(name):
        entry = entries.get(canonicalize_name(requirement.name), "==0")
        if not requirement.specifier.contains(entry.split("==")[1].split()[0]):
            unmet.append(str(requirement))
    assert unmet == [], "run `make lock`"


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_nothing_that_the_project_no_longer_asks_for(name: str) -> None:
    asked = {canonicalize_name(requirement.name) for requirement in wanted(name)}
    direct = {package for package, entry in locked(name).items() if DIRECT.search(entry)}
    assert direct == asked, "run `make lock`"


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_digests_and_no_addresses(name: str) -> None:
    entries = locked(name)
    assert [package for package, entry in entries.items() if "--hash=sha256:" not in entry] == []
    assert [package for package, entry in entries.items() if "://" in entry or "index" in entry] == []


def test_no_package_is_pinned_to_two_versions() -> None:
    versions: dict[str, set[str]] = {}
    for name in LOCKS:
        for package, entry in locked(name).items():
            versions.setdefault(package, set()).add(entry.split("==")[1].split()[0])
    assert {package: found for package, found in versions.items() if len(found) > 1} == {}


def test_the_tools_lock_holds_all_that_the_program_needs() -> None:
    assert set(locked("run")) | set(locked("build")) <= set(locked("dev"))


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    requirement = re.compile(r'^    "[A-Za-z][\w\[\],.-]*[<>=~!]=?.*",')
    assert [line for line in lines if requirement.match(line) and not re.search(r"# \w.*\.$", line)] == []
