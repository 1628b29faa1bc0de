"""What it costs to open a weekly table as the ledger grows: a unit with 10,000 records beside one with 100.

Both units have the same week before them: twenty new records, one of them late. Everything older is in tables
that were sent in. `python -m bench.ledger [RECORDS]` prints the statements and the median time of the page
for both, and the ratio; the unit with 100 is the baseline. The database is made for the run.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from django.test import Client

    from anyue.accounts.models import User
    from anyue.campaigns.models import Occurrence, Participation

FEW, MANY = 100, 10_000
WEEK = 20
ROUNDS = 31


def start() -> None:
    """Set Django up on a database of its own, at a moment in the third week of the campaign."""
    os.environ |= {
        "ANYUE_VAR": tempfile.mkdtemp(prefix="anyue-bench-"),
        "ANYUE_SECRET_KEY": "bench" * 12,
        "ANYUE_NOW": "2026-06-16T09:00:00+08:00",
    }
    import django  # noqa: PLC0415  The environment has to be set first.
    from django.core.management import call_command  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyue.config.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def fill(part: "Participation", user: "User", weeks: "list[Occurrence]", count: int) -> None:
    """Records of a unit: the older ones spread over the weeks before, which are then sent in."""
    from anyue import clock  # noqa: PLC0415
    from anyue.records.models import ActivityRecord  # noqa: PLC0415
    from anyue.reports.actions import submit_report  # noqa: PLC0415
    from anyue.reports.queries import sheet_for  # noqa: PLC0415

    def keep(at: int, day: date, moment: datetime) -> ActivityRecord:
        return ActivityRecord(
            unit=part.unit,
            kind="lecture",
            title=f"宣讲 {at}",
            held_on=day,
            measures={"events": "1", "attendances": str(at % 90)},
            key=str(uuid4()),
            created_at=moment,
            created_by=user,
            held_at=moment,
            held_by=user,
            said_at=moment,
        )

    *before, week = weeks
    now = clock.now()
    older = [
        keep(at, one.starts_on, one.due_at - timedelta(days=2))
        for one in before
        for at in range((count - WEEK) // len(before))
    ]
    ActivityRecord.objects.bulk_create(older, batch_size=500)
    for one in before:
        with clock.standing_at(one.due_at - timedelta(hours=2)):
            own = sheet_for(part, one).own
            submit_report(participation=part, occurrence=one, raw=own, revision=0, key=str(uuid4()), by=user)
    new = [keep(at, week.starts_on, now) for at in range(WEEK - 1)]
    ActivityRecord.objects.bulk_create([*new, keep(WEEK, before[0].starts_on, now)])


def opened(client: "Client", address: str) -> tuple[float, int]:
    """The seconds that the page took, and the statements that it asked."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    taken = time.perf_counter() - begun
    if answer.status_code != 200 or f"台账 {WEEK} 条".encode() not in answer.content:
        sys.exit(f"{address} does not open with {WEEK} records.")
    return taken, len(asked)


def main() -> None:
    """Print the figures of both units and the ratio."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    start()
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from anyue.campaigns.actions import acknowledge_notice  # noqa: PLC0415
    from tests.cast import make_cast, start_campaign  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    running = start_campaign(make_cast())
    weeks = running.weeks[:3]
    cast = running.cast
    acknowledge_notice(participation=running.part("bureau"), by=cast.bureau_clerk)
    # Neither has units below, whose tables would be questions of their own.
    units = [
        (FEW, running.part("sibling_town"), cast.sibling),
        (many, running.part("bureau"), cast.bureau_clerk),
    ]
    pages = []
    for count, part, user in units:
        fill(part, user, weeks, count)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        pages.append((count, client, f"/reports/{part.pk}/{weeks[-1].pk}/"))
    times: dict[int, list[float]] = {count: [] for count, _, _ in pages}
    statements: dict[int, int] = {}
    for _ in range(ROUNDS):
        for count, client, address in pages:
            taken, statements[count] = opened(client, address)
            times[count].append(taken)
    medians = {count: statistics.median(taken) * 1000 for count, taken in times.items()}
    for count, median in medians.items():
        print(f"  {count:6,} records: {median:7.1f} ms, {statements[count]} statements")
    print(f"  time, {many:,} records : {FEW} records = {medians[many] / medians[FEW]:.2f} : 1")


if __name__ == "__main__":
    main()
