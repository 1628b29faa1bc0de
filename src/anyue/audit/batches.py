"""Between the rows of the trail and the values of the core."""

from anyue.audit.models import AuditBatch
from anyue.core.algorithms import Suite
from anyue.core.trail import Batch

_DIGEST = 32


def batch_of(row: AuditBatch) -> Batch:
    """The batch that a row holds.

    Raises:
        ValueError, TypeError, AttributeError: somebody wrote into the row what no batch has.
    """
    leaves = bytes(row.leaves)
    return Batch(
        row.number,
        int(row.first),
        int(row.count),
        bytes.fromhex(row.root),
        bytes.fromhex(row.previous),
        Suite(row.suite),
        row.sealed_at,
        bytes.fromhex(row.digest),
        tuple(leaves[at : at + _DIGEST] for at in range(0, len(leaves), _DIGEST)),
        is_dropped=row.dropped_at is not None,
    )


def row_of(batch: Batch) -> AuditBatch:
    """The row that holds a batch."""
    return AuditBatch(
        number=batch.number,
        first=batch.first,
        count=batch.count,
        root=batch.root.hex(),
        previous=batch.previous.hex(),
        suite=batch.suite,
        sealed_at=batch.sealed_at,
        digest=batch.digest.hex(),
        leaves=b"".join(batch.leaves),
    )
