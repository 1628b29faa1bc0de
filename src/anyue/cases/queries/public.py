"""What is public, for everybody; and what would be, for who decides on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.cases.models import CaseItem, CaseVersion, Publication, PublicRegister
from anyue.core.cases import PublicField, Register, parties_of, public_fields
from anyue.core.errors import AnyueError, cases
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import my_units_with


@dataclass(frozen=True, slots=True)
class Preview:
    """An approved version beside what the public would read of it."""

    version: CaseVersion
    fields: list[PublicField]

    @property
    def content(self) -> dict[str, str]:
        """What the public would read, by field."""
        return {one.field.code: one.text for one in self.fields if one.text}


def areas_of_item(item: CaseItem) -> list[str]:
    """The names of the areas that the unit belongs to, the widest first; one query."""
    above = Unit.objects.filter(pk__in=[*item.unit.ids_above, item.unit_id], kind=UnitKind.AREA)
    return list(above.order_by("path").values_list("name", flat=True))


def preview_of(item: CaseItem, *, is_named: bool, more: Sequence[str]) -> Preview:
    """The approved version as the public would read it; two queries.

    Raises:
        AnyueError: nothing is approved.
    """
    version = item.versions.filter(number=item.approved_version).first()
    if version is None:
        raise AnyueError(cases.CASE_NOT_APPROVED)
    areas = areas_of_item(item)
    parties = parties_of(item.kind, version.content, areas=areas, is_named=is_named, more=more)
    return Preview(version, public_fields(item.kind, version.content, parties))


def registers_of(user: User) -> list[PublicRegister]:
    """The public pages of the offices that a person publishes for; one query."""
    units = my_units_with(user, Permission.PUBLISH_CASES).order_by()
    return list(PublicRegister.objects.filter(unit__in=units.values("pk")).select_related("unit"))


def public_register_of(user: User, pk: int) -> PublicRegister:
    """One of them; 404 otherwise. One query."""
    units = my_units_with(user, Permission.PUBLISH_CASES).order_by()
    registers = PublicRegister.objects.select_related("unit")
    return get_object_or_404(registers, pk=pk, unit__in=units.values("pk"))


def register_named(secret: str) -> PublicRegister:
    """The register at a public address; 404 otherwise. One query."""
    return get_object_or_404(PublicRegister.objects.select_related("unit"), secret=secret)


def published_in(register: PublicRegister, kind: Register) -> QuerySet[Publication]:
    """What is public of one kind now, newest first; one query."""
    standing = Publication.objects.standing().filter(
        item__superior=register.unit_id, item__register=kind.value
    )
    return standing.select_related("item").order_by("-item__pk")


def public_item(register: PublicRegister, code: str) -> Publication:
    """One publication at its public address; 404 where it is not public there. One query."""
    standing = Publication.objects.standing().filter(item__superior=register.unit_id)
    return get_object_or_404(standing.select_related("item"), item__code=code)
