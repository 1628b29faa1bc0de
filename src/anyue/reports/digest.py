"""What a version says, in one body, and the digest over it."""

from collections.abc import Sequence

from anyue.core.digests import digest_of
from anyue.reports.models import ReportVersion

_SAID = ("values", "own", "records", "parts", "typed", "reasons", "carried")
_SAID_SOMETIMES = ("counters", "figures", "gaps", "passed", "revised_for")


def body_of(version: ReportVersion, files: Sequence[Sequence[str]] = ()) -> dict[str, object]:
    """All that a version says; what few of them have is left out where it is empty.

    `files` are [part, digest] of those that went with it, in the order of the parts.
    """
    body = {name: getattr(version, name) for name in _SAID}
    told = {name: said for name in _SAID_SOMETIMES if (said := getattr(version, name))}
    return body | told | ({"files": [list(file) for file in files]} if files else {})


def is_as_sent(version: ReportVersion, files: Sequence[Sequence[str]] = ()) -> bool:
    """Whether a version, with the files that went with it, still says what was sent in."""
    return digest_of(body_of(version, files)) == version.digest
