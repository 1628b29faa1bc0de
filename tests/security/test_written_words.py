"""Whatever somebody writes anywhere is words on every page: no element and no attribute comes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from lxml import html
from pytest_django import Settings

from anyue.accounts.models import User
from anyue.reports.models import Report
from tests.fixtures import signed_in
from tests.security.addresses import Addresses
from tests.security.planting import add_rows, fields, plant
from tests.security.world import World, make_world

pytestmark = pytest.mark.django_db
HOSTILE = "\"><img src=x onerror=alert(1)>'{{7*7}}"
CUT = HOSTILE[:20]
"""What short fields keep of it, which is enough to break out of an attribute."""
TYPED = {"text", "search", "tel", "url", "number", "date", "time", "month", "hidden", "password", None}


@pytest.fixture(autouse=True)
def nobody_is_held_back(settings: Settings) -> None:
    settings.RATE_LIMITS = ()


@pytest.fixture
def world() -> World:
    world = make_world(7, lambda chance: HOSTILE + "".join(chance.choices("abcdefgh", k=2)))
    add_rows(world, HOSTILE)
    User.objects.update(must_change_password=False)
    return world


def people(world: World) -> list[User]:
    paper = next(one for one in world.papers if one.campaign)
    heads = [paper.place.head, *(part.place.head for part in paper.parts[1:3])]
    return [User.objects.get(pk=one.pk) for one in (*heads, *(one.user for one in world.people[-3:]))]


def parsed(page: str) -> Any:  # noqa: ANN401  The stubs say nothing of what lxml.html adds.
    return html.document_fromstring(page or "<p>")


def faults(page: str) -> list[str]:
    """What broke out of its place, or was worked out on the way."""
    tree = parsed(page)
    broken = tree.xpath('//img[@src="x"] | //*[@onerror] | //*[starts-with(@src, "x")]')
    found = [str(one.tag) for one in broken]
    return found + [sign for sign in ("<img src=x", "'49") if sign in page]


def shows(page: str) -> bool:
    """Whether the words stand there, as a text or the value of an attribute."""
    tree = parsed(page)
    return CUT in tree.text_content() or any(CUT in value for value in tree.xpath("//@*"))


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def forms_of(page: str, address: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each form of a page that is sent, with the text in every field that takes one."""
    for form in parsed(page).forms:
        if form.method != "POST":
            continue
        values: dict[str, list[str]] = {}
        for one in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
            is_typed = one.tag == "textarea" or (one.tag == "input" and one.get("type") in TYPED)
            chosen = [option.get("value", "") for option in one.xpath("./option")][-1:]
            values.setdefault(one.get("name"), []).extend([HOSTILE] if is_typed else chosen or ["1"])
        buttons = form.xpath(".//button[@name]")
        for one in buttons[:1]:
            values[one.get("name")] = [one.get("value") or "1"]
        yield urlsplit(urljoin(address, form.get("action") or "")).path or address, values


def typed_back(client: Client, page: str, address: str, done: set[str]) -> Iterator[tuple[str, str]]:
    """The pages that answer to each form, once for each kind of form."""
    for target, values in forms_of(page, address):
        kind = "".join(letter for letter in target if not letter.isdigit()) + ",".join(sorted(values))
        if kind in done or target == "/sign-out/":
            continue
        done.add(kind)
        with undone():
            answer = client.post(target, values, follow=True)
            assert answer.status_code < 500, (target, values)
            if answer["Content-Type"].startswith("text/html"):
                yield f"POST {target}", answer.content.decode()


def test_no_words_become_markup_on_any_page(world: World) -> None:
    planted = plant(HOSTILE)
    assert len(planted) > 35, planted
    everywhere, shown, done = Addresses(world), set(), set[str]()
    for user in people(world):
        client = signed_in(user)
        for route, address in everywhere.some(5):
            answer = client.get(address)
            assert answer.status_code < 500, address
            if answer.streaming or not answer["Content-Type"].startswith("text/html"):
                assert b"".join(answer) or answer.status_code != 200
                continue
            page = answer.content.decode()
            pages = [(address, page)]
            if answer.status_code == 200:
                pages += typed_back(client, page, address, done)
            for where, told in pages:
                assert faults(told) == [], (user.account, where)
                if shows(told):
                    shown.add(f"POST {route}" if where.startswith("POST") else route)
    # Pages that show none of it would prove nothing.
    assert len({route for route in shown if not route.startswith("POST")}) > 35, shown
    assert len({route for route in shown if route.startswith("POST")}) > 15, shown
    assert len(done) > 30


def test_no_report_shows_its_reason_or_values_as_markup(world: World) -> None:
    """To those who have it back, and to those above: the walk asks for some of these pages alone."""
    returned = [one for one in world.tables if Report.objects.exclude(return_reason="").filter(pk=one.row.pk)]
    assert returned
    for table in returned:
        own = f"/reports/{table.part.row.pk}/{table.row.occurrence_id}/"
        page = signed_in(table.part.place.head).get(own).content.decode()
        assert (
            faults(page),
            Report.objects.get(pk=table.row.pk).return_reason in parsed(page).text_content(),
        ) == (
            [],
            True,
        )


def test_the_search_for_faults_finds_them() -> None:
    assert faults(f"<p>{HOSTILE}</p>")
    assert faults(f'<input value="{HOSTILE}">')
    assert faults(f'<a title="{CUT}">x</a>')
    assert faults("<p>&lt;img src=x&gt;</p>") == []


def test_every_field_of_words_is_found() -> None:
    names = {f"{model.__name__}.{field.name}" for model, field in fields()}
    assert {"Unit.name", "User.name", "MediaLink.url", "Occurrence.cancel_reason", "Token.name"} <= names
