"""Sets the stage of a simulation: a county in the database, and the notice by which it is asked."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from anyue import clock
from anyue.accounts.models import User
from anyue.accounts.passwords import new_password
from anyue.campaigns.actions import correct_notice, import_notice, issue_campaign
from anyue.campaigns.files import Upload, read_upload
from anyue.campaigns.issuing import campaign_days
from anyue.campaigns.models import Campaign, Notice, Occurrence, Participation
from anyue.cli.simulate.founding import found
from anyue.core.notice import Plan
from anyue.core.notice.corrections import Act, new_edit
from anyue.core.notice.plan import Deadline
from anyue.core.simulation import Ask, County
from anyue.orgs.models import Unit

_SUMMARY = "活动总结"


@dataclass(frozen=True, slots=True)
class Stage:
    """A county in the database, with the campaign that was issued; everything by the index of the script.

    `parts` are the participations by line, those of the relays to come still missing; `occurrences` stand
    beside `asks`.
    """

    county: County
    campaign: Campaign
    units: list[Unit]
    people: dict[int, User]
    password: str
    parts: dict[int, int]
    asks: list[Ask]
    occurrences: list[int]
    issued_at: datetime
    until: datetime
    is_summary_added: bool


def set_stage(county: County, notice: Upload, number: int) -> Stage:
    """Make units and people, import the notice and issue it; `number` tells the counties of a run apart.

    Raises:
        AnyueError: the notice can't be read, holds no plan or can't be issued.
    """
    issued_at = _issued_at(read_upload([notice]))
    with clock.standing_at(issued_at):
        password = new_password()
        units, people = found(county, number, password)
        lead = people[1]
        imported = import_notice(unit=units[1], files=[notice], by=lead)
        is_added = _ask_for_something(imported, lead)
        first = [at for at, line in enumerate(county.lines) if line.superior == 0]
        recipients = [units[county.lines[at].unit] for at in first]
        campaign = issue_campaign(notice=imported, recipients=recipients, by=lead)
    asked = {part.unit_id: part for part in Participation.objects.filter(campaign=campaign)}
    parts = {at: asked[units[county.lines[at].unit].pk].pk for at in (0, *first)}
    asks, occurrences = _asks(campaign)
    until = max((ask.due_at for ask in asks), default=issued_at) + timedelta(days=7)
    return Stage(
        county,
        campaign,
        units,
        people,
        password,
        parts,
        asks,
        occurrences,
        issued_at,
        until,
        is_added,
    )


def _issued_at(plan: Plan) -> datetime:
    """The notice's own day at ten, or some days before anything of it begins; in its own year."""
    starts_on, _ = campaign_days(plan)
    due = [one.due[:10] for one in plan.deadlines if one.due and one.due[:1].isdecimal()]
    known = [*map(date.fromisoformat, due), *([starts_on] if starts_on else [])]
    day = min(known, default=clock.today()) - timedelta(days=6)
    if plan.issued_on and plan.issued_on[:1] != "X":
        day = date.fromisoformat(plan.issued_on)
    return datetime.combine(day, time(10), ZoneInfo(settings.TIME_ZONE))


def _ask_for_something(notice: Notice, lead: User) -> bool:
    """Add a summary to a notice that asks for nothing in writing, as its office would before issuing it."""
    plan = notice.read_plan()
    if any(one.kind == "submit" and one.due and (one.forms or one.documents) for one in plan.deadlines):
        return False
    _, ends_on = campaign_days(plan)
    due = (ends_on or clock.today() + timedelta(days=30)) + timedelta(days=5)
    asked = Deadline(_SUMMARY, "活动结束后5日内", due.isoformat(), documents=(_SUMMARY,))
    index = notice.reviewed().next_index("deadlines")
    edits = [new_edit("deadlines", index, asked)]
    correct_notice(notice=notice, act=Act.ADD, edits=edits, revision=notice.revision, by=lead)
    return True


def _asks(campaign: Campaign) -> tuple[list[Ask], list[int]]:
    asks, occurrences = [], []
    for one in Occurrence.objects.of_notice().with_form().filter(deadline__campaign=campaign):
        row = one.deadline.form
        if row is None:
            continue
        asks.append(
            Ask(
                row=row.position,
                title=row.title,
                label=one.label,
                form=row.form,
                number=one.number,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                since=one.deadline.counts_from or one.starts_on,
                due_at=timezone.localtime(one.due_at),
            )
        )
        occurrences.append(one.pk)
    return asks, occurrences
