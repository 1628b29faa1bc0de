"""How often somebody may ask for something: a contract for `settings.RATE_LIMITS`."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so many requests to some addresses within `seconds`, by one network address and by one person.

    `path` is matched from the start of the address; `methods` are the ones that count. An office has one
    network address for many people, so its limit is the higher one.
    """

    name: str
    path: re.Pattern[str]
    per_address: int
    per_person: int
    seconds: int = 60
    methods: frozenset[str] = frozenset({"POST"})

    def concerns(self, method: str | None, path: str) -> bool:
        """Whether a request counts."""
        return method in self.methods and self.path.match(path) is not None
