"""Writes: approving many reports at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from anyue.accounts.models import User
from anyue.core.errors import HINTS_OPEN, AnyueError
from anyue.reports.actions.reviewing import approve_report
from anyue.reports.models import Report
from anyue.reports.queries import hints_on


@dataclass(frozen=True, slots=True)
class ApprovedMany:
    """The reports that are official now, and those left as they were with the sentence that says why."""

    approved: tuple[Report, ...]
    left: tuple[tuple[Report, str], ...]


def approve_reports(*, versions: Mapping[Report, int], by: User) -> ApprovedMany:
    """Approve each report in the version that was looked at, if every check passed; each by itself.

    One with a hint wants a person who has opened it, and is left; so is one that has changed meanwhile, and
    one that this person may not review.
    """
    hints = hints_on(list(versions))
    approved: list[Report] = []
    left: list[tuple[Report, str]] = []
    for report, version in versions.items():
        if found := hints.get(report.pk):
            left.append((report, AnyueError(HINTS_OPEN, count=len(found)).message))
            continue
        try:
            approve_report(report=report, version=version, by=by)
        except AnyueError as error:
            left.append((report, error.message))
        else:
            approved.append(report)
    return ApprovedMany(tuple(approved), tuple(left))
