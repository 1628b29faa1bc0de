"""The text of a report as it is to be kept: its figures tied to what was sent in."""

from collections.abc import Mapping

from anyue.campaigns.models import Participation
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.reports import written
from anyue.reports.queries import Basis, figures_told
from anyue.reports.written import CONTENT, Draft


class ValuesWrongError(AnyueError):
    """Some blanks hold what they can't; `problems` says which, by code."""

    def __init__(self, problems: Mapping[str, AnyueError]) -> None:
        super().__init__(errors.VALUES_WRONG, count=len(problems))
        self.problems = dict(problems)


def draft_of(
    basis: Basis,
    participation: Participation,
    own: Mapping[str, str],
    raw: Mapping[str, str],
    *,
    is_sent: bool = False,
) -> Draft | None:
    """The text with its figures, None for a table; `take` in `raw` asks for all figures as they are now.

    Raises:
        ValuesWrongError: a figure with nothing behind it; in a text that is sent in, a prompt left over.
    """
    text = own.get(CONTENT)
    if text is None or not written.is_written(basis.form):
        return None
    kept = basis.report.figures if basis.report else {}
    try:
        if is_sent:
            written.require_written_out(text)
        told = figures_told(participation)
        return written.settled(text, kept, told, takes_new=bool(raw.get("take")))
    except AnyueError as wrong:
        raise ValuesWrongError({CONTENT: wrong}) from wrong
