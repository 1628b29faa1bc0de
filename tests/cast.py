"""The standing cast: a county office, two towns, villages, a bureau, an enterprise, an outsider."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from anyue import clock
from anyue.accounts.actions import create_account
from anyue.accounts.models import User
from anyue.campaigns.actions import (
    acknowledge_notice,
    correct_notice,
    import_notice,
    issue_campaign,
    relay_campaign,
)
from anyue.campaigns.files import Upload
from anyue.campaigns.models import Campaign, CampaignForm, Notice, Occurrence, Participation
from anyue.campaigns.queries import root_of
from anyue.core.notice.corrections import HEADER, Act, edit_of
from anyue.orgs.actions import appoint, create_unit
from anyue.orgs.choices import Role, UnitKind
from anyue.orgs.models import Unit

PASSWORD = "qinghe-2026-pass"
THEME = HEADER.index("theme")
NOTICE = Path(__file__).parent / "campaigns" / "notice.txt"


@dataclass(frozen=True)
class Cast:
    """Units and people by what they are in the tests; the outsider's county is apart from the rest."""

    area: Unit
    office: Unit
    bureau: Unit
    town: Unit
    sibling_town: Unit
    village: Unit
    other_village: Unit
    enterprise: Unit
    far_office: Unit
    lead: User
    reviewer: User
    leader: User
    clerk: User
    sibling: User
    bureau_clerk: User
    village_clerk: User
    other_village_clerk: User
    outsider: User


def make_cast() -> Cast:
    """Make all units and people."""

    def unit(name: str, kind: UnitKind, parent: Unit | None, position: int) -> Unit:
        return create_unit(name=name, kind=kind, parent=parent, position=position, by=None)

    def person(account: str, at: Unit, role: Role) -> User:
        user = create_account(account=account, name=f"{at.name}{role.label[0]}", password=PASSWORD, by=None)
        appoint(user=user, unit=at, role=role, by=None)
        return user

    area = unit("青溪县", UnitKind.AREA, None, 1)
    office = unit("青溪县安委会办公室", UnitKind.OFFICE, area, 2)
    bureau = unit("县教育局", UnitKind.DEPARTMENT, area, 3)
    town = unit("石桥铺镇", UnitKind.TOWN, area, 4)
    sibling_town = unit("柳林镇", UnitKind.TOWN, area, 5)
    village = unit("桥东村", UnitKind.VILLAGE, town, 6)
    other_village = unit("桥西村", UnitKind.VILLAGE, town, 7)
    enterprise = unit("石桥水泥厂", UnitKind.ENTERPRISE, town, 8)
    far_area = unit("远山县", UnitKind.AREA, None, 9)
    far_office = unit("远山县安委会办公室", UnitKind.OFFICE, far_area, 10)
    unit("远山镇", UnitKind.TOWN, far_area, 11)
    return Cast(
        area=area,
        office=office,
        bureau=bureau,
        town=town,
        sibling_town=sibling_town,
        village=village,
        other_village=other_village,
        enterprise=enterprise,
        far_office=far_office,
        lead=person("lead", office, Role.LEAD),
        reviewer=person("reviewer", office, Role.REVIEWER),
        leader=person("leader", office, Role.LEADER),
        clerk=person("clerk", town, Role.LIAISON),
        sibling=person("sibling", sibling_town, Role.LIAISON),
        bureau_clerk=person("bureau", bureau, Role.LIAISON),
        village_clerk=person("village", village, Role.LIAISON),
        other_village_clerk=person("other-village", other_village, Role.LIAISON),
        outsider=person("outsider", far_office, Role.LEAD),
    )


@dataclass(frozen=True)
class Running:
    """A campaign that is under way: the town has acknowledged it and passed it on to both villages."""

    cast: Cast
    notice: Notice
    campaign: Campaign
    root: Participation
    town: Participation
    sibling_town: Participation
    bureau: Participation
    village: Participation
    other_village: Participation
    table: CampaignForm
    card: CampaignForm
    weeks: list[Occurrence]

    def part(self, name: str) -> Participation:
        """A participation by its name, as the database has it now."""
        return Participation.objects.select_related("unit", "campaign", "superior").get(
            pk=getattr(self, name).pk
        )


def import_sample(cast: Cast) -> Notice:
    """Import the notice of the tests for the county office."""
    return import_notice(unit=cast.office, files=[Upload("通知.txt", NOTICE.read_bytes())], by=cast.lead)


def say(notice: Notice, section: str, index: int, *, by: User, revision: int = 0, **changes: object) -> None:
    """Let a person correct some fields of an item; the header's only field is `value`."""
    item = notice.reviewed().item(section, index)
    assert item is not None
    value = changes["value"] if section == "header" else replace(item.value, **changes)
    correct_notice(notice=notice, act=Act.CHANGE, edits=[edit_of(item, value)], revision=revision, by=by)


ISSUED = datetime.fromisoformat("2026-05-26T10:00:00+08:00")
"""When the notice of the tests went out: before anything was due."""


def start_campaign(cast: Cast) -> Running:
    """Import and issue the notice of the tests, acknowledge it everywhere and relay it in the town."""
    with clock.standing_at(ISSUED):
        return _start(cast)


def _start(cast: Cast) -> Running:
    notice = import_sample(cast)
    recipients = [cast.bureau, cast.town, cast.sibling_town]
    campaign = issue_campaign(notice=notice, recipients=recipients, by=cast.lead)
    root = root_of(campaign)
    parts = {p.unit_id: p for p in Participation.objects.filter(campaign=campaign).select_related("unit")}
    town = parts[cast.town.pk]
    acknowledge_notice(participation=town, by=cast.clerk)
    acknowledge_notice(participation=parts[cast.sibling_town.pk], by=cast.sibling)
    below = relay_campaign(participation=town, recipients=[cast.village, cast.other_village], by=cast.clerk)
    acknowledge_notice(participation=below[0], by=cast.village_clerk)
    acknowledge_notice(participation=below[1], by=cast.other_village_clerk)
    table = campaign.forms.get(kind="statistics")
    return Running(
        cast=cast,
        notice=notice,
        campaign=campaign,
        root=root,
        town=town,
        sibling_town=parts[cast.sibling_town.pk],
        bureau=parts[cast.bureau.pk],
        village=below[0],
        other_village=below[1],
        table=table,
        card=campaign.forms.get(kind="card"),
        weeks=list(table.occurrences()),
    )


def new_key() -> str:
    """A key as a page makes one for each sending-in."""
    return str(uuid4())
