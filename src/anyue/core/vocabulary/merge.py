"""An office's own words over those that come with the program: more aliases, more numbers, more kinds."""

from typing import Any

from anyue.core.vocabulary.vocabulary import plain

# What a new kind counts where the office does not say.
_MEASURES = [
    {"code": "events", "name": "活动场次", "unit": "场", "default": 1},
    {"code": "attendances", "name": "参与人次", "unit": "人次"},
]


def merged(built_in: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Both as one file. A kind, setting or group with a known code is extended, another one is added.

    An alias that the office gives to one kind is taken from the kind that had it. Raises `KeyError` or
    `TypeError` where an entry lacks its code or is of another shape.
    """
    if not own:
        return built_in
    kinds = [dict(one) for one in built_in["kinds"]]
    claimed = {
        plain(word) for one in own.get("kinds", []) for word in (*one.get("aliases", []), one.get("name", ""))
    }
    for kind in kinds:
        kind["aliases"] = [word for word in kind["aliases"] if plain(word) not in claimed]
    new = [{"measures": _MEASURES, "aliases": [], **one} for one in own.get("kinds", [])]
    return {
        **built_in,
        "version": "+".join(str(one["version"]) for one in (built_in, own) if "version" in one),
        "kinds": _extended(kinds, own.get("kinds", []), new),
        "settings": _extended(built_in["settings"], own.get("settings", []), own.get("settings", [])),
        "groups": _extended(built_in["groups"], own.get("groups", []), own.get("groups", [])),
        "continuations": [*built_in["continuations"], *own.get("continuations", [])],
        "event_units": [*built_in["event_units"], *own.get("event_units", [])],
    }


def _extended(
    known: list[dict[str, Any]], own: list[dict[str, Any]], new: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    by_code = {one["code"]: dict(one) for one in known}
    for said, whole in zip(own, new, strict=True):
        before = by_code.get(said["code"])
        by_code[said["code"]] = _over(before, said) if before else whole
    return list(by_code.values())


def _over(before: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """A known entry with the office's words: lists grow, other values change."""
    after = {**before, **said}
    after["aliases"] = list(dict.fromkeys([*before.get("aliases", []), *said.get("aliases", [])]))
    if "measures" in before:
        measures = {one["code"]: one for one in (*before["measures"], *said.get("measures", []))}
        after["measures"] = list(measures.values())
    return after
