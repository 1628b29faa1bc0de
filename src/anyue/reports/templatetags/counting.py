"""Where a record counts, for the ledger's page of it."""

from django import template

from anyue.records.models import ActivityRecord
from anyue.reports.queries import Outlook, outlook_of

register = template.Library()


@register.inclusion_tag("reports/_outlook.html")
def counts_in(record: ActivityRecord) -> dict[str, ActivityRecord | list[Outlook]]:
    """Show in which period of which form a record will count that was held and is counted by none of them."""
    return {"record": record, "outlook": outlook_of(record)}
