"""The mathematics of the trail: entries as bytes, batches of them chained by digest, and what breaks a chain.

Owns no entry and no clock: `anyue.audit` stores the entries and calls these. A batch holds the Merkle root
of its entries (RFC 6962 section 2.1) and the digest of the batch before it, so that one digest on paper
answers for every entry up to it.
"""

from anyue.core.trail.anchor import Anchor, AnchorUnreadableError, read_anchor
from anyue.core.trail.batch import LARGEST_BATCH, START, Batch, link
from anyue.core.trail.check import Drop, Finding, Kind, Numbered, check
from anyue.core.trail.entry import Entry, as_bytes
from anyue.core.trail.mac import MAC_LENGTH, Macs, key_name_in, mac_of
from anyue.core.trail.merkle import leaf, root

__all__ = [
    "LARGEST_BATCH",
    "MAC_LENGTH",
    "START",
    "Anchor",
    "AnchorUnreadableError",
    "Batch",
    "Drop",
    "Entry",
    "Finding",
    "Kind",
    "Macs",
    "Numbered",
    "as_bytes",
    "check",
    "key_name_in",
    "leaf",
    "link",
    "mac_of",
    "read_anchor",
    "root",
]
