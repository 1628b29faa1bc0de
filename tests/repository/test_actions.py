"""Every write goes through an action that names its person and leaves an entry on the trail."""

import ast
from collections.abc import Iterator

import pytest

from tests.repository.tree import SOURCE, modules, named

# Parts of other actions: they write inside the caller's transaction, and the caller writes the entry.
PARTS = frozenset({"write_entry", "require", "claim_records", "release_records", "post_message"})
# A person's own reading marks are no act on anybody's data.
UNTRACED = frozenset({"mark_read"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def actions() -> Iterator[tuple[str, Function]]:
    for path in modules(SOURCE):
        if "actions" not in {path.stem, path.parent.name}:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, Function) and not node.name.startswith("_") and node.name not in PARTS:
                yield f"{named(path)}:{node.name}", node


def called(function: Function) -> set[str]:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {call.id for call in calls if isinstance(call, ast.Name)}


ACTIONS = dict(actions())


def test_there_are_actions_to_look_at() -> None:
    assert len(ACTIONS) > 10


@pytest.mark.parametrize("name", ACTIONS)
def test_action_takes_keywords_and_its_person(name: str) -> None:
    arguments = ACTIONS[name].args
    assert [argument.arg for argument in [*arguments.posonlyargs, *arguments.args]] == []
    assert "by" in [argument.arg for argument in arguments.kwonlyargs]


@pytest.mark.parametrize("name", [name for name in ACTIONS if name.rsplit(":", 1)[1] not in UNTRACED])
def test_action_writes_an_audit_entry(name: str) -> None:
    assert "write_entry" in called(ACTIONS[name])
