"""Units in a tree by area."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat, LPad, Substr

from anyue import clock
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.orgs.choices import UnitKind
from anyue.orgs.models.many import insert_many
from anyue.orgs.permissions import Permission, mandate_of, roles_with

STEP = 12
"""Digits of one id in a path: all ids are as long, so that every database sorts paths alike."""
MOST_LEVELS = 20
_UNSETTLED = "+"
# Sorts after every digit, whatever the collation: a path and all below it are less than the path and this.
_AFTER = "a"
# No letters and digits that look alike, since people type codes from paper.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


PLANTED = (
    *("code", "name", "kind", "position", "region_code", "sector", "credit_code", "population"),
    *("opened_on", "closed_on", "parent_id"),
)
"""The columns of a new unit, but for its path."""


def new_code() -> str:
    """A code for a unit whose office has none of its own: ten letters and digits, about 50 bits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(10))


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units in their official order; what asks for the tree takes one statement for any number of units."""

    def acted_for_by(self, user: User, permission: Permission | None = None) -> Self:
        """The units for which a person acts, in any role or in one that carries the permission."""
        if user.administers:
            return self.none()
        mandate = mandate_of(user)
        if mandate and permission is not None and permission not in mandate.permissions:
            return self.none()
        from anyue.orgs.models.memberships import Membership  # noqa: PLC0415  That room stands on this one.

        held = Membership.objects.of(user)
        if permission is not None:
            held = held.filter(role__in=roles_with(permission))
        return self.filter(pk__in=held.values("unit"))

    def maintained_by(self, user: User) -> Self:
        """The units that a person may change: all below the areas that they lead.

        The system's administrator may change any. One query of its own for the areas.
        """
        if not user.is_active:
            return self.none()
        if user.administers:
            return self.all() if user.administers == AdministratorKind.SYSTEM else self.none()
        leading = Unit.objects.acted_for_by(user, Permission.MANAGE_UNITS).select_related("parent")
        return self.below(*(unit.area for unit in leading))

    def open_on(self, day: date) -> Self:
        """The units that are there on a day; `closed_on` is the first day on which a unit is not."""
        return self.filter(
            Q(opened_on__isnull=True) | Q(opened_on__lte=day),
            Q(closed_on__isnull=True) | Q(closed_on__gt=day),
        )

    def subtree_of(self, *units: "Unit") -> Self:
        """These units and all below them."""
        within = Q(pk__in=())
        for unit in units:
            within |= Q(path__gte=unit.path, path__lt=unit.path + _AFTER)
        return self.filter(within)

    def below(self, *units: "Unit") -> Self:
        """All below these units; one of them only where it is below another."""
        within = Q(pk__in=())
        for unit in units:
            within |= Q(path__gt=unit.path, path__lt=unit.path + _AFTER)
        return self.filter(within)

    def ancestors_of(self, *units: "Unit") -> Self:
        """All above these units, themselves excluded, from the root down."""
        return self.filter(pk__in={pk for unit in units for pk in unit.ids_above}).order_by("path")

    def names_above(self) -> dict[int, tuple[str, ...]]:
        """For each of these units the names above it, from the root down; two statements."""
        below = self.order_by().filter(
            path__gt=OuterRef("path"), path__lt=Concat(OuterRef("path"), Value(_AFTER))
        )
        names = dict(Unit.objects.order_by().filter(Exists(below)).values_list("pk", "name"))
        return {
            pk: tuple(names[above] for above in ids_of(path)[:-1])
            for pk, path in self.order_by().values_list("pk", "path")
        }

    def plant(self, rows: Iterable[Sequence[object]]) -> dict[str, int]:
        """Insert units, rows of a parent's path and the columns `PLANTED`; the id of each by its code.

        They get their own paths, all of them in one statement.
        """
        with transaction.atomic(using=self.db):
            insert_many(Unit, ("path", *PLANTED), ((f"{_UNSETTLED}{row[0]}", *row[1:]) for row in rows))
            # Nobody else ever sees an unsettled path, so that these are our own.
            unsettled = self.order_by().filter(path__startswith=_UNSETTLED)
            ids = dict(unsettled.values_list("code", "pk"))
            own = LPad(Cast("pk", models.CharField(max_length=STEP)), STEP, Value("0"))
            unsettled.update(path=Concat(Substr("path", 2), own))
        return ids

    def hold_tree(self) -> None:
        """Let those who change the tree come one after the other, until the end of the transaction.

        An update that changes nothing locks one row everywhere, which `select_for_update` does not on SQLite.
        """
        first = Unit.objects.order_by("pk").values("pk")[:1]
        Unit.objects.filter(pk__in=list(first.values_list("pk", flat=True))).update(position=F("position"))

    def addressable_from(self, unit: "Unit") -> Self:
        """The units to which `unit` may send a notice: one level down in its own area, and those it lists.

        An office stands for its area, so its towns and departments are its neighbours in the tree.
        """
        area = unit.parent_id if unit.kind == UnitKind.OFFICE else unit.pk
        own = Q(parent=area) & ~Q(kind=UnitKind.AREA)
        listed = Q(pk__in=Unit.objects.filter(listings__office=unit).values("pk"))
        return self.filter(own | listed).open_on(clock.today()).exclude(pk=unit.pk)

    def looked_after_from(self, *units: "Unit") -> Self:
        """All units below, of which the people of these units say who acts for them.

        An office stands for its area: the offices beside it are its equals, and itself is not below itself.
        """
        areas = {unit.parent_id for unit in units if unit.kind == UnitKind.OFFICE}
        equals = Q(parent__in=areas, kind=UnitKind.OFFICE) | Q(kind=UnitKind.AREA)
        return self.below(*(unit.area for unit in units)).exclude(equals)

    def managed_by(self, user: User) -> Self:
        """The units whose people a person looks after: those below their own, and their own for a lead.

        One query of its own for the person's units.
        """
        if not user.is_active:
            return self.none()
        own = Unit.objects.acted_for_by(user, Permission.MANAGE_PEOPLE).values("pk")
        above = Unit.objects.acted_for_by(user, Permission.MANAGE_PEOPLE_BELOW).select_related("parent")
        below = Unit.objects.looked_after_from(*above).values("pk")
        return self.filter(Q(pk__in=own) | Q(pk__in=below))

    def visible_to(self, user: User) -> Self:
        """A person's own units and those to which these may send a notice."""
        if not user.is_active:
            return self.none()
        mine = Unit.objects.acted_for_by(user)
        offices = mine.filter(kind=UnitKind.OFFICE)
        return self.filter(
            Q(pk__in=mine.values("pk"))
            | Q(parent__in=mine.values("pk"))
            | Q(parent__in=offices.values("parent"))
            | Q(pk__in=Unit.objects.filter(listings__office__in=mine.values("pk")).values("pk"))
        )


