"""Endpoints of notices, campaigns and those who take part: importing, issuing, acknowledging, relaying."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import AwareDatetime

from anyue.accounts.person import person
from anyue.campaigns import actions, queries
from anyue.campaigns.adding import MOST_FORMS, TABLE_KINDS, Addition, key_of, table_with
from anyue.campaigns.asked import asked_in
from anyue.campaigns.files import Upload
from anyue.campaigns.models import Campaign, Deadline, Notice, Participation
from anyue.config.api.paging import LARGEST, Asked, Id, Page, Text, page_of
from anyue.config.api.problems import PROBLEMS
from anyue.core.errors import NOT_ADDRESSABLE, REQUEST_UNREADABLE, AnyueError
from anyue.core.forms.entry import entry_form
from anyue.core.forms.values import clean_text
from anyue.core.notice.open.limits import FILES
from anyue.core.relay import LONGEST_ADDED, MOST_ADDED, added_activities
from anyue.files.storing import look_at
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import recipients_for, unit_for

router = Router(tags=["通知和专项活动"])

Key = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]


class NoticeOut(Schema):
    """A notice that one of the person's units imported; `campaign` once it was issued."""

    id: int
    unit: int
    title: str
    revision: int
    imported_at: datetime
    archived_at: datetime | None
    campaign: int | None


class FormOut(Schema):
    """An attachment to be filled in: its blanks as (code, label)."""

    id: int
    number: str
    title: str
    kind: str
    blanks: list[tuple[str, str]]


class ReadFormOut(Schema):
    """A table as it was read: its blanks as (code, label)."""

    title: str
    kind: str
    blanks: list[tuple[str, str]]


class OccurrenceOut(Schema):
    """One time at which something falls due, as the notice says it."""

    id: int
    label: str
    starts_on: date
    ends_on: date
    due_at: datetime


class DeadlineOut(Schema):
    """What is to be sent in; `form` is the id of the form."""

    id: int
    what: str
    phrase: str
    form: int | None
    occurrences: list[OccurrenceOut]


class CampaignOut(Schema):
    """A campaign in which a unit of the person takes part."""

    id: int
    notice: int
    unit: int
    name: str
    theme: str
    starts_on: date | None
    ends_on: date | None
    issued_at: datetime


class CampaignDetailsOut(CampaignOut):
    """The same with its forms and deadlines."""

    forms: list[FormOut]
    deadlines: list[DeadlineOut]


class ParticipationOut(Schema):
    """A unit in a campaign; `superior` is the participation it reports to, null for the issuer."""

    id: int
    campaign: int
    unit: int
    name: str
    superior: int | None
    instructions: str
    acknowledged_at: datetime | None


class IssueIn(Schema):
    """To whom a notice goes, and the revision of the plan that was seen."""

    units: list[Id] = Field(max_length=5000)
    revision: int = Field(ge=0, le=LARGEST)


class TableOut(Schema):
    """What was read from a blank file: `key` stands for it in a relay, `forms` are its tables."""

    key: str
    forms: list[ReadFormOut]


class AdditionIn(Schema):
    """What all below a unit send it by `due`: a text named `what`, or the tables behind the key `table`.

    `due` is "2026-06-28T17:00", "weekly WED 12:00 2026-06" or the like.
    """

    due: Text = Field(max_length=60)
    what: Text = Field("", max_length=100)
    table: Text = Field("", max_length=2000)


class RelayIn(Schema):
    """To whom a unit passes a campaign on, by when it wants the reports, and what it adds.

    Without units, those who report to it already are asked for the `additions`.
    `times` are by the id of an occurrence; one after the unit's own is refused unless `keep_later` is set.
    """

    units: list[Id] = Field(max_length=5000)
    hours_earlier: int = Field(0, ge=0, le=240)
    instructions: Text = Field("", max_length=500)
    times: dict[int, AwareDatetime] = Field({}, max_length=200)
    keep_later: bool = False
    added: list[Annotated[Text, Field(max_length=LONGEST_ADDED)]] = Field([], max_length=MOST_ADDED)
    additions: list[AdditionIn] = Field([], max_length=MOST_FORMS)


