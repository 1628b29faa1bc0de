"""Reads: what waits for a decision, what needs a person first."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from anyue.accounts.models import User
from anyue.campaigns.queries import own_times_of, times_of
from anyue.core.checks import Hint
from anyue.core.errors import FAR_FROM_PEERS, JUMP_IN_HISTORY
from anyue.reports.choices import check_label
from anyue.reports.models import Report
from anyue.reports.queries.hints import hints_on
from anyue.reports.queries.owed import Owed, stand, waiting_for_review

_UNUSUAL = frozenset({JUMP_IN_HISTORY, FAR_FROM_PEERS})


@dataclass(frozen=True, slots=True)
class Waiting:
    """One report that waits, where it stands, and what the checks say of it."""

    report: Report
    standing: Owed
    hints: list[Hint]

    @property
    def is_again(self) -> bool:
        """Whether it was sent in before, and has changed since."""
        return self.report.version > 1

    @property
    def is_changed(self) -> bool:
        """Whether a version of it is official, and another one waits."""
        return self.report.approved_version > 0

    @property
    def is_wrong(self) -> bool:
        """Whether something does not fit together, rather than only standing out."""
        return any(hint.problem not in _UNUSUAL for hint in self.hints)

    @property
    def findings(self) -> list[tuple[str, int]]:
        """The checks that say something, each with how often, in their order."""
        return list(Counter(check_label(hint.problem.code) for hint in self.hints).items())

    @property
    def is_clear(self) -> bool:
        """Whether every check passed, so that it may be approved together with others."""
        return not self.hints

    @property
    def urgency(self) -> tuple[bool, bool, bool, bool, bool, datetime]:
        """What sorts it among others: the smaller, the sooner a person is needed."""
        sent_at = self.report.submitted_at or self.standing.due
        calm = not self.standing.is_late, not self.is_changed, not self.is_again, not self.is_wrong
        return *calm, self.is_clear, sent_at


def inbox_of(user: User, now: datetime) -> list[Waiting]:
    """What waits for a person's decision: what needs a person first, then as it came in.

    Late, changed since approval, sent again, with failed checks, with unusual values, in this order.

    A constant number of queries.
    """
    reports = list(waiting_for_review(user))
    hints = hints_on(reports)
    own_times = own_times_of([report.participation for report in reports])
    waiting = []
    for report in reports:
        place = (report.participation_id, report.occurrence_id)
        times = times_of(report.participation, report.occurrence, own_times.get(place))
        standing = stand(report.participation, report.occurrence, report, times, now)
        waiting.append(Waiting(report, standing, hints.get(report.pk, [])))
    return sorted(waiting, key=lambda one: one.urgency)
