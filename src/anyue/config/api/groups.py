"""Endpoints of groups of recipients, and of what happened to a unit."""

from datetime import date

from django.http import HttpRequest
from ninja import Field, Router, Schema

from anyue.accounts.person import person
from anyue.config.api.notices import chosen_units
from anyue.config.api.paging import Asked, Id, Page, Text, page_of
from anyue.config.api.problems import PROBLEMS
from anyue.orgs import actions, queries
from anyue.orgs.choices import UnitEvent
from anyue.orgs.models import UnitChange, UnitGroup

router = Router(tags=["单位名录"])


class GroupOut(Schema):
    """Units that an office chooses together; `unit` is the office that keeps the group."""

    id: int
    unit: int
    name: str
    units: list[int]


class GroupIn(Schema):
    """The office, the name, and the units, all of which it may send notices to."""

    unit: Id
    name: Text = Field(min_length=1, max_length=40)
    units: list[Id] = Field(min_length=1, max_length=5000)


class NameIn(Schema):
    """Another name."""

    name: Text = Field(min_length=1, max_length=40)


class UnitChangeOut(Schema):
    """What happened to a unit on a day: names belong to a renaming, parents to a move.

    `successor` is the unit that a merger went into.
    """

    event: UnitEvent
    on: date
    name_from: str
    name_to: str
    parent_from: int | None
    parent_to: int | None
    successor: int | None


def _group(group: UnitGroup) -> GroupOut:
    units = [one.pk for one in group.members.all()]
    return GroupOut(id=group.pk, unit=group.owner_id, name=group.name, units=units)


def _change(one: UnitChange) -> UnitChangeOut:
    return UnitChangeOut(
        event=UnitEvent(one.event),
        on=one.happened_on,
        name_from=one.name_from,
        name_to=one.name_to,
        parent_from=one.parent_from_id,
        parent_to=one.parent_to_id,
        successor=one.successor_id,
    )


@router.get("/units/{int:unit}/history", response={200: list[UnitChangeOut], **PROBLEMS}, summary="单位沿革")
def history(request: HttpRequest, unit: int) -> list[UnitChangeOut]:
    """What happened to a unit of one's directory, last first."""
    return [_change(one) for one in queries.history_of(queries.unit_to_maintain(person(request), unit))]


@router.get("/groups", response={200: Page[GroupOut], **PROBLEMS}, summary="单位分组")
def groups(request: HttpRequest, asked: Asked) -> Page[GroupOut]:
    """The groups of the units for which the person issues."""
    return page_of(queries.groups_kept_by(person(request)), asked, _group)


@router.post("/groups", response={200: GroupOut, **PROBLEMS}, summary="保存单位分组")
def save(request: HttpRequest, given: GroupIn) -> GroupOut:
    """Keep units under a name; a name that is there already gets these units instead."""
    user = person(request)
    owner = queries.unit_for(user, given.unit)
    within = queries.recipients_for(user, owner).in_bulk()
    units = chosen_units(within, given.units)
    group = actions.save_group(owner=owner, name=given.name, units=units, by=user)
    return _group(queries.group_for(user, group.pk))


@router.post("/groups/{int:group}/rename", response={200: GroupOut, **PROBLEMS}, summary="分组改名")
def rename(request: HttpRequest, group: int, given: NameIn) -> GroupOut:
    """Give a group another name."""
    user = person(request)
    actions.rename_group(group=queries.group_for(user, group), name=given.name, by=user)
    return _group(queries.group_for(user, group))


@router.post("/groups/{int:group}/remove", response={200: GroupOut, **PROBLEMS}, summary="删除分组")
def remove(request: HttpRequest, group: int) -> GroupOut:
    """Remove a group; its units stay. The group as it last was."""
    user = person(request)
    found = queries.group_for(user, group)
    told = _group(found)
    actions.remove_group(group=found, by=user)
    return told
