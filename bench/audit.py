"""The price of the trail: an act with its entry beside one without; its signing and sealing beside hashing.

`python -m bench.audit [entries]`. On a SQLite database of its own in a temporary folder, or on the one that
ANYUE_DATABASE_URL names, which must be empty. The rounds of what is compared alternate, so that a change of
the machine's pace meets both; medians are printed.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from time import perf_counter

ACTS, ROUNDS = 200, 5


def seconds(act: Callable[[], object]) -> float:
    """How long something takes."""
    start = perf_counter()
    act()
    return perf_counter() - start


def main() -> None:
    """Measure and print."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as var:
        os.environ |= {"ANYUE_VAR": var, "DJANGO_SETTINGS_MODULE": "anyue.config.settings"}
        import django  # noqa: PLC0415  The environment has to be set first.

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415  Needs the settings.
        from django.db import connections  # noqa: PLC0415  The same.

        call_command("migrate", interactive=False, verbosity=0)
        entry_cost()
        chain_cost(wanted)
        connections.close_all()


def entry_cost() -> None:
    """A row saved in a transaction, with and without its entry."""
    from django.db import transaction  # noqa: PLC0415  Needs the settings.

    from anyue.accounts.models import User  # noqa: PLC0415  The same.
    from anyue.audit.actions import write_entry  # noqa: PLC0415  The same.

    numbers = count()

    def act(*, with_entry: bool) -> None:
        for _ in range(ACTS):
            with transaction.atomic():
                user = User(account=f"bench{next(numbers)}", name="bench")
                user.save()
                if with_entry:
                    write_entry("create_account", by=None, on=user)

    bare, whole = [], []
    for _ in range(ROUNDS):
        bare.append(seconds(lambda: act(with_entry=False)))
        whole.append(seconds(lambda: act(with_entry=True)))
    ratio = statistics.median(whole) / statistics.median(bare)
    print(f"an act with its entry: {ratio:.2f} times the same act without")


def chain_cost(wanted: int) -> None:
    """Signing, sealing and verifying beside plain hashing of the same bytes."""
    from django.utils import timezone  # noqa: PLC0415  Needs the settings.

    from anyue.audit.entries import signed  # noqa: PLC0415  The same.
    from anyue.audit.models import AuditEntry  # noqa: PLC0415  The same.
    from anyue.audit.sealing import seal  # noqa: PLC0415  The same.
    from anyue.audit.verifying import verify  # noqa: PLC0415  The same.
    from anyue.core.algorithms import Suite, digest  # noqa: PLC0415  Beside the rest.
    from anyue.core.trail import as_bytes  # noqa: PLC0415  The same.

    seal()
    entry = {"at": timezone.now(), "action": "submit_report", "result": "done", "address": "10.0.0.1"}
    made = (signed(AuditEntry(target=f"report:{number}", **entry)) for number in range(wanted))
    AuditEntry.objects.bulk_create(made, batch_size=1000)
    unsigned = [AuditEntry(target=f"report:{number}", **entry) for number in range(10_000)]
    signing = seconds(lambda: [signed(one) for one in unsigned]) * wanted / len(unsigned)
    sealing = seconds(seal)
    verifying = seconds(lambda: list(verify()))
    contents = [as_bytes(one.as_sealed()) for one in AuditEntry.objects.all()[:10_000]]
    hashing = seconds(lambda: [digest(Suite.INTERNATIONAL, one) for one in contents]) * wanted / len(contents)
    for what, taken in (("signing", signing), ("sealing", sealing), ("verifying", verifying)):
        pace = f"{wanted / taken:,.0f} a second"
        print(f"{what} {wanted:,} entries: {pace}, {taken / hashing:.1f} times their hashing")


if __name__ == "__main__":
    main()
