"""Taking a pack of photos and text out: nothing changes, and the trail says who did."""

from django.db import transaction

from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import Participation


@transaction.atomic
def export_pack(*, participation: Participation, photos: int, by: User) -> None:
    """Note that a person who sees a participation takes so many photos of it out."""
    write_entry(
        "export_pack", by=by, on=participation, unit_id=participation.unit_id, reason=f"photos={photos}"
    )
