"""What a workbook would add to a ledger, and what the ledger gives a workbook."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import NAMESPACE_OID, uuid5

from anyue.campaigns.models import CampaignForm, Participation
from anyue.core.activity import Link
from anyue.core.errors import AnyueError
from anyue.core.errors.ledger import ROW_NUMBER_UNKNOWN
from anyue.core.ledger import (
    Cells,
    Column,
    Entry,
    Fault,
    Row,
    fault_at,
    fault_at_number,
    kinds_in,
    read_entries,
)
from anyue.core.ledger.media import media_words
from anyue.core.vocabulary import Kind, vocabulary
from anyue.orgs.models import Unit
from anyue.records.models import ActivityRecord
from anyue.records.queries.offers import candidates_of, co_hosts_among


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that the ledger does not know; `is_alike` says that it has one of the same kind and day."""

    entry: Entry
    key: str
    is_alike: bool
    co_hosts: tuple[Unit, ...] = ()

    def numbers(self) -> list[tuple[str, str, str]]:
        """(name, number, unit) of each of its numbers, in the order of the vocabulary."""
        kind, told = self.entry.kind, self.entry.measures
        return [(m.name, told[m.code], m.unit) for m in kind.measures if m.code in told]


@dataclass(frozen=True, slots=True)
class Preview:
    """What bringing a workbook in would do; with any fault it does nothing."""

    new: list[NewRow] = field(default_factory=list)
    known: int = 0
    faults: list[Fault] = field(default_factory=list)


def preview_of(unit: Unit, cells: Cells, today: date) -> Preview:
    """Look at every row of a workbook as this unit's; three queries, and one where rows name co-hosts."""
    entries, faults = read_entries(cells, today)
    records = ActivityRecord.objects.filter(unit=unit)
    numbers = [entry.number for entry in entries if entry.number is not None]
    own = set(records.filter(pk__in=numbers).values_list("pk", flat=True))
    faults += [
        fault_at_number(cells, entry.row, ROW_NUMBER_UNKNOWN, given=entry.number)
        for entry in entries
        if entry.number is not None and entry.number not in own
    ]
    keyed = list(_with_keys(unit, [entry for entry in entries if entry.number is None]))
    taken = set(
        ActivityRecord.objects.filter(key__in=[key for _, key in keyed]).values_list("key", flat=True)
    )
    alike = set(
        records.held()
        .filter(held_on__in={entry.held_on for entry, _ in keyed})
        .values_list("kind", "held_on")
    )
    candidates = candidates_of(unit) if any(entry.co_hosts for entry, _ in keyed) else []
    new = []
    for entry, key in keyed:
        if key in taken:
            continue
        try:
            hosts = tuple(co_hosts_among(candidates, entry.co_hosts))
        except AnyueError as error:
            faults.append(fault_at(cells, entry.row, Column.CO_HOSTS, error.message))
            continue
        new.append(NewRow(entry, key, (entry.kind.code, entry.held_on) in alike, hosts))
    return Preview(new, len(entries) - len(new), faults)


def _with_keys(unit: Unit, entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Each entry with a key made of what it says; of several that say the same, each has its own."""
    seen: Counter[str] = Counter()
    for entry in entries:
        said = json.dumps(
            [
                unit.pk,
                entry.kind.code,
                entry.held_on.isoformat(),
                entry.title,
                entry.place,
                sorted(entry.measures.items()),
                entry.settings,
                entry.groups,
                entry.note,
                # Rows without these have the keys that they had before there were such columns.
                *([entry.co_hosts, media_words(entry.links)] if entry.co_hosts or entry.links else []),
            ],
            ensure_ascii=False,
        )
        seen[said] += 1
        yield entry, str(uuid5(NAMESPACE_OID, f"{seen[said]} {said}"))


def kinds_of(unit: Unit) -> list[Kind]:
    """The kinds that a unit has recorded, or that a form of its campaigns asks for; two queries."""
    used = set(ActivityRecord.objects.filter(unit=unit).order_by().values_list("kind", flat=True).distinct())
    for form in CampaignForm.objects.asked_of(Participation.objects.filter(unit=unit)).defer("body"):
        used |= {indicator.source.kind for indicator in form.form.indicators if indicator.source}
    return kinds_in(used)


def rows_of(unit: Unit) -> Iterator[Row]:
    """The records of a unit that were held and stand, the oldest day first; four queries a thousand."""
    known = vocabulary()
    settings = {term.code: term.name for term in known.settings}
    groups = {term.code: term.name for term in known.groups}
    records = ActivityRecord.objects.filter(unit=unit).held().order_by("held_on", "pk")
    records = records.prefetch_related("links", "co_hosts__unit")
    for record in records.iterator(chunk_size=1000):
        yield Row(
            number=record.pk,
            kind=record.activity_kind,
            held_on=record.held_on,
            title=record.title,
            place=record.place,
            measures=record.measures,
            settings="、".join(settings[code] for code in record.setting_codes if code in settings),
            groups="、".join(groups[code] for code in record.group_codes if code in groups),
            note=record.note,
            co_hosts="、".join(host.unit.name for host in record.co_hosts.all()),
            links=[Link(link.outlet, link.title, link.url, link.published_on) for link in record.links.all()],
        )
