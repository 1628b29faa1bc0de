"""How many entries a crowd may cause: so many a minute for each, and the rest are counted."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

_MOST_KEYS = 1000


@dataclass(slots=True)
class _Window:
    since: datetime
    admitted: int = 0
    left_out: int = 0


@dataclass(slots=True)
class Restraint:
    """Admits `limit` things of one key within `span`; what is beyond that is left out, and told of later."""

    limit: int
    span: timedelta = timedelta(minutes=1)
    windows: dict[object, _Window] = field(default_factory=dict)

    def admit(self, key: object, now: datetime) -> int | None:
        """None where one more is too many; else how many were left out since one was last admitted."""
        window = self.windows.get(key)
        if window is None or now - window.since >= self.span:
            left_out = window.left_out if window else 0
            if window is None and len(self.windows) >= _MOST_KEYS:
                # The oldest goes: what it left out is lost, since nobody came again to be told.
                del self.windows[next(iter(self.windows))]
            self.windows.pop(key, None)
            self.windows[key] = _Window(now, admitted=1)
            return left_out
        if window.admitted >= self.limit:
            window.left_out += 1
            return None
        window.admitted += 1
        return 0
