"""Hints of implausible figures, before the superior has to ask: pure functions, one a module.

Each takes a `Case` and yields hints; none changes a number or knows who sees the hint. `docs/checks.md` lists
them. Whether a check only advises or blocks is the office's setting, not the check's.
"""

from collections.abc import Callable, Iterator, Mapping

from anyue.core.checks import (
    falling_cumulative,
    far_from_peers,
    heads_above_attendances,
    jump_in_history,
    not_the_sum,
    outside_period,
    people_without_event,
    same_file,
)
from anyue.core.checks.case import Case, Hint

CHECKS: Mapping[str, Callable[[Case], Iterator[Hint]]] = {
    module.__name__.rpartition(".")[2]: module.check
    for module in (
        people_without_event,
        heads_above_attendances,
        falling_cumulative,
        not_the_sum,
        outside_period,
        same_file,
        jump_in_history,
        far_from_peers,
    )
}
"""By name, those first that are wrong in themselves and last those that are only unusual."""


def run_checks(case: Case) -> list[Hint]:
    """All hints on a report, in the order of the checks and of the form."""
    return [hint for check in CHECKS.values() for hint in check(case)]


__all__ = ["CHECKS", "Case", "Hint", "run_checks"]
