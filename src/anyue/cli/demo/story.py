"""What has happened in the demo county so far: through the same actions as any page, at times in the past."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.actions import acknowledge_notice, import_notice, issue_campaign, relay_campaign
from anyue.campaigns.files import Upload
from anyue.campaigns.models import Campaign, Occurrence, Participation
from anyue.campaigns.queries import inferiors_of, root_of
from anyue.cli.demo.county import Person
from anyue.cli.demo.sample import sample_notice
from anyue.core.activity import Details
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Unit
from anyue.orgs.queries import recipients_for
from anyue.records.actions import keep_record
from anyue.reports.actions import approve_report, open_for_review, return_report, save_report, submit_report
from anyue.reports.models import Report
from anyue.reports.queries import sheet_for

# Units by the place in the official order of the recipients: what each does in the demo.
SILENT, LATE, RETURNED, DRAFTING = {4, 17}, {6, 13}, {9}, {3, 20}
HELD = (("lecture", 46), ("emergency-drill", 120), ("outreach", 85))


def tell(people: list[Person], today: date) -> Campaign:
    """Issue the sample notice as of sixteen days ago and let the units act until today."""
    lead = next(person for person in people if person.user.account == "anban")
    liaisons = {person.unit.pk: person.user for person in people}
    with clock.standing_at(_at(today, -16, 10)):
        name = f"{today.year}年安全生产月活动通知.txt"
        data = sample_notice(today).encode()
        notice = import_notice(unit=lead.unit, files=[Upload(name, data)], by=lead.user)
        recipients = list(recipients_for(lead.user, lead.unit))
        campaign = issue_campaign(notice=notice, recipients=recipients, by=lead.user)
    participations = list(inferiors_of(root_of(campaign)))
    for at, participation in enumerate(participations):
        if at not in SILENT:
            with clock.standing_at(_at(today, -15 + at % 3, 9 + at % 8)):
                acknowledge_notice(participation=participation, by=liaisons[participation.unit_id])
                participation.refresh_from_db()
            _live(participation, at, liaisons[participation.unit_id], lead.user, today)
    _relay(participations, liaisons, today)
    return campaign


def _at(today: date, days: int, hour: int, minute: int = 0) -> datetime:
    day = today + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), ZoneInfo(settings.TIME_ZONE))


def _live(participation: Participation, at: int, user: User, lead: User, today: date) -> None:
    """One unit's weeks: records, then each form that was due."""
    for day in (-12, -10, -5, -3):
        kind, people = HELD[(at + day) % len(HELD)]
        with clock.standing_at(_at(today, day, 17)):
            _hold(participation.unit, kind, people + 7 * at, user)
    asked = Occurrence.objects.asked_of([participation]).select_related("deadline__form")
    for occurrence in asked.filter(deadline__form__isnull=False, due_at__lt=_at(today, 0, 0)):
        _send(participation, occurrence, at, user, lead)


def _hold(unit: Unit, kind: str, people: int, user: User) -> None:
    titles = {
        "lecture": "安全生产专题宣讲",
        "emergency-drill": "综合应急演练",
        "outreach": "安全宣传进村入户",
    }
    place = {UnitKind.TOWN: "镇文化广场", UnitKind.VILLAGE: "村委会大院"}.get(
        UnitKind(unit.kind), "机关会议室"
    )
    keep_record(
        unit=unit,
        kind=kind,
        title=titles[kind],
        held_on=clock.today(),
        details=Details(place=place),
        measures={"events": "1", "attendances": str(people)},
        key=str(uuid4()),
        by=user,
    )


def _send(participation: Participation, occurrence: Occurrence, at: int, user: User, lead: User) -> None:
    """Fill and submit one table before its time, or after it where the unit is one of the late."""
    latest = occurrence.due_at > clock.now() - timedelta(days=7)
    if latest and at in DRAFTING:
        with clock.standing_at(occurrence.due_at - timedelta(hours=20)):
            save_report(
                participation=participation,
                occurrence=occurrence,
                raw={**_text(user), **sheet_for(participation, occurrence).own},
                revision=0,
                by=user,
            )
        return
    hours = 3 if at in LATE else -20 - at % 5
    with clock.standing_at(occurrence.due_at + timedelta(hours=hours)):
        sheet = sheet_for(participation, occurrence)
        report = submit_report(
            participation=participation,
            occurrence=occurrence,
            raw={**_text(user), **sheet.own},
            revision=0,
            key=str(uuid4()),
            by=user,
        )
    with clock.standing_at(occurrence.due_at + timedelta(hours=hours + 2)):
        _decide(report, at, lead, latest=latest)


def _text(user: User) -> dict[str, str]:
    """What cards and documents say; codes that a form does not have are passed over."""
    unit = user.memberships.select_related("unit")[0].unit
    return {"f1": unit.name, "f2": user.name, "content": "已按方案部署，正在逐项落实。"}


def _decide(report: Report, at: int, lead: User, *, latest: bool) -> None:
    if latest and at in RETURNED:
        open_for_review(report=report, by=lead)
        reason = "宣讲场次与台账不符，请核对后重新报送。"
        return_report(report=report, version=report.version, reason=reason, by=lead)
    elif not (latest and at % 3 == 0):
        open_for_review(report=report, by=lead)
        approve_report(report=report, version=report.version, by=lead)


def _relay(participations: Sequence[Participation], liaisons: dict[int, User], today: date) -> None:
    """One town passes the campaign on to two of its villages, and one of these has acknowledged."""
    town = next(p for p in participations if p.unit.kind == UnitKind.TOWN)
    user = liaisons[town.unit_id]
    villages = [u for u in recipients_for(user, town.unit) if u.kind == UnitKind.VILLAGE and u.pk in liaisons]
    with clock.standing_at(_at(today, -2, 9)):
        joined = relay_campaign(participation=town, recipients=villages, hours_earlier=24, by=user)
    with clock.standing_at(_at(today, -1, 16)):
        acknowledge_notice(participation=joined[0], by=liaisons[joined[0].unit_id])
