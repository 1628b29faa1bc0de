"""Writes: the ledger, and what submitted tables count of it."""

from anyue.records.actions.channels import (
    choose_sources,
    close_channel,
    keep_channel,
    note_reading,
    reopen_channel,
)
from anyue.records.actions.claiming import claim_records, release_records
from anyue.records.actions.evidence import add_evidence, caption_evidence, remove_evidence
from anyue.records.actions.featured import (
    adopt_featured,
    decline_featured,
    open_featured,
    send_featured,
    withdraw_featured,
)
from anyue.records.actions.importing import import_records
from anyue.records.actions.keeping import (
    cancel_record,
    change_record,
    hold_record,
    keep_record,
    plan_record,
)
from anyue.records.actions.packs import export_pack

__all__ = [
    "add_evidence",
    "adopt_featured",
    "cancel_record",
    "caption_evidence",
    "change_record",
    "choose_sources",
    "claim_records",
    "close_channel",
    "decline_featured",
    "export_pack",
    "hold_record",
    "import_records",
    "keep_channel",
    "keep_record",
    "note_reading",
    "open_featured",
    "plan_record",
    "release_records",
    "remove_evidence",
    "reopen_channel",
    "send_featured",
    "withdraw_featured",
]
