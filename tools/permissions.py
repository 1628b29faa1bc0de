"""Writes `docs/permissions.md`, the matrix of roles, from the code: `python -m tools.permissions`."""

from collections.abc import Collection, Iterable
from pathlib import Path

from anyue.accounts.choices import AdministratorKind
from anyue.orgs.choices import Role
from anyue.orgs.permissions import ROLE_PERMISSIONS, ROLE_SIGHT, Permission, Sight

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "permissions.md"

HEAD = """\
# Who may do what, and who sees what

Made from `src/anyue/orgs/permissions.py` by `python -m tools.permissions`; change it there. A role is held
in a unit and speaks for that unit alone. A person with several roles or units may do what any of them allows.
"""
SIGHTS = {
    Sight.OWN: "their unit's notices, records, reports and messages, drafts included",
    Sight.ADDRESSED: "notices addressed to the unit, circulars issued to it, records it co-hosts",
    Sight.REPORTING: "what a unit that reports to theirs has sent in, and where it stands",
    Sight.BELOW: "the same of every unit further down the reporting tree",
}
TAIL = """\
The three administrators (系统、安全、审计管理员) act for no unit: they may do nothing of this and see nothing
of it, and an account that is one of them can't be given a role.

Nobody gives themselves a role, whatever their permissions: somebody else who looks after the unit does.

A superior returns a report with a reason and never edits it. Drafts, and reports that were taken back, are
their unit's alone.
Whoever may see an object but may not act on it is refused (403); to everybody else it is not there (404).
"""


def _table(first: str, rows: Iterable[tuple[str, Collection[Role]]]) -> str:
    administrators = [kind.label for kind in AdministratorKind]
    heads = [first, *(f"{role.label} `{role}`" for role in Role), *administrators]
    lines = [heads, ["---"] + [":-:"] * (len(heads) - 1)]
    for name, roles in rows:
        lines.append([name, *("●" if role in roles else "" for role in Role), *("" for _ in administrators)])
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _who(carries: dict[Role, frozenset[Permission]] | dict[Role, frozenset[Sight]], what: str) -> set[Role]:
    return {role for role, carried in carries.items() if what in carried}


def document() -> str:
    """The whole document."""
    acts = ((f"{one.label} `{one}`", _who(ROLE_PERMISSIONS, one)) for one in Permission)
    sights = ((f"`{one}`: {SIGHTS[one]}", _who(ROLE_SIGHT, one)) for one in Sight)
    return "\n".join([HEAD, "## May do\n", _table("act", acts), "## Sees\n", _table("what", sights), TAIL])


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
