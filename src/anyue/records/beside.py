"""What belongs to a record beside its own row: co-hosts, media links, the line it counts along."""

from collections.abc import Sequence

from anyue.campaigns.models import Participation
from anyue.campaigns.queries import lines_of
from anyue.core.activity import Link
from anyue.core.errors import AnyueError, ledger
from anyue.orgs.models import Unit
from anyue.records.models import ActivityRecord, CoHost, CountingLine, MediaLink


def write_beside(
    record: ActivityRecord,
    links: Sequence[Link],
    co_hosts: Sequence[Unit],
    lines: Sequence[Participation],
) -> None:
    """Write what belongs to a record that has nothing of it yet; the host is no co-host of itself.

    A line is named only where there are several, so that the first table along any of them may count it else.
    """
    MediaLink.objects.bulk_create(
        MediaLink(
            record=record,
            position=position,
            outlet=link.outlet,
            title=link.title,
            url=link.url,
            published_on=link.published_on,
        )
        for position, link in enumerate(links)
    )
    others = {unit.pk for unit in co_hosts} - {record.unit_id}
    CoHost.objects.bulk_create(CoHost(record=record, unit_id=pk) for pk in sorted(others))
    for line in lines:
        root_pk = line.campaign.root_pk
        if line.pk not in lines_of(record.unit_id, root_pk):
            raise AnyueError(ledger.LINE_UNKNOWN)
        CountingLine(record=record, root_id=root_pk, participation=line).save()
