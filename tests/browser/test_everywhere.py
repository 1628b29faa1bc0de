"""Every page that people come to by links: axe in both themes, every width, and large type.

Pages after a mistake, and those that scripts change, are looked at in the journeys beside this.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from http import HTTPStatus
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.models import JoinLink, Participation
from anyue.cases.actions import approve_case, publish_case, send_case
from anyue.cases.attached import PictureChanges
from anyue.cases.models import PublicRegister
from anyue.core.uploads import prepare
from anyue.core.uploads.boxes import Box
from anyue.records.actions import keep_channel, plan_record
from anyue.reports.actions import reopen_summary, save_summary
from anyue.reports.models import Summary
from anyue.reports.queries import drafted_closing, statement_of
from tests.browser.chromium import AXE, FAULTS, launched
from tests.browser.pages import Sight, place_name, show, sights
from tests.cast import new_key
from tests.fixtures import signed_in
from tests.media import photo
from tests.security.addresses import filled, routes
from tests.security.facts import Part
from tests.security.planting import add_rows
from tests.security.world import World, make_world

pytestmark = pytest.mark.browser

SEED = 11
"""A world in which everything below is."""

PARTS = 8

# 640 is a desk's screen at 200 %, 320 one at 400 %, the least that WCAG asks for (1.4.10).
WIDTHS = (1280, 640, 390, 320)
STICKING_OUT = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const all = [...document.body.querySelectorAll("*")];
  const ends = all.map((one) => [one.getBoundingClientRect().right, one]);
  const out = ends.filter(([right]) => right > root.clientWidth + 1).sort((a, b) => b[0] - a[0]);
  return [root.scrollWidth, ...out.slice(0, 3).map(([right, one]) => one.outerHTML.slice(0, 160))];
}"""
# What hides its own end without saying so; fields scroll by themselves.
CUT_OFF = """() => [...document.body.querySelectorAll("*:not(input, textarea)")].filter((one) => {
  const style = getComputedStyle(one);
  return ["hidden", "clip"].includes(style.overflowX) && style.textOverflow !== "ellipsis" &&
    one.clientWidth > 2 && one.scrollWidth > one.clientWidth + 1;
}).map((one) => one.outerHTML.slice(0, 160))"""
# Routes of files, and of a piece of a page.
FILE = re.compile(
    r"[.][^/]+$|(files|evidence|photos)/<|(pictures|thumbnails)/.*<int:position>|export|co-hosts/$"
)
LOOK = """([name, value]) => { document.documentElement.dataset[name] = value; }"""

# Where links lead only from states that are rare, or from outside.
RARE = (
    "participations/<int:participation_pk>/times/<int:occurrence_pk>/",
    "assignments/tasks/<int:pk>/",
    "reports/<int:participation_pk>/<int:occurrence_pk>/differences/",
    "totals/<int:participation_pk>/<int:form_pk>/years/",
)
# What leads on to another page, and what a world has nothing of: journeys look at these.
APART = {
    "administration/",
    "enter/<str:secret>/",
    "join/<slug:secret>/asked/",
    "reports/<int:participation_pk>/<int:occurrence_pk>/figures/<str:key>/",
    "sign-in/",
    "sign-in/code/",
    "units/imports/<int:pk>/",
}


@dataclass(frozen=True, slots=True)
class Walk:
    """What people came to by links, and the routes of pages that none of them met."""

    pages: list[Sight]
    unmet: set[str]


def make_full_world() -> World:
    """A world with something on every page."""
    world = make_world(SEED, place_name)
    add_rows(world, "演练")
    User.objects.update(must_change_password=False)
    place = world.papers[0].place
    world.notice(place)
    unit, head = place.row, place.head
    keep_channel(unit=unit, name="青溪应急公众号", kind="quiz", read_on=date(2026, 6, 1), count=0, by=head)
    publish_case_with_picture(world, world.papers[0].parts[1], head)
    write_summary(world.papers[0].parts[0].row, head)
    plan_record(unit=unit, kind="lecture", title="进校园", held_on=date(2026, 6, 12), key=new_key(), by=head)
    return world


