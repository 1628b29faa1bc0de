"""Writes: the rest days of a year."""

from django.db import transaction

from anyue import clock
from anyue.accounts.actions.rights import require_administrator
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import DayArrangement, YearArrangement
from anyue.core.arrangement import read_arrangement


@transaction.atomic
def set_arrangement(*, year: int, text: str, source: str, by: User) -> YearArrangement:
    """Enter a year's rest days and make-up days in the words of the notice; what was there is replaced.

    Deadlines that were issued keep their dates; those issued from now on go by the new table.

    Raises:
        AnyueError: not the system administrator, or words that can't be read, with their line.
    """
    require_administrator(by, AdministratorKind.SYSTEM)
    days = read_arrangement(text, year)
    facts = {"source": source[:200], "set_at": clock.now(), "set_by": by}
    row, _ = YearArrangement.objects.update_or_create(year=year, defaults=facts)
    row.days.all().delete()
    DayArrangement.objects.bulk_create(
        DayArrangement(arrangement=row, day=one.day, is_workday=one.is_workday, name=one.name) for one in days
    )
    write_entry("set_arrangement", by=by, on=row, reason=f"{year}: {len(days)}")
    return row
