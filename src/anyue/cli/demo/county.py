"""The demo county: units and people of `county.toml`, each person with a password made for the occasion."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import count
from typing import Any

from anyue.accounts.actions import create_account
from anyue.accounts.models import User
from anyue.accounts.passwords import new_password
from anyue.orgs.actions import appoint, create_unit
from anyue.orgs.choices import Role, UnitKind
from anyue.orgs.models import Unit

_BELOW = {"villages": UnitKind.VILLAGE, "enterprises": UnitKind.ENTERPRISE, "schools": UnitKind.SCHOOL}


@dataclass(frozen=True, slots=True)
class Person:
    """A demo account and its password, which is stored nowhere in this form."""

    user: User
    unit: Unit
    role: Role
    password: str


def found_county() -> list[Person]:
    """Make the units and the people of the county, in official order."""
    return list(_people(_county()))


def is_founded() -> bool:
    """Whether the demonstration's county is in the database."""
    return Unit.objects.filter(name=_county()["area"]).exists()


def _county() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("county.toml").read_text("utf-8"))


def _people(data: dict[str, Any]) -> Iterator[Person]:
    position = count(10, 10)
    area = create_unit(name=data["area"], kind=UnitKind.AREA, parent=None, position=next(position), by=None)

    def unit(name: str, kind: UnitKind, parent: Unit) -> Unit:
        return create_unit(name=name, kind=kind, parent=parent, position=next(position), by=None)

    office = unit(f"{data['area']}安委会办公室", UnitKind.OFFICE, area)
    for person in data["people"]:
        yield _person(person["account"], person["name"], office, Role(person["role"]))
    for kind, key in ((UnitKind.DEPARTMENT, "departments"), (UnitKind.TOWN, "towns")):
        for name, liaison in data[key].items():
            made = unit(name, kind, area)
            yield _liaison(liaison, made)
            for below, kind_below in _BELOW.items():
                for name_below, liaison_below in data[below].get(name, {}).items():
                    lower = unit(name_below, kind_below, made)
                    if liaison_below:
                        yield _liaison(liaison_below, lower)


def _liaison(entry: list[str], unit: Unit) -> Person:
    account, name = entry
    return _person(account, name, unit, Role.LIAISON)


def _person(account: str, name: str, unit: Unit, role: Role) -> Person:
    password = new_password()
    user = create_account(account=account, name=name, password=password, by=None)
    appoint(user=user, unit=unit, role=role, by=None)
    return Person(user, unit, role, password)
