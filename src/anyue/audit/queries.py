"""Reads of the trail; who may read it is settled by who calls."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from anyue.audit.models import AuditBatch, AuditEntry, AuditEntryQuerySet

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Search:
    """What an auditor looks for; None and "" stand for anything. `until` itself is no longer meant."""

    since: datetime | None = None
    until: datetime | None = None
    person: int | None = None
    unit: int | None = None
    action: str = ""
    target: str = ""
    result: str = ""
    address: str = ""

    def as_code(self) -> str:
        """What was looked for, as the trail keeps it."""
        moments = {name: moment and f"{moment:%Y-%m-%d}" for name, moment in self._span().items()}
        rest = {
            name: getattr(self, name) for name in ("person", "unit", "action", "target", "result", "address")
        }
        return " ".join(f"{name}={value}" for name, value in {**moments, **rest}.items() if value)

    def _span(self) -> dict[str, datetime | None]:
        return {"since": self.since, "until": self.until}

    def entries(self) -> AuditEntryQuerySet:
        """The entries that are meant."""
        exact = {
            "at__gte": self.since,
            "at__lt": self.until,
            "by": self.person,
            "unit_id": self.unit,
            "action": self.action,
            "target": self.target,
            "result": self.result,
            "address": self.address,
        }
        return AuditEntry.objects.filter(**{name: value for name, value in exact.items() if value})


def page_of(search: Search, *, below: int | None, size: int) -> tuple[list[AuditEntry], int | None]:
    """Entries newest first, of keys below one, and the key to go on from; one query at any depth."""
    entries = search.entries() if below is None else search.entries().filter(pk__lt=below)
    found = list(entries.order_by("-pk")[: size + 1])
    return found[:size], found[size - 1].pk if len(found) > size else None


def all_of(search: Search, *, most: int) -> Iterator[AuditEntry]:
    """The newest entries that are meant, a page at a time."""
    below: int | None = None
    left = most
    while left > 0:
        page, below = page_of(search, below=below, size=min(_PAGE, left))
        yield from page
        left -= len(page)
        if below is None:
            return


def last_act(action: str) -> datetime | None:
    """When an act was last done; None where it never was."""
    return AuditEntry.objects.filter(action=action).order_by("-at").values_list("at", flat=True).first()


def last_sealed() -> datetime | None:
    """When the last batch was sealed."""
    return AuditBatch.objects.order_by("-number").values_list("sealed_at", flat=True).first()


def last_verification() -> AuditEntry | None:
    """The entry of the last verification; None where there was none."""
    return AuditEntry.objects.filter(action="verify_trail").order_by("-at", "-pk").first()
