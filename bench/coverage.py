"""How well a local plan is held against its superior's: pairs of invented notices, beside hand-made answers.

A pair is two notices and an answer in tests/core/coverage/pairs. The rules were written with “jichuan”.
“yunting” was written afterwards; at first sight 11 of its 23 matches were found and none was wrong, which
showed that two tables alone can't weigh their own words, and that was changed. “lanqiao” came after that and
has changed nothing: its figures are those to expect of a notice that nobody has seen. A match is right where
it names the counterpart that the answer names. The baseline matches what has the same kind in the vocabulary,
or else the same title.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from anyue.core.coverage import compare
from anyue.core.coverage.likeness import bare
from anyue.core.notice import Plan, read_notice

PAIRS = Path(__file__).resolve().parents[1] / "tests" / "core" / "coverage" / "pairs"
BUILT_WITH = ("jichuan", "yunting")
Told = Mapping[str, tuple[str, str | None]]


def plan_of(name: str) -> Plan:
    """The plan of one of the notices."""
    return read_notice((PAIRS / f"{name}.txt").read_text("utf-8"), source=f"{name}.txt")


def pair_names() -> list[str]:
    """The names of the pairs, those that the rules have seen first."""
    names = [path.stem for path in PAIRS.glob("*.json")]
    return sorted(names, key=lambda name: (name not in BUILT_WITH, name))


def answer_of(name: str) -> dict[str, tuple[str, str | None]]:
    """What a person says: by the key of an item, how it stands and what its counterpart is."""
    told = json.loads((PAIRS / f"{name}.json").read_text("utf-8"))
    return {key: (standing, counterpart) for key, (standing, counterpart) in told.items()}


def ours(superior: Plan, local: Plan) -> Told:
    """What the program says."""
    return {
        item.key: (item.standing.value, item.counterpart.key if item.counterpart else None)
        for item in compare(superior, local)
    }


def by_title(superior: Plan, local: Plan) -> Told:
    """The baseline: the same kind, or else the same title; it knows no contradiction."""
    told: dict[str, tuple[str, str | None]] = {}
    for at, asked in enumerate(superior.activities):
        found = [
            to
            for to, own in enumerate(local.activities)
            if (asked.kind and asked.kind == own.kind) or bare(asked.heading) == bare(own.heading)
        ]
        told[f"activities-{at}"] = ("matched", f"activities-{found[0]}") if found else ("uncovered", None)
    for section, theirs, own_titles in (
        ("deadlines", [one.what for one in superior.deadlines], [one.what for one in local.deadlines]),
        ("forms", [one.title for one in superior.forms], [one.title for one in local.forms]),
    ):
        for at, title in enumerate(theirs):
            same = [to for to, own in enumerate(own_titles) if bare(own) == bare(title)]
            told[f"{section}-{at}"] = ("matched", f"{section}-{same[0]}") if same else ("uncovered", None)
    return told


def score(told: Told, answer: Told) -> dict[str, tuple[int, int]]:
    """(right, of how many) for precision and recall of the matches, and for how items stand."""
    found = {key: other for key, (_, other) in told.items() if other}
    wanted = {key: other for key, (_, other) in answer.items() if other}
    right = sum(wanted.get(key) == other for key, other in found.items())
    stands = sum(told.get(key, ("", None))[0] == standing for key, (standing, _) in answer.items())
    return {
        "precision": (right, len(found)),
        "recall": (right, len(wanted)),
        "standing": (stands, len(answer)),
    }


def main() -> None:
    """Print the measure of each pair."""
    readers: dict[str, Callable[[Plan, Plan], Told]] = {"anyue": ours, "same kind or title": by_title}
    for name in pair_names():
        seen = "seen by the rules" if name in BUILT_WITH else "unseen"
        print(f"{name} ({seen})")
        plans = plan_of(f"{name}-city"), plan_of(f"{name}-county")
        for label, reader in readers.items():
            counts = score(reader(*plans), answer_of(name))
            said = "  ".join(
                f"{what} {right}/{all_} = {right / max(all_, 1):.2f}"
                for what, (right, all_) in counts.items()
            )
            print(f"  {label:20} {said}")


if __name__ == "__main__":
    main()
