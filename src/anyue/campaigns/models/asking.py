"""Of whom something is asked: by the notice of everybody, by a relay that added it of those below."""

from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anyue.campaigns.models.participations import Participation

    Participations = models.QuerySet[Participation] | Sequence[Participation]

_Row = TypeVar("_Row", bound=models.Model)


class AskedQuerySet(models.QuerySet[_Row]):
    """Forms, deadlines or occurrences; `deadline` leads to the row that says who added it."""

    deadline: ClassVar[str] = ""

    def of_notice(self) -> Self:
        """What the notice itself asks, of everybody who takes part."""
        return self.filter(**{f"{self.deadline}added_by__isnull": True})

    def asked_of(self, participations: "Participations") -> Self:
        """What any of these is to send in: by the notice, or by somebody above it who added it."""
        return self._down_to(participations, least=1)

    def known_to(self, participations: "Participations") -> Self:
        """What any of these is to send in, and what it asks of those below: what its totals are of."""
        return self._down_to(participations, least=0)

    def _down_to(self, participations: "Participations", *, least: int) -> Self:
        """What comes from the notice, or from an adder at least so many steps above one of these."""
        from anyue.campaigns.models.participations import (  # noqa: PLC0415  That room stands on this one.
            ReportingLine,
        )

        if isinstance(participations, models.QuerySet):
            participations = participations.order_by()
            campaigns: object = participations.values("campaign")
        else:
            campaigns = {one.campaign_id for one in participations}
        adders = ReportingLine.objects.filter(participation__in=participations, depth__gte=least)
        from_above = Q(**{f"{self.deadline}added_by__in": adders.values("superior")})
        from_notice = Q(**{f"{self.deadline}added_by__isnull": True})
        return self.filter(**{f"{self.deadline}campaign__in": campaigns}).filter(from_notice | from_above)