def publish_case_with_picture(world: World, part: Part, by: User) -> None:
    """A case whose picture is public with a rectangle."""
    item, own = world.matter(part, "draft").row, part.place.head
    changes = PictureChanges([prepare(photo(), "现场.jpg", megabytes=50)])
    item = send_case(
        item=item, raw=item.content, revision=item.revision, key=new_key(), by=own, pictures=changes
    )
    approve_case(item=item, version=1, by=by)
    item.refresh_from_db()
    shown = {1: [Box(10, 10, 20, 20)]}
    publish_case(item=item, version=1, is_named=False, more=(), by=by, pictures=shown)


def write_summary(root: Participation, by: User) -> None:
    """A summary that is written on, with all figures that there are."""
    text = drafted_closing(root, statement_of(root, clock.now()))
    for summary in Summary.objects.filter(participation=root, finalised_at__isnull=False):
        reopen_summary(summary=summary, version=summary.version, by=by)
    revision = max(Summary.objects.filter(participation=root).values_list("revision", flat=True), default=0)
    save_summary(participation=root, text=text, revision=revision, by=by)


def starts(world: World) -> list[str]:
    """Where people start but for their home."""
    drafts = [f"/notices/{paper.row.pk}/" for paper in world.papers if not paper.campaign]
    own = [f"/participations/{paper.parts[0].row.pk}/" for paper in world.papers if paper.parts]
    own.append(f"/overview/{world.papers[0].parts[0].row.pk}/summary/")
    links = [f"/join/{link.secret}/" for link in JoinLink.objects.all()]
    links += [register.get_absolute_url() for register in PublicRegister.objects.all()]
    return [*drafts, *own, *links, *(address for route in RARE for address in filled(route, world)[0])]


def people(world: World) -> list[User | None]:
    """Who issued, a town that passes it on, a village, the administrators, and somebody not signed in."""
    paper = world.papers[0]
    village = next(part.place.head for part in world.parts if part.place.row.kind == "village")
    administrators = User.objects.filter(administers__gt="")
    return [paper.place.head, paper.parts[1].place.head, village, *administrators, None]


def takes_a_form_only(address: str, users: list[User | None]) -> bool:
    clients = [signed_in(user) for user in users if user]
    return any(client.get(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED for client in clients)


@cache
def go_everywhere() -> Walk:
    world = make_full_world()
    users = people(world)
    pages = [sight for user in users for sight in sights(user, starts(world), most=1)]
    met = {one.route.partition("?")[0] for one in pages}
    others = {
        one for one in routes() if one not in met and not one.startswith("api/") and not FILE.search(one)
    }
    unmet = {one for one in others if not takes_a_form_only(filled(one, world)[0][0], users)}
    return Walk(pages, unmet)


@pytest.fixture
def walk(db: None, settings: Settings) -> Walk:  # noqa: ARG001  The world stands in the database.
    """One walk for all that look at its pages."""
    settings.RATE_LIMITS = ()
    # What is refused on the way is not told hundreds of times.
    logging.disable(logging.ERROR)
    found = go_everywhere()
    logging.disable(logging.NOTSET)
    return found


def faults_of(page: Page) -> Iterator[tuple[str, Any]]:
    """(where, what) of all that is wrong with the page on screen."""
    page.evaluate(AXE.read_text("utf-8"))
    # The themes differ in their colours only.
    for theme, rules in (("light", None), ("dark", ["color-contrast"])):
        page.evaluate(LOOK, ["theme", theme])
        for fault in page.evaluate(FAULTS, rules):
            yield theme, fault
    for letters in ("", "large"):
        page.evaluate(LOOK, ["type", letters])
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for question in (STICKING_OUT, CUT_OFF):
                if found := page.evaluate(question):
                    yield f"{width} px {letters}", found
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


# In parts, so that none takes long where the machine is busy.
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_and_fits_its_screen(walk: Walk, part: int) -> None:
    faults: list[str] = []
    with launched() as browser:
        page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900}, locale="zh-CN")
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        for sight in walk.pages[part::PARTS]:
            show(page, sight)
            where = f"{sight.route} as {sight.account or 'nobody'} at {sight.address}"
            faults += [f"{where}, {how}: {what}" for how, what in faults_of(page)]
    assert not faults, "\n".join(faults)


def test_walk_comes_to_every_page(walk: Walk) -> None:
    assert walk.unmet <= APART
