"""Writes: texts and tables that a unit asks of those below it, beyond what its superior asked."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.adding import MOST_FORMS, Addition, Table, rows_of, tables_in
from anyue.campaigns.enrolling import tell
from anyue.campaigns.models import Campaign, CampaignForm, Deadline, Occurrence, Participation
from anyue.campaigns.workdays import workdays_now
from anyue.core.errors import AnyueError
from anyue.core.errors import times as errors
from anyue.core.uploads import Prepared
from anyue.files.storing import storing
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission


def keep_table(*, participation: Participation, file: Prepared, by: User) -> Table:
    """Read the tables of a blank file and keep it until they are asked for; nobody is asked anything yet.

    Raises:
        AnyueError: no right to, the file can't be opened, is marked secret, or holds no table.
    """
    require(by, Permission.RELAY_CAMPAIGN, participation.unit_id)
    forms = tables_in(file.name, file.data)
    with storing(by=by) as store, transaction.atomic():
        kept = store(file)
        write_entry("keep_table", by=by, on=participation, unit_id=participation.unit_id)
    return Table(kept, file.name, forms)


@transaction.atomic
def add_forms(*, participation: Participation, additions: Sequence[Addition], by: User) -> list[CampaignForm]:
    """Ask everybody below a participation, now and later, for texts and tables of its unit's own.

    Who takes part already is told. What was added is never changed after.

    Raises:
        AnyueError: no right to, too many, or a time that can't be read, is past or more than a year away.
    """
    require(by, Permission.RELAY_CAMPAIGN, participation.unit_id)
    # Of two units at once in one line the second finds the positions that the first has taken.
    Campaign.objects.filter(pk=participation.campaign_id).update(title=F("title"))
    rows = rows_of(participation, additions, now=clock.now(), workdays=workdays_now())
    if participation.added_forms.count() + len(rows.forms) > MOST_FORMS:
        raise AnyueError(errors.TOO_MANY_FORMS, most=MOST_FORMS)
    CampaignForm.objects.bulk_create(rows.forms)
    Deadline.objects.bulk_create(rows.deadlines)
    Occurrence.objects.bulk_create(rows.occurrences)
    write_entry("add_forms", by=by, on=participation, unit_id=participation.unit_id)
    below = Participation.objects.filter(lines_up__superior=participation, lines_up__depth__gt=0)
    named = "、".join(form.title for form in rows.forms)
    tell(below.select_related("unit"), f"{participation.unit.name}补充报送要求：{named}"[:200])
    return rows.forms
