"""No cell of a table that goes out is a formula, whatever it was made of."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.export import as_csv, as_xlsx
from anyue.audit.models import AuditEntry
from tests.fixtures import signed_in
from tests.security.addresses import Addresses
from tests.security.planting import add_rows, plant
from tests.security.world import World, make_world

pytestmark = pytest.mark.django_db
STARTS = ("=", "+", "-", "@", "\t=", "\r=", "\n=")
FORMULA = '1+HYPERLINK("http://evil.example")'
MOST = 6
"""How many tables of a route are looked at with each start."""
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def nobody_is_held_back(settings: Settings) -> None:
    settings.RATE_LIMITS = ()


def formula(chance: Random) -> str:
    return chance.choice(STARTS) + FORMULA + "".join(chance.choices("0123456789", k=3))


@pytest.fixture
def world() -> World:
    world = make_world(11, formula)
    add_rows(world, STARTS[0] + FORMULA)
    User.objects.update(must_change_password=False)
    return world


def faults_of_book(data: bytes) -> list[str]:
    """Cells that are a formula, or would be one once somebody presses Enter in them."""
    cells = [cell for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    return [
        f"{cell.coordinate} {cell.value!r}"
        for cell in cells
        if cell.data_type == "f"
        or (isinstance(cell.value, str) and cell.value.startswith(STARTS) and not cell.quotePrefix)
    ]


def faults_of_csv(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.startswith(STARTS)]


def is_of_a_table(route: str) -> bool:
    return any(part in route for part in ("table.", "export", "xlsx", "sheet"))


def tables(client: Client, addresses: list[tuple[str, str]]) -> Iterator[tuple[str, str, str, bytes]]:
    """(route, address, kind, data) of each table that goes out."""
    for route, address in addresses:
        answer = client.get(address)
        assert answer.status_code < 500, address
        data = b"".join(answer)
        kind = answer["Content-Type"].split(";")[0] if answer.status_code == 200 else ""
        if kind in {BOOK, "text/csv"}:
            yield route, address, kind, data


def people(world: World) -> list[User]:
    paper = next(one for one in world.papers if one.campaign)
    heads = [paper.place.head, *(part.place.head for part in paper.parts[1:3])]
    return [User.objects.get(pk=one.pk) for one in (*heads, *(one.user for one in world.people[-3:]))]


def test_no_cell_that_goes_out_is_a_formula(world: World) -> None:
    out = [one for one in Addresses(world).some(40) if is_of_a_table(one[0])]
    theirs: dict[User, list[tuple[str, str]]] = {}
    seen: Counter[str] = Counter()
    for user in people(world):
        for route, address, _, _ in tables(signed_in(user), out):
            seen[route] += 1
            if seen[route] < MOST:
                theirs.setdefault(user, []).append((route, address))
    for start in STARTS:
        plant(start + FORMULA)
        for user, addresses in theirs.items():
            for _, address, kind, data in tables(signed_in(user), addresses):
                faults = faults_of_book(data) if kind == BOOK else faults_of_csv(data.decode("utf-8-sig"))
                assert faults == [], (address, start)
    assert set(seen) >= {
        "records/template.xlsx",
        "records/export.xlsx",
        "cases/export.xlsx",
        "units/export/",
        "assignments/<int:pk>/table.xlsx",
        "records/featured/below/<int:participation_pk>/table.xlsx",
        "trail/export.<str:ending>",
        "totals/<int:participation_pk>/<int:form_pk>/table.<str:suffix>",
        "reports/<int:participation_pk>/<int:occurrence_pk>/table.<str:suffix>",
    }


def test_every_table_that_goes_out_has_a_name_that_says_so(world: World) -> None:
    """The walk above asks for these alone."""
    for user in people(world)[:2]:
        for route, _, _, _ in tables(signed_in(user), Addresses(world).some(1)):
            assert is_of_a_table(route), route


@pytest.mark.parametrize("start", [*STARTS, "＝", "＋", "－", "＠"])
def test_no_cell_of_the_trail_is_a_formula(start: str) -> None:
    text = start + FORMULA
    entry = AuditEntry(
        at=clock.now(), action="sign_in", target=text, result="done", reason=text, address=text
    )
    rows = list(csv.reader(io.StringIO(b"".join(as_csv([entry])).decode("utf-8-sig"))))
    assert [cell for row in rows for cell in row if cell.startswith(start)] == []
    assert any(f"'{text}" in row for row in rows)
    assert faults_of_book(as_xlsx([entry])) == []
