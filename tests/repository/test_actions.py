"""Every write goes through an action that names its person and leaves an entry on the trail."""

import ast
from collections.abc import Iterator

import pytest

from tests.repository.tree import SOURCE, modules, named

# Parts of other actions: they write inside the caller's transaction, and the caller writes the entry.
PARTS = frozenset(
    {
        "write_entry",
        "require",
        "require_still",
        "require_administrator",
        "require_ordinary",
        "require_managing",
        "hold_unit",
        "pass_on",
        "hold_membership",
        "end_membership",
        "require_maintained",
        "require_place",
        "require_placed_by",
        "claim_records",
        "release_records",
        "post_message",
        "write_evidence",
    }
)
# A person's own reading marks are no act on anybody's data.
UNTRACED = frozenset({"mark_read", "note_use"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def action_modules() -> Iterator[tuple[str, dict[str, Function]]]:
    for path in modules(SOURCE):
        if "actions" in {path.stem, path.parent.name}:
            body = ast.parse(path.read_text(encoding="utf-8")).body
            yield named(path), {node.name: node for node in body if isinstance(node, Function)}


MODULES = dict(action_modules())
ACTIONS = {
    f"{module}:{name}": function
    for module, functions in MODULES.items()
    for name, function in functions.items()
    if not name.startswith("_") and name not in PARTS
}


def called(function: Function, beside: dict[str, Function]) -> set[str]:
    """The names that a function calls, itself or through functions of its own module."""
    names: set[str] = set()
    to_read = [function]
    while to_read:
        calls = (node.func for node in ast.walk(to_read.pop()) if isinstance(node, ast.Call))
        found = {call.id for call in calls if isinstance(call, ast.Name)} - names
        names |= found
        to_read += [beside[name] for name in found if name in beside]
    return names


def test_there_are_actions_to_look_at() -> None:
    assert len(ACTIONS) > 10


@pytest.mark.parametrize("name", ACTIONS)
def test_action_takes_keywords_and_its_person(name: str) -> None:
    arguments = ACTIONS[name].args
    assert [argument.arg for argument in [*arguments.posonlyargs, *arguments.args]] == []
    assert "by" in [argument.arg for argument in arguments.kwonlyargs]


@pytest.mark.parametrize("name", [name for name in ACTIONS if name.rsplit(":", 1)[1] not in UNTRACED])
def test_action_writes_an_audit_entry(name: str) -> None:
    """Itself, or through another action that does."""
    own = name.rsplit(":", 1)[1]
    traced = {"write_entry", *(action.rsplit(":", 1)[1] for action in ACTIONS)} - UNTRACED - {own}
    assert called(ACTIONS[name], MODULES[name.rsplit(":", 1)[0]]) & traced
