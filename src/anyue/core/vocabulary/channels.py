"""The kinds of channels that count by themselves, as data in channels.toml, and which a blank speaks of."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from anyue.core.forms.form import Indicator, ValueType


@dataclass(frozen=True, slots=True)
class ChannelKind:
    """One kind: `counts` is what its counter counts; a blank speaks of it by `words`, counted in `units`."""

    code: str
    name: str
    counts: str
    words: tuple[str, ...]
    units: tuple[str, ...]


@cache
def channel_kinds() -> tuple[ChannelKind, ...]:
    """All kinds that come with the program, read once."""
    data = tomllib.loads((files(__package__) / "channels.toml").read_text(encoding="utf-8"))
    return tuple(
        ChannelKind(one["code"], one["name"], one["counts"], tuple(one["words"]), tuple(one["units"]))
        for one in data["channels"]
    )


def channel_kind_of(indicator: Indicator) -> ChannelKind | None:
    """The kind of channel that a blank for a number speaks of; the longest of its words decides."""
    if indicator.type is not ValueType.NUMBER:
        return None
    said = [
        (len(word), kind)
        for kind in channel_kinds()
        if indicator.unit in kind.units
        for word in kind.words
        if word in indicator.label
    ]
    return max(said, key=lambda one: one[0])[1] if said else None
