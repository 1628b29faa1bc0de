"""Nothing that belongs to a machine, a registry or another project is in the repository."""

import re

import pytest

from tests.repository.tree import ROOT, named, tracked, tracked_texts

# In parts, so that this file doesn't hold what it forbids.
HOSTS = [
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmmirror", "com"),
    ("yarnpkg", "com"),
    ("jsdelivr", "net"),
    ("unpkg", "com"),
    ("cdnjs", "com"),
    ("cloudflare", "com"),
    ("googleapis", "com"),
    ("gstatic", "com"),
    ("bootcdn", "net"),
    ("tsinghua", "edu.cn"),
    ("aliyun", "com"),
]
REGISTRY = re.compile("|".join(re.escape(".".join(parts)) for parts in HOSTS), re.IGNORECASE)
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root|work|home/\w+|Users/\w+)/|[A-Z]:\\Users\\")
OUTSIDE = re.compile(r"\.\./shar" + "ed")
COPIED = re.compile(r"(^|/)(node_modules|vendor|vendored|third_party)/|[.-]min\.(js|css)$")
LONGEST_LINE = {".css": 300, ".html": 1000, ".js": 300, ".scss": 300, ".svg": 2000}
LARGEST_FILE = 1_000_000


def lines_matching(pattern: re.Pattern[str], *, but: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in tracked_texts().items()
        if name not in but
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(("line", "found"), [("see /ro" + "ot/x", True), ("/data/root/x", False)])
def test_machine_paths_are_told_from_others(line: str, found: bool) -> None:  # noqa: FBT001  A case of the table.
    assert bool(MACHINE_PATH.search(line)) is found


def test_no_file_names_a_package_registry() -> None:
    assert lines_matching(REGISTRY) == []


def test_no_file_names_a_path_of_a_machine() -> None:
    assert lines_matching(MACHINE_PATH) == []


def test_only_ci_looks_outside_the_checkout() -> None:
    assert lines_matching(OUTSIDE, but=(".ci/run",)) == []


def test_no_file_is_copied_from_another_project() -> None:
    assert [name for name in map(named, tracked()) if COPIED.search(name)] == []


def test_no_file_is_minified() -> None:
    found = []
    for name, text in tracked_texts().items():
        longest = LONGEST_LINE.get(name[name.rfind(".") :])
        if longest and any(len(line) > longest for line in text.splitlines()):
            found.append(name)
    assert found == []


def test_no_file_is_large() -> None:
    assert [named(path) for path in tracked() if path.stat().st_size > LARGEST_FILE] == []


def test_no_built_file_is_tracked() -> None:
    built = ("src/anyue/web/static/built/", "dist/", "var/", ".venv/")
    assert [name for name in map(named, tracked()) if name.startswith(built)] == []


def test_licence_is_the_whole_of_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.count("\n") == 202
    assert "END OF TERMS AND CONDITIONS" in text
