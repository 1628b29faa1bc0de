"""What waits for a person's word beside reports: typical cases, exposed hazards, featured activities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from anyue.accounts.models import User
from anyue.cases.queries import rows_named, waiting_cases
from anyue.records.queries import featured_named, featured_to_answer


@dataclass(frozen=True, slots=True, order=True)
class PendingKey:
    """One of them before it is read: the smaller, the sooner a person is needed.

    First what was changed after it was approved, since its old version counts and may be public; then what
    was sent again; then the longest wait.
    """

    is_unchanged: bool
    is_first: bool
    since: datetime
    is_featured: bool
    pk: int


@dataclass(frozen=True, slots=True)
class Pending:
    """One of them as a list tells it; `said` is "" where there is nothing to say but that it waits."""

    kind: str
    title: str
    unit: str
    since: datetime
    url: str
    said: str
    is_opened: bool


def pending_keys(user: User) -> list[PendingKey]:
    """All that this person may decide on, most urgent first; two queries."""
    cases = [
        PendingKey(not approved, version == 1, since, is_featured=False, pk=pk)
        for pk, since, version, approved in waiting_cases(user).values_list(
            "pk", "submitted_at", "version", "approved_version"
        )
        if since
    ]
    featured = [
        PendingKey(is_unchanged=True, is_first=True, since=since, is_featured=True, pk=pk)
        for pk, since in featured_to_answer(user).values_list("pk", "sent_at")
    ]
    return sorted(cases + featured)


def pending_rows(user: User, keys: Sequence[PendingKey]) -> list[Pending]:
    """Those of these keys that still wait, in their order; four queries."""
    cases = rows_named(user, [key.pk for key in keys if not key.is_featured])
    featured = featured_named(user, [key.pk for key in keys if key.is_featured])
    told = []
    for key in keys:
        if key.is_featured and (one := featured.get(key.pk)):
            place = (one.record.unit.name, key.since, one.get_absolute_url())
            told.append(Pending("特色活动", one.title, *place, said="", is_opened=bool(one.opened_at)))
        elif not key.is_featured and (row := cases.get(key.pk)):
            item = row.item
            said = "" if key.is_first else f"第 {item.version} 次报送"
            said = said if key.is_unchanged else "审核后有改动"
            place = (item.unit.name, key.since, item.get_absolute_url())
            told.append(Pending(item.kind.label, row.title, *place, said, is_opened=bool(item.opened_at)))
    return told
