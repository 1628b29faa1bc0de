"""The sign-off of a text from its draft to its version, and the word that one is waited for."""

from collections.abc import Mapping

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.models import Occurrence
from anyue.campaigns.queries import needs_sign_off
from anyue.core.errors import AnyueError
from anyue.core.errors.written import SIGN_OFF_MISSING
from anyue.notify.actions import post_message
from anyue.reports.models import Report, ReportVersion, SignOff
from anyue.reports.written import is_text

NOT_ASKED: dict[str, object] = {"sign_asked_at": None, "sign_asked_by": None}
"""What is written where no text waits for its leader any more."""


def tell_of_signing(report: Report, word: str) -> None:
    """Tell the unit's people that a text waits for its leader, or that it was signed."""
    text = f"{word}：{report.occurrence.title}"
    post_message(unit=report.participation.unit, text=text, url=report.get_absolute_url())


def is_as_it_was(report: Report | None, entries: Mapping[str, str], *, has_files: bool) -> bool:
    """Whether a draft stays what it was, so that what a leader was asked or has signed holds of it."""
    return report is not None and report.entries == entries and not has_files


def kept_sign_off(report: Report | None, *, is_same: bool) -> dict[str, object]:
    """The sign-off of a draft for as long as nothing of it changes, else none: facts to write with it."""
    if report and is_same:
        return {"signed_at": report.signed_at, "signed_by": report.signed_by}
    return {"signed_at": None, "signed_by": None}


def asked_sign_off(
    report: Report | None, raw: Mapping[str, str], *, signed: Mapping[str, object], is_same: bool, by: User
) -> dict[str, object]:
    """Whether a draft that is saved waits for its leader from now on: facts to write with it.

    It does when the page asks (`ask`), and for as long as nothing of it changes and nobody takes that back
    (`unask`); what is signed as it stands waits no more.
    """
    if signed["signed_at"] is None and raw.get("ask"):
        return {"sign_asked_at": clock.now(), "sign_asked_by": by}
    if signed["signed_at"] is None and report and is_same and not raw.get("unask"):
        return {"sign_asked_at": report.sign_asked_at, "sign_asked_by": report.sign_asked_by}
    return NOT_ASKED


def require_sign_off(occurrence: Occurrence, signed: Mapping[str, object]) -> None:
    """Refuse a text that has to be signed and is not as it stands; raises SIGN_OFF_MISSING."""
    if signed["signed_at"] is None and is_text(occurrence) and needs_sign_off(occurrence):
        raise AnyueError(SIGN_OFF_MISSING)


def carry_sign_off(version: ReportVersion, signed: Mapping[str, object]) -> None:
    """Write down with a version who signed its text before it went up."""
    if signed["signed_at"] is not None:
        SignOff.objects.create(version=version, **signed)
