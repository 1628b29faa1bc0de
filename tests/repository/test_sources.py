"""The shape of the source: docstrings, sizes, names, and who may touch what."""

import ast

from tests.repository.tree import ROOT, SOURCE, modules, named, tracked

LONGEST_FILE = 400
COUNTED = frozenset({".py", ".html", ".js", ".scss", ".sh"})
VAGUE = frozenset({"utils", "util", "helpers", "helper", "common", "misc"})
MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})


def test_every_module_has_a_docstring() -> None:
    bare = []
    for path in modules(SOURCE, ROOT / "tools", ROOT / "bench"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if tree.body and not ast.get_docstring(tree):
            bare.append(named(path))
    assert bare == []


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        named(path): path.read_text(encoding="utf-8").count("\n")
        for path in tracked()
        if path.suffix in COUNTED
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_name_says_nothing() -> None:
    places = [*modules(SOURCE, ROOT / "tools", ROOT / "tests", ROOT / "bench")]
    assert [named(path) for path in places if VAGUE & {path.stem, *path.parent.parts}] == []


def test_views_and_api_never_touch_a_manager() -> None:
    found = []
    for path in modules(SOURCE):
        if not {"views", "api"} & {path.stem, path.parent.name}:
            continue
        found += [
            f"{named(path)}:{node.lineno}"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute) and node.attr in MANAGERS
        ]
    assert found == []
