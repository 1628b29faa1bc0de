"""`.env.example` lists every variable that the program reads, and no other."""

import ast
import re

from tests.repository.tree import ROOT, SOURCE, modules

VARIABLE = re.compile(r"ANYUE_[A-Z_]+")
SET_IN_EXAMPLE = re.compile(r"^#? ?(ANYUE_[A-Z_]+)=", re.MULTILINE)


def variables_read() -> set[str]:
    """The names given to a reader of `config/env.py` or looked up in the environment."""
    found = set()
    for path in modules(SOURCE):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            arguments = node.args if isinstance(node, ast.Call) else []
            keys = [node.slice] if isinstance(node, ast.Subscript) else []
            for value in [*arguments, *keys]:
                if isinstance(value, ast.Constant) and VARIABLE.fullmatch(str(value.value)):
                    found.add(str(value.value))
    return found


def test_example_lists_what_the_program_reads() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(SET_IN_EXAMPLE.findall(example)) == variables_read()
