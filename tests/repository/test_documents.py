"""What the documents tell people to run and to open is there."""

import re
from pathlib import Path

import pytest

from anyue.cli.main import COMMANDS
from tests.repository.tree import ROOT, named

# Decisions speak of what is to come; every other document of what is there.
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
MAKE = re.compile(r"\bmake ([a-z][a-z-]*(?: [a-z][a-z-]*)*)")
ANYUE = re.compile(r"(?:^|[`/])anyue ([a-z]+)", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
LONGEST_README = 120

each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=named)


def code(path: Path) -> str:
    """The passages of a document that are set as code."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", path.read_text(encoding="utf-8"), re.DOTALL))


@each_document
def test_every_make_target_that_a_document_names_exists(path: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {word for words in MAKE.findall(code(path)) for word in words.split()} - set(targets) == set()


@each_document
def test_every_command_that_a_document_names_exists(path: Path) -> None:
    assert set(ANYUE.findall(code(path))) - set(COMMANDS) == set()


@each_document
def test_every_link_of_a_document_leads_somewhere(path: Path) -> None:
    links = LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_a_readme_is_short() -> None:
    readmes = [path for path in DOCUMENTS if path.name.startswith("README")]
    lengths = {path.name: path.read_text(encoding="utf-8").count("\n") for path in readmes}
    assert {name: length for name, length in lengths.items() if length > LONGEST_README} == {}
