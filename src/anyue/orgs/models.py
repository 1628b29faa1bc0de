"""Units in a tree by area, and the people who act for them."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from anyue.accounts.models import User
from anyue.orgs.choices import Role, UnitKind
from anyue.orgs.permissions import Permission, roles_with


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units in their official order."""

    def acted_for_by(self, user: User, permission: Permission | None = None) -> Self:
        """The units for which a person acts, in any role or in one that carries the permission."""
        memberships = Membership.objects.filter(user=user)
        if permission is not None:
            memberships = memberships.filter(role__in=roles_with(permission))
        return self.filter(pk__in=memberships.values("unit"))

    def addressable_from(self, unit: "Unit") -> Self:
        """The units to which `unit` may send a notice: those of its own area, one level down.

        An office stands for its area, so its towns and departments are its neighbours in the tree.
        """
        area = unit.parent_id if unit.kind == UnitKind.OFFICE else unit.pk
        return self.filter(parent=area, is_open=True).exclude(pk=unit.pk).exclude(kind=UnitKind.AREA)

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
        )


class Unit(models.Model):
    """A body that sends or receives notices. `position` is its official order among all units (排序)."""

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
    position = models.PositiveIntegerField("排序")
    is_open = models.BooleanField("在用", default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "单位"
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person in a unit, in one role."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField("角色", max_length=10, choices=Role)

    class Meta:
        verbose_name = "任职"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "unit", "role"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"
