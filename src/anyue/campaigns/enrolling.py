"""Adding units to a campaign below another: part of issuing and of relaying."""

from collections.abc import Iterable

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.models import Participation, ReportingLine
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.notify.actions import post_message
from anyue.orgs.models import Unit
from anyue.orgs.queries import recipients_for


def check_reach(by: User, unit: Unit, recipients: Iterable[Unit]) -> None:
    """Raise NO_RECIPIENTS or NOT_ADDRESSABLE for units that this one may not send to."""
    within = set(recipients_for(by, unit).values_list("pk", flat=True))
    recipients = list(recipients)
    if not recipients:
        raise AnyueError(errors.NO_RECIPIENTS)
    for recipient in recipients:
        if recipient.pk not in within:
            raise AnyueError(errors.NOT_ADDRESSABLE, unit=recipient.name)


def join(
    units: Iterable[Unit],
    *,
    superior: Participation,
    by: User,
    hours_earlier: int = 0,
    instructions: str = "",
) -> list[Participation]:
    """Add units to the campaign of `superior` below it, with their reporting lines."""
    joined = Participation.objects.bulk_create(
        Participation(
            campaign_id=superior.campaign_id,
            unit=unit,
            superior=superior,
            hours_earlier=hours_earlier,
            instructions=instructions,
            added_at=clock.now(),
            added_by=by,
        )
        for unit in units
    )
    Participation.objects.filter(pk=superior.pk).update(is_relayed=True)
    above = list(superior.lines_up.values_list("superior_id", "depth"))
    ReportingLine.objects.bulk_create(
        ReportingLine(superior_id=pk, participation=participation, depth=depth)
        for participation in joined
        for pk, depth in [(participation.pk, 0), *((pk, depth + 1) for pk, depth in above)]
    )
    return joined


def tell(participations: Iterable[Participation], text: str) -> None:
    """Send the people of these units a word that leads to what they were asked."""
    for participation in participations:
        post_message(unit=participation.unit, text=text, url=participation.get_absolute_url())
