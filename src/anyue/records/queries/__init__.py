"""Reads: a unit's ledger, what tables need of it, and what the form of a record offers."""

from anyue.records.queries.channels import (
    Counter,
    channel_to_keep,
    channels_of,
    counters_for,
    sources_of,
)
from anyue.records.queries.counting import (
    Late,
    counted_in,
    events_of,
    held_now,
    records_by_id,
    uncounted_between,
)
from anyue.records.queries.evidence import Twins, evidence_for, evidence_to_keep, same_evidence
from anyue.records.queries.importing import NewRow, Preview, kinds_of, preview_of, rows_of
from anyue.records.queries.ledger import (
    claims_of,
    co_hosted_by,
    kinds_for,
    ledger_of,
    planned_by,
    record_for,
    record_to_keep,
)
from anyue.records.queries.lines import LineChoice, line_choices
from anyue.records.queries.offers import co_hosts_named, find_co_hosts, terms_for

__all__ = [
    "Counter",
    "Late",
    "LineChoice",
    "NewRow",
    "Preview",
    "Twins",
    "channel_to_keep",
    "channels_of",
    "claims_of",
    "co_hosted_by",
    "co_hosts_named",
    "counted_in",
    "counters_for",
    "events_of",
    "evidence_for",
    "evidence_to_keep",
    "find_co_hosts",
    "held_now",
    "kinds_for",
    "kinds_of",
    "ledger_of",
    "line_choices",
    "planned_by",
    "preview_of",
    "record_for",
    "record_to_keep",
    "records_by_id",
    "rows_of",
    "same_evidence",
    "sources_of",
    "terms_for",
    "uncounted_between",
]
