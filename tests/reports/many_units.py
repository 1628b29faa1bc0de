"""A campaign with a great number of units, for what must not grow with them."""

from anyue.campaigns.models import Participation, ReportingLine
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Unit
from tests.cast import Running


def add_units(running: Running, count: int) -> None:
    """Let so many units more report to the issuer, every other one without having acknowledged."""
    area, root, first = running.cast.area, running.root, Unit.objects.count()
    rows = (
        (area.path, f"many{at}", f"第{at}镇", UnitKind.TOWN, 1000 + at, "", "", "", None, None, None, area.pk)
        for at in range(first, first + count)
    )
    units = Unit.objects.plant(rows)
    said = {"acknowledged_at": root.added_at, "acknowledged_by": running.cast.clerk}
    parts = Participation.objects.bulk_create(
        Participation(
            campaign=running.campaign,
            unit_id=unit,
            superior=root,
            added_at=root.added_at,
            **(said if at % 2 else {}),
        )
        for at, unit in enumerate(units.values())
    )
    ReportingLine.objects.bulk_create(
        ReportingLine(superior=superior, participation=part, depth=depth)
        for part in parts
        for depth, superior in enumerate((part, root))
    )
