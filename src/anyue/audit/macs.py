"""The keys of the trail, and what the trail itself says of the time before there were MACs."""

from django.conf import settings

from anyue.audit.models import AuditEntry
from anyue.audit.reading import UNREADABLE, in_order
from anyue.core.trail import Kind, Macs

BEGIN = "begin_macs"


def macs_at_hand(*, are_all_signed: bool = False) -> Macs:
    """What judges the entries; a query or two, none where it is known that each of them has a MAC."""
    return Macs(settings.AUDIT_KEYS, bare_through=0 if are_all_signed else _bare_through())


def fault_of(macs: Macs, entry: AuditEntry | None) -> Kind | None:
    """What is wrong with the MAC of an entry, which is None where it can't be read."""
    try:
        return macs.fault(entry.as_sealed(), entry.mac) if entry else Kind.FORGED
    except UNREADABLE:
        return Kind.FORGED


def said_of(action: str) -> AuditEntry | None:
    """The last entry of an act that is the program's own: what another says is not believed."""
    macs = Macs(settings.AUDIT_KEYS)
    said = in_order(AuditEntry.objects.filter(action=action).exclude(mac=""), by="pk")
    own = [entry for _, entry in said if entry and fault_of(macs, entry) in {None, Kind.KEY_RETIRED}]
    return own[-1] if own else None


def _bare_through() -> int:
    """The key of the last entry that was written before there were MACs; 0 where there was none."""
    said = said_of(BEGIN)
    through = said.target.partition(":")[2] if said else ""
    return int(through) if through.isdecimal() else 0
