"""Activities of a table's days that it does not count: counted by their host, or along another line."""

from dataclasses import dataclass

from anyue.campaigns.queries import lines_of
from anyue.core.counting import counting_line
from anyue.records.models import ActivityRecord, ActivityRecordQuerySet
from anyue.reports.queries.basis import Sheet

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Beside:
    """A record that adds 0 to a table, and why."""

    record: ActivityRecord
    why: str


def beside(sheet: Sheet) -> list[Beside]:
    """The activities that a unit took part in and does not count in this table; at most four queries."""
    kinds = {indicator.source.kind for indicator in sheet.basis.form.indicators if indicator.source}
    if not kinds:
        return []
    days = (sheet.occurrence.starts_on, sheet.occurrence.ends_on)
    asked = ActivityRecord.objects.held().filter(kind__in=kinds, held_on__range=days)
    unit = sheet.participation.unit_id
    shared = asked.filter(co_hosts__unit=unit).exclude(unit=unit).select_related("unit")[:_SHOWN]
    told = [Beside(record, _hosted(record)) for record in shared]
    return [*told, *_along_others(sheet, asked.filter(unit=unit))]


def _hosted(record: ActivityRecord) -> str:
    return f"联合开展，{'已' if record.counted else ''}由{record.unit.name}计入"


def _along_others(sheet: Sheet, own: ActivityRecordQuerySet) -> list[Beside]:
    root_pk = sheet.occurrence.deadline.campaign.root_pk
    lines = lines_of(sheet.participation.unit_id, root_pk)
    if len(lines) <= 1:
        return []
    told = []
    for record in own.prefetch_related("lines__participation__superior__unit"):
        named = {one.root_id: one.participation for one in record.lines.all()}.get(root_pk)
        line = counting_line(named.pk if named else None, lines)
        if line != sheet.participation.pk:
            superior = named.superior.unit.name if named and named.superior else "最先布置的上级"
            told.append(Beside(record, f"已计入{superior}的口径"))
    return told[:_SHOWN]
