"""The trail has Chinese words for every act."""

import ast
from collections.abc import Iterator

from anyue.audit.words import ACTIONS
from anyue.orgs.permissions import Permission
from tests.repository.tree import SOURCE, modules, named

WRITERS = frozenset({"write_entry", "note_refusal"})


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for path in modules(SOURCE):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield named(path), node


def acts() -> set[str]:
    """The words that are written; a word that is no literal is a constant or a permission."""
    written = [call.args[0] for name in WRITERS for _, call in calls(name)]
    return {node.value for node in written if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_act_has_its_words() -> None:
    assert (acts() | set(Permission.values)) - set(ACTIONS) == set()


def test_no_words_are_left_over() -> None:
    texts = {
        node.value
        for path in modules(SOURCE)
        if path.name != "words.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert set(ACTIONS) - texts == set()


def test_words_tell_the_acts_apart() -> None:
    same = {name for name, words in ACTIONS.items() if list(ACTIONS.values()).count(words) > 1}
    assert same == set()
