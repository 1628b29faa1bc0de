"""Every address with every object in it, out of the resolver, so that no new page can be forgotten."""

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import cast

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from anyue.campaigns.models import Activity, Assignment, CampaignForm, JoinRequest, Occurrence
from anyue.cases.models import CaseItem, PublicRegister
from anyue.orgs.models import Invitation, Membership, Renewal, UnitGroup
from anyue.records.models import Channel
from tests.security.world import World

PARAMETER = re.compile(r"<[^>]+>")
NOWHERE = 999_999

Values = Callable[[World], dict[object, int | None]]
"""What a place of an address may hold, each with the campaign it belongs to, None where it is of none."""


def _forms(world: World) -> dict[object, int | None]:
    return dict(CampaignForm.objects.filter(campaign__in=_campaigns(world)).values_list("pk", "campaign"))


def _campaigns(world: World) -> list[int]:
    return [paper.campaign.pk for paper in world.papers if paper.campaign]


def _occurrences(world: World) -> dict[object, int | None]:
    """Those with reports, and one of each campaign beyond them."""
    reported = {table.row.occurrence_id for table in world.tables}
    rows = Occurrence.objects.filter(deadline__campaign__in=_campaigns(world)).select_related("deadline")
    last = {row.deadline.campaign_id: row.pk for row in rows}
    return {row.pk: row.deadline.campaign_id for row in rows if row.pk in {*reported, *last.values()}}


def _participations(world: World) -> dict[object, int | None]:
    return {part.row.pk: part.row.campaign_id for part in world.parts}


def _notices(world: World) -> dict[object, int | None]:
    return {paper.row.pk: None for paper in world.papers}


def _records(world: World) -> dict[object, int | None]:
    return {held.row.pk: None for held in world.held}


def _activities(world: World) -> dict[object, int | None]:
    return dict(Activity.objects.filter(campaign__in=_campaigns(world)).values_list("pk", "campaign"))


def _places(world: World) -> dict[object, int | None]:
    return {place.row.pk: None for place in world.places}


def _reports(world: World) -> dict[object, int | None]:
    return {table.row.pk: None for table in world.tables}


def _rows(model: type[Model]) -> dict[object, int | None]:
    """Those there are, or one that is not there: of these a world has none by itself."""
    return dict.fromkeys(model._meta.base_manager.values_list("pk", flat=True)) or {NOWHERE: None}


def _only(*values: object) -> Values:
    return lambda _world: dict.fromkeys(values)


