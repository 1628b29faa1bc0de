"""A sealed trail in the database, and ways to write past the program."""

from django.db import connection

from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.audit.sealing import seal


def act(count: int, *, by: User | None = None) -> None:
    for number in range(count):
        write_entry("sign_in", by=by, on=f"user:{number}")


def sealed_trail(*sizes: int) -> None:
    """Batches of these sizes."""
    for size in sizes:
        act(size)
        seal()


def run_sql(statement: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
