"""The words of `words.toml`."""

import tomllib
from importlib import resources
from typing import Any

_WORDS: dict[str, Any] = tomllib.loads(
    resources.files("anyue.core.anonymise").joinpath("words.toml").read_text("utf-8")
)
DOUBLE_SURNAMES: frozenset[str] = frozenset(_WORDS["double_surnames"])
SINGLE_SURNAMES: str = _WORDS["single_surnames"]
DOUBTFUL_SURNAMES: str = _WORDS["doubtful_surnames"]
POSTS: tuple[str, ...] = tuple(_WORDS["posts"])
NOUNS: tuple[str, ...] = tuple(_WORDS["nouns"])
INDUSTRIES: tuple[str, ...] = tuple(_WORDS["industries"])
COMMON: frozenset[str] = frozenset(_WORDS["common"])
