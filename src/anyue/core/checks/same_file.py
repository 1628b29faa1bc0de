"""同一文件: two events show the same photo or document, so that one of them may be told of twice."""

from collections.abc import Iterator

from anyue.core.checks.case import Case, Hint
from anyue.core.errors import SAME_FILE


def check(case: Case) -> Iterator[Hint]:
    """One hint for each pair of events, on all indicators that count the one of this report."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for indicator in case.form.indicators:
        for pair in case.twins.get(indicator.code, ()):
            # Where this report counts both, each of them leads to the other.
            known = pair[::-1] if pair[::-1] in pairs else pair
            pairs.setdefault(known, []).append(indicator.code)
    for (event, other), codes in pairs.items():
        yield Hint(SAME_FILE, tuple(dict.fromkeys(codes)), {"event": event, "other": other})