def _notice(notice: Notice) -> NoticeOut:
    return NoticeOut(
        id=notice.pk,
        unit=notice.unit_id,
        title=notice.title,
        revision=notice.revision,
        imported_at=notice.imported_at,
        archived_at=notice.archived_at,
        campaign=notice.campaign.pk if hasattr(notice, "campaign") else None,
    )


def _campaign(campaign: Campaign) -> CampaignOut:
    return CampaignOut(
        id=campaign.pk,
        notice=campaign.notice_id,
        unit=campaign.unit_id,
        name=campaign.name,
        theme=campaign.theme,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        issued_at=campaign.issued_at,
    )


def _deadline(deadline: Deadline) -> DeadlineOut:
    return DeadlineOut(
        id=deadline.pk,
        what=deadline.what,
        phrase=deadline.phrase,
        form=deadline.form_id,
        occurrences=[
            OccurrenceOut(
                id=one.pk, label=one.label, starts_on=one.starts_on, ends_on=one.ends_on, due_at=one.due_at
            )
            for one in deadline.occurrences.all()
        ],
    )


def _participation(participation: Participation) -> ParticipationOut:
    return ParticipationOut(
        id=participation.pk,
        campaign=participation.campaign_id,
        unit=participation.unit_id,
        name=participation.unit.name,
        superior=participation.superior_id,
        instructions=participation.instructions,
        acknowledged_at=participation.acknowledged_at,
    )


def chosen_units(within: dict[int, Unit], ids: list[int]) -> list[Unit]:
    """The units of these ids; NOT_ADDRESSABLE names an id that is none of those that may be chosen."""
    for pk in ids:
        if pk not in within:
            raise AnyueError(NOT_ADDRESSABLE, unit=pk)
    return [within[pk] for pk in dict.fromkeys(ids)]


@router.get("/notices", response={200: Page[NoticeOut], **PROBLEMS}, summary="本单位导入的通知")
def notices(request: HttpRequest, asked: Asked) -> Page[NoticeOut]:
    """The notices that the person's units imported."""
    return page_of(queries.notices_of(person(request)), asked, _notice)


@router.get("/notices/{int:notice}", response={200: NoticeOut, **PROBLEMS}, summary="一份通知")
def notice(request: HttpRequest, notice: int) -> NoticeOut:
    """One of them."""
    return _notice(queries.own_notice_for(person(request), notice))


@router.post("/notices", response={200: NoticeOut, **PROBLEMS}, summary="导入通知")
def import_notice(
    request: HttpRequest,
    unit: Annotated[Id, Form(description="发文单位")],
    key: Annotated[Key, Form(description="本次导入的标识（UUID），重发同一标识不会导入两次")],
    files: Annotated[list[UploadedFile], File(description="通知的文件，一个或几个", max_length=FILES)],
) -> NoticeOut:
    """Import the files of one notice; the same key a second time returns the notice of the first."""
    user = person(request)
    uploads = [Upload(file.name or "", file.read()) for file in files]
    made = actions.import_notice(unit=unit_for(user, unit), files=uploads, key=key, by=user)
    return _notice(queries.own_notice_for(user, made.pk))


@router.post("/notices/{int:notice}/issue", response={200: CampaignOut, **PROBLEMS}, summary="下发通知")
def issue(request: HttpRequest, notice: int, order: IssueIn) -> CampaignOut:
    """Turn the plan that was seen into a campaign, and send it to these units."""
    user = person(request)
    found = queries.notice_to_prepare(user, notice, Permission.ISSUE_CAMPAIGN)
    within = {unit.pk: unit for unit in recipients_for(user, found.unit)}
    made = actions.issue_campaign(
        notice=found, recipients=chosen_units(within, order.units), revision=order.revision, by=user
    )
    return _campaign(made)


@router.get("/campaigns", response={200: Page[CampaignOut], **PROBLEMS}, summary="参加的专项活动")
def campaigns(request: HttpRequest, asked: Asked) -> Page[CampaignOut]:
    """The campaigns in which the person's units take part."""
    return page_of(queries.campaigns_within(person(request)), asked, _campaign)