# By the part of the address that holds it, with the part before it where that tells what it is.
SOURCES: dict[str, Values] = {
    "campaigns/<int:pk>": lambda world: {pk: pk for pk in _campaigns(world)},
    "notices/<int:pk>": _notices,
    "participations/<int:pk>": _participations,
    "overview/<int:pk>": _participations,
    "occurrences/<int:pk>": _occurrences,
    "records/<int:pk>": _records,
    "review/<int:pk>": _reports,
    "tokens/<int:pk>": lambda world: {token.pk: None for token in world.tokens},
    "groups/<int:pk>": lambda _world: _rows(UnitGroup),
    "notices/<int:notice>": _notices,
    "campaigns/<int:campaign>": lambda world: {pk: pk for pk in _campaigns(world)},
    "featured/<int:pk>": lambda world: {put.row.pk: None for put in world.put},
    "featured/<int:featured>": lambda world: {put.row.pk: None for put in world.put},
    "photos/<int:position>": _only(0, 1),
    "records/<int:record>": _records,
    "reviews/<int:report>": _reports,
    "units/<int:unit>": _places,
    "<int:form>": _forms,
    "<int:participation_pk>": _participations,
    "<int:participation>": _participations,
    "<int:occurrence_pk>": _occurrences,
    "<int:occurrence>": _occurrences,
    "<int:form_pk>": _forms,
    "files/<int:position>": _only(0, 1),
    "evidence/<int:position>": _only(0, 1),
    "pictures/<int:position>": _only(1),
    "<int:number>/<int:position>": _only(1),
    "<int:version>/<int:position>": _only(1),
    "<int:index>": _only(0),
    "<slug:section>": _only("header", "activities", "deadlines", "forms"),
    "<str:secret>": _only("no-such-secret"),
    "<slug:secret>": _only("no-such-secret"),
    "people/<int:pk>": lambda _world: dict.fromkeys(Membership.objects.values_list("pk", flat=True)),
    "accounts/<int:pk>": lambda world: {person.user.pk: None for person in world.people},
    "units/<int:pk>": _places,
    "listed/<int:office>": _places,
    "<int:office>/<int:pk>": _places,
    "<slug:act>": _only("rename", "move", "close", "reopen"),
    "calendar/<str:secret>.ics": _only("no-such-secret"),
    "trail/export.<str:ending>": _only("csv", "xlsx"),
    "<int:year>": _only(2026),
    "assignments/<int:pk>": _participations,
    "activities/<int:pk>": _activities,
    "cases/<int:case>": lambda _world: _rows(CaseItem),
    "cases/<int:pk>": lambda _world: _rows(CaseItem),
    "registers/<int:register_pk>": lambda _world: _rows(PublicRegister),
    "<slug:register>": _only("case", "exposure"),
    "<slug:code>": lambda _world: (
        dict.fromkeys(CaseItem.objects.values_list("code", flat=True)) or {"x": None}
    ),
    "public/<slug:secret>": lambda _world: (
        dict.fromkeys(PublicRegister.objects.values_list("secret", flat=True)) or {"x": None}
    ),
    "channels/<int:pk>": lambda _world: _rows(Channel),
    "tasks/<int:pk>": lambda _world: _rows(Assignment),
    "joining/<int:pk>": lambda _world: _rows(JoinRequest),
    "invitations/<int:pk>": lambda _world: _rows(Invitation),
    "renewals/<int:pk>": lambda _world: _rows(Renewal),
    # A world has no sheets that wait to be applied.
    "imports/<int:pk>": _only(NOWHERE),
    "imports/<int:sheet>": _only(NOWHERE),
    "memberships/<int:membership>": lambda _world: dict.fromkeys(
        Membership.objects.values_list("pk", flat=True)
    ),
    "invitations/<int:invitation>": lambda _world: _rows(Invitation),
    "coverage/<int:campaign>": lambda world: dict.fromkeys(_campaigns(world)),
    "versions/<int:number>": _only(1, 2),
    "<int:version>": _only(0, 1),
    "<str:part>": _only("editable", "scan"),
    "tasks/<int:assignment>": lambda _world: _rows(Assignment),
    "activities/<int:activity>": _activities,
    "channels/<int:channel>": lambda _world: _rows(Channel),
    "renewals/<int:renewal>": lambda _world: _rows(Renewal),
    "groups/<int:group>": lambda _world: _rows(UnitGroup),
    "<slug:kind>": _only("lecture"),
    "table.<str:suffix>": _only("docx", "xlsx"),
    "<str:code>": _only("1.2", "3.1"),
    "<int:number>": _only(0, 1),
    "<slug:part>": _only("editable", "scan"),
    "<str:key>": _only("2:1.1", "1:9.9"),
}
# Choices in the query that change what a page shows.
QUERIES = {
    "overview/<int:pk>/units/": ["", "?what=asked", "?what=in", "?what=waiting"],
    "totals/<int:participation_pk>/<int:form_pk>/": ["", "?basis=sent"],
    "totals/<int:participation_pk>/<int:form_pk>/table.<str:suffix>": [
        "?basis=sent",
        "?rows=units&basis=sent",
    ],
    "totals/<int:participation_pk>/<int:form_pk>/<str:code>/": ["?basis=sent"],
}
# Signing out would end the walk.
APART = frozenset({"sign-out/"})


@cache
def routes() -> tuple[str, ...]:
    """The patterns of all addresses, as the resolver has them."""
    return tuple(dict.fromkeys(_below(get_resolver(), "")))


def _below(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _below(one, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield before + str(one.pattern)


def _source(route: str, parts: list[str], at: int) -> Values:
    for key in (f"{parts[at - 1]}/{parts[at]}" if at else parts[at], parts[at]):
        if key in SOURCES:
            return SOURCES[key]
    message = f"Nobody has said how to fill “{parts[at]}” in “{route}”: add it to SOURCES."
    raise LookupError(message)


def filled(route: str, world: World) -> tuple[list[str], list[str]]:
    """The addresses of a route: those whose objects belong together, and those that no page would make."""
    parts = route.split("/")
    choices = [
        _source(route, parts, at)(world) if PARAMETER.search(part) else {cast("object", part): None}
        for at, part in enumerate(parts)
    ]
    right: list[str] = []
    wrong: list[str] = []
    for values in product(*choices):
        of = {choice[value] for choice, value in zip(choices, values, strict=True)} - {None}
        name = "/".join(
            PARAMETER.sub(str(value), part) if PARAMETER.search(part) else part
            for part, value in zip(parts, values, strict=True)
        )
        (wrong if len(of) > 1 else right).extend(f"/{name}{query}" for query in QUERIES.get(route, [""]))
    return right, wrong


class Addresses:
    """All addresses of a world, and for each walk some of every route."""

    def __init__(self, world: World) -> None:
        self._chance = random.Random(len(world.people))  # noqa: S311  Only tests.
        self._found = {route: filled(route, world) for route in routes() if route not in APART}
        self.count = sum(len(right) + len(wrong) for right, wrong in self._found.values())

    def some(self, most: int) -> list[tuple[str, str]]:
        """(route, address): at most so many of each route, a few of them wrong ones."""
        chosen = []
        for route, (right, wrong) in self._found.items():
            picked = self._chance.sample(right, min(len(right), most))
            picked += self._chance.sample(wrong, min(len(wrong), most // 8))
            chosen += [(route, address) for address in picked]
        return chosen
