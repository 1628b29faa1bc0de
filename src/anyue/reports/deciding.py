"""What every decision of a superior on a report needs: who may, which blanks it is about, the word of it."""

from collections.abc import Sequence

from anyue.accounts.models import User
from anyue.core.forms.entry import entry_form
from anyue.notify.actions import post_message
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.reports.models import Report


def require_review(report: Report, by: User) -> None:
    """A report is reviewed by the unit it reports to, and by nobody else above."""
    superior = report.participation.superior
    require(by, Permission.REVIEW_REPORT, superior.unit_id if superior else report.participation.unit_id)


def known_marks(report: Report, marks: Sequence[str]) -> list[str]:
    """Those of the marks that are blanks of the report's form, each once, in the order of the form."""
    row, marked = report.occurrence.deadline.form, set(marks)
    return [i.code for i in entry_form(row.form, marked).indicators if i.code in marked] if row else []


def tell_unit(report: Report, outcome: str) -> None:
    """Tell the unit's people what was done to a report of theirs."""
    form = report.occurrence.deadline.form
    title = form.title if form else report.occurrence.deadline.what
    text = f"{outcome}：{title}（{report.occurrence.label}）"
    post_message(unit=report.participation.unit, text=text, url=report.get_absolute_url())
