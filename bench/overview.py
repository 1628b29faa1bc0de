"""What it costs an office to see where a campaign stands, as its units grow: 2,000 of them beside 200.

`python -m bench.overview [UNITS]` prints for the overview and for the list behind one of its figures the
statements, the size and the median time of the page for both, and the ratio; the office with 200 is the
baseline. Every unit of the matrix has sent in its first table. The database is made for the run.
"""

import statistics
import sys
import time
from typing import TYPE_CHECKING

from bench.ledger import start

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Running

FEW, MANY = 200, 2_000
ROUNDS = 5


def grow(running: "Running", count: int) -> None:
    """Let so many units report to the issuer, all of whom have sent in the first week."""
    from anyue.campaigns.models import Participation  # noqa: PLC0415  Needs the settings.
    from anyue.reports.models import Report  # noqa: PLC0415  The same.
    from tests.reports.many_units import add_units  # noqa: PLC0415  The same.

    there = Participation.objects.filter(superior=running.root)
    add_units(running, count - there.count())
    week = running.weeks[0]
    moment = running.root.added_at
    told = {"first_submitted_at": moment, "submitted_at": moment, "submitted_by": running.cast.clerk}
    bare = there.exclude(reports__occurrence=week)
    Report.objects.bulk_create(
        Report(participation=part, occurrence=week, entries={}, version=1, **told) for part in bare
    )


def opened(client: "Client", address: str) -> tuple[float, int, int]:
    """Median seconds, statements and bytes of a page."""
    from django.db import connection  # noqa: PLC0415  Needs the settings.
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  The same.

    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        taken.append(time.perf_counter() - begun)
        if answer.status_code != 200:
            sys.exit(f"{address} does not open.")
    return statistics.median(taken), len(asked), len(answer.content)


def main() -> None:
    """Print the figures of both offices and the ratios."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    start()
    from django.conf import settings  # noqa: PLC0415  Needs the settings.
    from django.test import Client  # noqa: PLC0415  The same.

    from tests.cast import make_cast, start_campaign  # noqa: PLC0415  The same.

    settings.ALLOWED_HOSTS = ["testserver"]
    running = start_campaign(make_cast())
    client = Client()
    client.force_login(running.cast.lead, backend="django.contrib.auth.backends.ModelBackend")
    pages = {
        "overview": f"/overview/{running.root.pk}/",
        "missing": f"/overview/{running.root.pk}/units/?what=missing",
    }
    told: dict[str, dict[int, tuple[float, int, int]]] = {name: {} for name in pages}
    for count in (FEW, many):
        grow(running, count)
        for name, address in pages.items():
            told[name][count] = opened(client, address)
    for name, by_count in told.items():
        for count, (seconds, asked, size) in by_count.items():
            page = f"{seconds * 1000:8.0f} ms, {asked} statements, {size / 1024:7.0f} KB"
            print(f"  {name:10}{count:6,} units: {page}")
        ratio = by_count[many][0] / by_count[FEW][0]
        print(f"  {name:10}time, {many:,} units : {FEW} units = {ratio:.2f} : 1")


if __name__ == "__main__":
    main()
