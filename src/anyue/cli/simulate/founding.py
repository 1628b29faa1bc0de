"""The units and the people of a simulated county."""

from django.contrib.auth.hashers import make_password

from anyue.accounts.actions import create_account
from anyue.accounts.models import User
from anyue.accounts.passwords import new_password
from anyue.core.simulation import County
from anyue.orgs.actions import admit, appoint, create_unit, list_unit
from anyue.orgs.choices import Role, UnitKind
from anyue.orgs.models import Unit


def found(county: County, number: int, password: str) -> tuple[list[Unit], dict[int, User]]:
    """Units in official order and a person for each but the area, by the index of the unit.

    The office's has this password. `number` tells the counties of one database apart.
    """
    units: list[Unit] = []
    for at, one in enumerate(county.units):
        parent = None if one.above is None else units[one.above]
        code, kind = f"S{number:03}{at:05}", UnitKind(one.kind)
        made = create_unit(name=one.name, kind=kind, parent=parent, position=at + 1, by=None, code=code)
        units.append(made)
    account = "anban" if number == 1 else f"anban{number}"
    lead = create_account(account=account, name="安办负责人", password=password, by=None)
    appoint(user=lead, unit=units[1], role=Role.LEAD, by=None)
    people = {1: lead} | _liaisons(units, lead, number)
    _list_beyond(county, units, people)
    return units, people


def _liaisons(units: list[Unit], lead: User, number: int) -> dict[int, User]:
    """A liaison for each unit below the office; nobody signs in, so that one password does for all."""
    password = make_password(new_password())
    people = {}
    for at, unit in enumerate(units[2:], start=2):
        mobile = f"139{number:03}{at:05}"
        admit(unit=unit, name=f"联络员{at}", number=mobile, password=password, by=lead)
        people[at] = User.objects.get(memberships__unit=unit)
    return people


def _list_beyond(county: County, units: list[Unit], people: dict[int, User]) -> None:
    """Put on a bureau's own list the units that it asks and that don't belong to it, as its line (条块)."""
    for line in county.lines:
        superior = None if line.superior is None else county.lines[line.superior].unit
        if superior is None or county.units[superior].kind != "department":
            continue
        bureau, user = units[superior], people[superior]
        if not user.memberships.filter(role=Role.LEAD).exists():
            appoint(user=user, unit=bureau, role=Role.LEAD, by=None)
        list_unit(office=bureau, code=units[line.unit].code, by=user)
