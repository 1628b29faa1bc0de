"""The glossary and the code use the same nouns."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

from tests.repository.tree import ROOT, SOURCE, modules

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)`[^|]*\| ([^|]+?) \|", re.MULTILINE)
# Nouns of the design whose code comes later.
COMING: frozenset[str] = frozenset()


def classes(paths: Iterable[Path]) -> dict[str, list[str]]:
    """The public classes of these modules with the names of their bases."""
    found = {}
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name] = [ast.unparse(base) for base in node.bases]
    return found


def test_every_noun_of_the_glossary_is_a_class() -> None:
    nouns = {name for name, _ in ROW.findall(GLOSSARY) if name[0].isupper()}
    assert nouns - set(classes(modules(SOURCE))) == COMING


def test_every_model_is_in_the_glossary() -> None:
    owned = [path for path in modules(SOURCE) if "models" in {path.stem, path.parent.name}]
    models = {
        name for name, bases in classes(owned).items() if {"models.Model", "AbstractBaseUser"} & {*bases}
    }
    assert "Unit" in models
    assert models - {name for name, _ in ROW.findall(GLOSSARY)} == set()


def test_every_identifier_stands_for_one_term() -> None:
    rows = ROW.findall(GLOSSARY)
    terms = {(name, term) for name, term in rows}
    assert len(terms) == len(rows)
    assert "" not in {term for _, term in rows}
