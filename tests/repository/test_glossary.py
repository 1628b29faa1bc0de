"""The glossary and the code use the same nouns."""

import ast
import re

from tests.repository.tree import ROOT, SOURCE, modules

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)`[^|]*\| ([^|]+?) \|", re.MULTILINE)
# Nouns of the design whose code comes later.
COMING = frozenset({"Assignment"})


def classes(file_name: str = "") -> dict[str, list[str]]:
    """The public classes of the source with the names of their bases, of files of one name or of all."""
    found = {}
    for path in modules(SOURCE):
        if file_name in {"", path.name}:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    found[node.name] = [ast.unparse(base) for base in node.bases]
    return found


def test_every_noun_of_the_glossary_is_a_class() -> None:
    nouns = {name for name, _ in ROW.findall(GLOSSARY) if name[0].isupper()}
    assert nouns - set(classes()) == COMING


def test_every_model_is_in_the_glossary() -> None:
    models = {
        name
        for name, bases in classes("models.py").items()
        if {"models.Model", "AbstractBaseUser"} & {*bases}
    }
    assert models - {name for name, _ in ROW.findall(GLOSSARY)} == set()


def test_every_identifier_stands_for_one_term() -> None:
    rows = ROW.findall(GLOSSARY)
    terms = {(name, term) for name, term in rows}
    assert len(terms) == len(rows)
    assert "" not in {term for _, term in rows}
