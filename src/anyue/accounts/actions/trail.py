"""Writes: reading the trail is an act too."""

from django.db import transaction

from anyue.accounts.actions.rights import require_administrator
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.audit.actions import write_entry


@transaction.atomic
def note_trail_search(*, criteria: str, by: User) -> None:
    """Put on the trail what an auditor looks for. Raises NOT_ADMINISTRATOR (403) for everybody else."""
    require_administrator(by, AdministratorKind.AUDIT)
    write_entry("search_trail", by=by, on="trail", reason=criteria)


@transaction.atomic
def note_trail_export(*, criteria: str, by: User) -> None:
    """Put on the trail what an auditor takes away. Raises NOT_ADMINISTRATOR (403) for everybody else."""
    require_administrator(by, AdministratorKind.AUDIT)
    write_entry("export_trail", by=by, on="trail", reason=criteria)
