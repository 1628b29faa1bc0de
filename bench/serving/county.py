"""The data of bench/pages: one office, 200 units with a liaison each, a table of 35 numbers, many weeks."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from anyue.accounts.models import User
from anyue.accounts.sessions import SessionStore
from anyue.campaigns.actions import acknowledge_notice, correct_notice, import_notice, issue_campaign
from anyue.campaigns.files import Upload
from anyue.campaigns.queries import root_of
from anyue.core.notice.corrections import Act, edit_of, new_edit
from anyue.core.notice.plan import Deadline
from anyue.core.schedule import recurrence_of
from anyue.orgs.choices import Role, UnitKind
from anyue.orgs.models import Membership, Unit

UNITS, BLANKS = 200, 35
DAYS = "daily 12:00 2026-01..2026-03"
WEEKLY = "weekly WED 12:00 2026-01..2026-02"
NOW = datetime.fromisoformat("2026-02-10T09:00:00+08:00")


@dataclass(frozen=True)
class Data:
    """Keys that requests are made of."""

    root: int
    places: list[tuple[int, int, str]]
    codes: list[str]
    lead_session: str
    liaison_sessions: list[str]


def notice_text() -> bytes:
    """A notice with a table of 35 numbers."""
    lines = "\n\n".join(f"组织开展第{n}项活动（ ）场，参与（ ）人次；" for n in range(1, BLANKS // 2 + 1))
    return (
        "关于开展2026年“安全生产月”活动的通知\n\n各镇：\n\n"
        "一、活动时间\n\n2026年1月1日至3月31日\n\n二、活动内容\n\n（一）开展宣讲。各镇要开展宣讲。\n\n"
        "三、有关要求\n\n各镇于2026年3月31日前报送活动统计表。\n\n县安委办\n\n2026年1月1日\n\n附件\n\n活动统计表\n\n"
        f"\t活动项目\n\t活动进展情况\n\n\t1.各项活动\n\t{lines}\n\n曝光隐患（ ）个。\n"
    ).encode()


def _session(user: User) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def make_data() -> Data:
    """Fill an empty database and return the keys.

    One county reports daily, so that there is a place for each submission of a run; another reports as
    notices ask, weekly and a few things once, and is what the other pages show.
    """
    settings.ANYUE_NOW = NOW
    _, _, places, codes = _county(
        "甲县", [Deadline("活动统计表", "每日", DAYS, recurrence=recurrence_of(DAYS), forms=(0,))]
    )
    once = [Deadline(f"材料{day}", "", f"2026-02-{day:02}", documents=(f"材料{day}",)) for day in (5, 12, 25)]
    weekly = Deadline("活动统计表", "每周三", WEEKLY, recurrence=recurrence_of(WEEKLY), forms=(0,))
    root, lead_session, liaisons, _ = _county("乙县", [weekly, *once])
    return Data(root, places, codes, lead_session, [session for _, _, session in liaisons])


def _county(name: str, deadlines: list[Deadline]) -> tuple[int, str, list[tuple[int, int, str]], list[str]]:
    """A county under way: its campaign's root, the lead's session, all places to report, the form's codes."""
    area = Unit.objects.create(name=name, kind=UnitKind.AREA, position=0)
    office = Unit.objects.create(name=f"{name}安委办", kind=UnitKind.OFFICE, parent=area, position=1)
    lead = _user(f"lead-{name}", office, Role.LEAD)
    towns = [
        Unit.objects.create(name=f"{name}第{n}镇", kind=UnitKind.TOWN, parent=area, position=n + 1)
        for n in range(1, UNITS + 1)
    ]
    users = [_user(f"liaison{town.pk}", town, Role.LIAISON) for town in towns]
    notice = import_notice(unit=office, files=[Upload("通知.txt", notice_text())], by=lead)
    reviewed = notice.reviewed()
    first = reviewed.next_index("deadlines")
    edits = [
        *(edit_of(item, None) for item in reviewed.live("deadlines")),
        *(new_edit("deadlines", at, deadline) for at, deadline in enumerate(deadlines, start=first)),
    ]
    correct_notice(notice=notice, act=Act.ADD, edits=edits, revision=0, by=lead)
    campaign = issue_campaign(notice=notice, recipients=towns, by=lead)
    parts = {p.unit_id: p for p in campaign.participations.select_related("unit")}
    for town, user in zip(towns, users, strict=True):
        acknowledge_notice(participation=parts[town.pk], by=user)
    sessions = [_session(user) for user in users]
    form = campaign.forms.get(kind="statistics")
    places = [
        (parts[town.pk].pk, occurrence.pk, session)
        for occurrence in form.occurrences()
        for town, session in zip(towns, sessions, strict=True)
    ]
    codes = [indicator.code for indicator in form.form.indicators]
    return root_of(campaign).pk, _session(lead), places, codes


def _user(account: str, unit: Unit, role: Role) -> User:
    user = User(account=account, name=account)
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, unit=unit, role=role)
    return user