def ids_of(path: str) -> list[int]:
    """The ids in a path, from the root down to the unit itself."""
    return [int(path[at : at + STEP]) for at in range(0, len(path), STEP)]


class Unit(models.Model):
    """A body that sends or receives notices. `position` is its official order among all units (排序).

    `code` is the office's own, opaque to the program and never changed by it. `path` is made of the ids from
    the root down to the unit itself, each in `STEP` digits; saving a new unit fills it in.
    """

    code = models.CharField("单位代码", max_length=40, unique=True, default=new_code)
    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=12, choices=UnitKind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="所属地区",
    )
    path = models.CharField(
        "层级", max_length=STEP * MOST_LEVELS, db_index=True, default="", blank=True, editable=False
    )
    position = models.PositiveIntegerField("排序")
    region_code = models.CharField("区划代码", max_length=12, blank=True, default="")
    sector = models.CharField("行业", max_length=40, blank=True, default="")
    credit_code = models.CharField("统一社会信用代码", max_length=30, blank=True, default="")
    population = models.PositiveIntegerField("服务人口", null=True, blank=True)
    opened_on = models.DateField("设立日期", null=True, blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入单位"
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "单位"
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=F("opened_on")),
                name="unit_opened_before_closed",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(closed_on__isnull=False), name="unit_merged_is_closed"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert with a path, or update."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            self.path = (self.parent.path if self.parent else "") + f"{self.pk:0{STEP}}"
            super().save(update_fields=["path"])

    @property
    def ids_above(self) -> list[int]:
        """The ids of all above it, from the root down."""
        return ids_of(self.path)[:-1]

    @property
    def area(self) -> "Unit":
        """What the unit stands for: an office for the area it belongs to, any other for itself."""
        return self.parent if self.kind == UnitKind.OFFICE and self.parent else self

    def is_open_on(self, day: date) -> bool:
        """Whether the unit is there on a day."""
        return (self.opened_on is None or self.opened_on <= day) and (
            self.closed_on is None or day < self.closed_on
        )
