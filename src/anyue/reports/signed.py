"""The sign-off of a text from its draft to its version, and the word that one is waited for."""

from collections.abc import Mapping

from anyue.campaigns.models import Occurrence
from anyue.campaigns.queries import needs_sign_off
from anyue.core.errors import AnyueError
from anyue.core.errors.written import SIGN_OFF_MISSING
from anyue.notify.actions import post_message
from anyue.reports.models import Report, ReportVersion, SignOff
from anyue.reports.written import is_text


def tell_of_signing(report: Report, word: str) -> None:
    """Tell the unit's people that a text waits for its leader, or that it was signed."""
    text = f"{word}：{report.occurrence.title}"
    post_message(unit=report.participation.unit, text=text, url=report.get_absolute_url())


def kept_sign_off(report: Report | None, entries: Mapping[str, str], *, has_files: bool) -> dict[str, object]:
    """The sign-off of a draft for as long as nothing of it changes, else none: facts to write with it."""
    if report and report.entries == entries and not has_files:
        return {"signed_at": report.signed_at, "signed_by": report.signed_by}
    return {"signed_at": None, "signed_by": None}


def require_sign_off(occurrence: Occurrence, signed: Mapping[str, object]) -> None:
    """Refuse a text that has to be signed and is not as it stands; raises SIGN_OFF_MISSING."""
    if signed["signed_at"] is None and is_text(occurrence) and needs_sign_off(occurrence):
        raise AnyueError(SIGN_OFF_MISSING)


def carry_sign_off(version: ReportVersion, signed: Mapping[str, object]) -> None:
    """Write down with a version who signed its text before it went up."""
    if signed["signed_at"] is not None:
        SignOff.objects.create(version=version, **signed)