@router.get(
    "/campaigns/{int:campaign}", response={200: CampaignDetailsOut, **PROBLEMS}, summary="一项专项活动"
)
def campaign(request: HttpRequest, campaign: int) -> CampaignDetailsOut:
    """One of them, with its forms and deadlines; of what relays added, what concerns the person's units."""
    user = person(request)
    found = queries.campaign_for(user, campaign)
    asked, due = asked_in(user, found)
    forms = [
        FormOut(
            id=row.pk,
            number=row.number,
            title=row.title,
            kind=row.kind,
            blanks=[(one.code, one.label) for one in row.form.indicators],
        )
        for row in asked
    ]
    deadlines = [_deadline(one) for one in due]
    return CampaignDetailsOut(**_campaign(found).dict(), forms=forms, deadlines=deadlines)


@router.get(
    "/participations", response={200: Page[ParticipationOut], **PROBLEMS}, summary="本单位及以下的参加单位"
)
def participations(request: HttpRequest, asked: Asked) -> Page[ParticipationOut]:
    """The person's units in their campaigns, and everybody who reports to them there."""
    return page_of(queries.participations_within(person(request)), asked, _participation)


@router.get(
    "/participations/{int:participation}",
    response={200: ParticipationOut, **PROBLEMS},
    summary="一个参加单位",
)
def participation(request: HttpRequest, participation: int) -> ParticipationOut:
    """One of them."""
    return _participation(queries.participation_for(person(request), participation))


@router.post(
    "/participations/{int:participation}/acknowledge",
    response={200: ParticipationOut, **PROBLEMS},
    summary="签收",
)
def acknowledge(request: HttpRequest, participation: int) -> ParticipationOut:
    """Confirm that the unit has received the notice; a second time changes nothing."""
    user = person(request)
    actions.acknowledge_notice(participation=queries.participation_for(user, participation), by=user)
    return _participation(queries.participation_for(user, participation))


@router.post(
    "/participations/{int:participation}/tables",
    response={200: TableOut, **PROBLEMS},
    summary="读取补充的表格",
)
def read_table(
    request: HttpRequest,
    participation: int,
    file: Annotated[UploadedFile, File(description="本单位的空白表，Word 或 Excel")],
) -> TableOut:
    """Read the tables of a blank file to be asked for in a relay; it is kept for a day until they are."""
    user = person(request)
    found = queries.own_participation_for(user, participation)
    table = actions.keep_table(participation=found, file=look_at(file, kinds=TABLE_KINDS), by=user)
    forms = [
        ReadFormOut(
            title=form.title,
            kind=form.kind,
            blanks=[(one.code, one.label) for one in entry_form(form).indicators],
        )
        for form in table.forms
    ]
    return TableOut(key=key_of(found, table), forms=forms)


def _addition(found: Participation, asked: AdditionIn) -> Addition:
    """What is asked, with the tables that were read; REQUEST_UNREADABLE for neither or both."""
    what = clean_text(asked.what)
    if bool(what) == bool(asked.table):
        raise AnyueError(REQUEST_UNREADABLE, where="additions")
    return Addition(asked.due, what, table_with(found, asked.table) if asked.table else None)


@router.post(
    "/participations/{int:participation}/relay",
    response={200: list[ParticipationOut], **PROBLEMS},
    summary="转发",
)
def relay(request: HttpRequest, participation: int, order: RelayIn) -> list[ParticipationOut]:
    """Ask units below for the same; who takes part already is refused, so that a second time adds nobody."""
    user = person(request)
    found = queries.own_participation_for(user, participation)
    additions = [_addition(found, one) for one in order.additions]
    if additions and not order.units and found.is_relayed:
        actions.add_forms(participation=found, additions=additions, by=user)
        return []
    within = {unit.pk: unit for unit in recipients_for(user, found.unit)}
    joined = actions.relay_campaign(
        participation=found,
        recipients=chosen_units(within, order.units),
        hours_earlier=order.hours_earlier,
        instructions=order.instructions,
        times=order.times,
        keep_later=order.keep_later,
        added=added_activities("\n".join(order.added)),
        additions=additions,
        by=user,
    )
    return [_participation(one) for one in joined]
