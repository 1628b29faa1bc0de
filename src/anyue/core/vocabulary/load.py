"""Reads the vocabulary from TOML, and says in words what an office got wrong in it."""

import os
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from anyue.core.errors import VOCABULARY_FAULTY, VOCABULARY_MISSING, AnyueError
from anyue.core.vocabulary.merge import merged
from anyue.core.vocabulary.vocabulary import EVENTS, Kind, Measure, Term, Vocabulary, plain

_BUILT_IN = "kinds.toml"


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with the program, with the office's own file over it, read once.

    `AnyueError` VOCABULARY_MISSING or VOCABULARY_FAULTY says what is wrong with that file.
    """
    text = (files(__package__) / _BUILT_IN).read_text(encoding="utf-8")
    own = os.environ.get("ANYUE_VOCABULARY")
    if not own:
        return read_vocabulary(text)
    try:
        added = Path(own).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AnyueError(VOCABULARY_MISSING, name=own) from error
    return read_vocabulary(text, added, name=Path(own).name)


def read_vocabulary(text: str, added: str = "", *, name: str = _BUILT_IN) -> Vocabulary:
    """A vocabulary from TOML in the form of kinds.toml, with `added` of the same form over it.

    `AnyueError` VOCABULARY_FAULTY says what is wrong in the file called `name`.
    """
    try:
        data = merged(tomllib.loads(text), tomllib.loads(added))
        read = Vocabulary(
            version=data["version"],
            kinds=tuple(_kind(one) for one in data["kinds"]),
            settings=tuple(_term(one) for one in data["settings"]),
            groups=tuple(_term(one) for one in data["groups"]),
            continuations=frozenset(data["continuations"]),
            event_units=frozenset(data["event_units"]),
        )
    except tomllib.TOMLDecodeError as error:
        raise AnyueError(VOCABULARY_FAULTY, name=name, what=f"不是合格的 TOML：{error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise AnyueError(VOCABULARY_FAULTY, name=name, what=f"缺少或写错了一项：{error}") from error
    _check(read, name)
    return read


def _kind(one: dict[str, Any]) -> Kind:
    return Kind(
        one["code"], one["name"], tuple(one["aliases"]), tuple(_measure(each) for each in one["measures"])
    )


def _measure(one: dict[str, Any]) -> Measure:
    return Measure(
        code=one["code"],
        name=one["name"],
        unit=one["unit"],
        default=one.get("default"),
        also=tuple(one.get("also", ())),
        words=tuple(one.get("words", ())),
    )


def _term(one: dict[str, Any]) -> Term:
    return Term(one["code"], one["name"], tuple(one.get("aliases", ())), one.get("five", False))


def _check(read: Vocabulary, name: str) -> None:
    """Codes and aliases must be unique, and each kind must count its own records."""
    for terms in (read.kinds, read.settings, read.groups):
        _unique((term.code for term in terms), "code", name)
    # Two kinds with one alias would make the answer depend on their order in the file.
    _unique(
        (word for kind in read.kinds for word in {plain(one) for one in (kind.name, *kind.aliases)}),
        "说法",
        name,
    )
    for kind in read.kinds:
        _unique((measure.code for measure in kind.measures), f"{kind.code} 的数字 code", name)
        if EVENTS not in {measure.code for measure in kind.measures}:
            raise AnyueError(VOCABULARY_FAULTY, name=name, what=f"{kind.code} 的 measures 里没有 {EVENTS}")


def _unique(values: Iterable[str], what: str, name: str) -> None:
    for value, times in Counter(values).items():
        if times > 1 or not value:
            raise AnyueError(VOCABULARY_FAULTY, name=name, what=f"{what}“{value}”写了 {times} 次，或是空的")
