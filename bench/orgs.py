"""Bringing in 100,000 units from one sheet, beside bare inserts of as many rows; what questions cost.

`python -m bench.orgs [units]`, on SQLite or the database of ANYUE_DATABASE_URL. The baseline is Django's
`bulk_create` of the same units and one event each, without a plan, codes or paths; for the import as a whole,
reading the same sheet by openpyxl (its values alone) before it. The statements of
questions to the tree (all below, all above, the names above) are counted at a hundredth of the units and at
all of them.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from operator import add
from typing import TypeVar

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

COUNTIES, TOWNS = 10, 20
Result = TypeVar("Result")


def rows(count: int) -> "list[Known]":
    """A province of so many units: counties, their towns, the rest villages and enterprises."""
    made = [Known(1, "33", "云岭省", "area", None, 1)]
    for county in range(COUNTIES):
        area = Known(len(made) + 1, f"C{county}", f"第{county}县", "area", 1, len(made) + 1)
        made.append(area)
        for number in range(TOWNS):
            key = len(made) + 1
            made.append(Known(key, f"T{key}", f"第{number}镇", "town", area.key, key, population=30_000))
    towns = [unit for unit in made if unit.kind == "town"]
    while len(made) < count:
        key = len(made) + 1
        kind = "village" if key % 3 else "enterprise"
        code = f"9133{key:013d}" if kind == "enterprise" else ""
        credit = code + check_letter(code) if code else ""
        town = towns[key % len(towns)]
        made.append(Known(key, f"V{key}", f"第{key}村", kind, town.key, key, "330101001", "", credit, 1200))
    return made


def sheet(known: "list[Known]") -> bytes:
    """The units as a workbook."""
    kinds = {kind.value: kind.label for kind in UnitKind}
    names = {unit.key: unit.name for unit in known}
    codes = {unit.key: unit.code for unit in known}
    return write_unit_sheet(known, Words(names, codes, kinds))


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds by the clock and of this process on a processor: others may keep the machine busy."""

    clock: float
    processor: float

    def __add__(self, other: "Pace") -> "Pace":
        return Pace(self.clock + other.clock, self.processor + other.processor)


def timed(act: Callable[[], Result]) -> tuple[Pace, Result]:
    """How long an act takes, and what it gives."""
    clock, processor = time.perf_counter(), time.process_time()
    result = act()
    return Pace(time.perf_counter() - clock, time.process_time() - processor), result


def clear() -> None:
    """Empty the tree; parents go with their units."""
    UnitImport.objects.all().delete()
    UnitChange.objects.all().delete()
    Unit.objects.update(parent=None, successor=None)
    Unit.objects.all().delete()


def bare(known: "list[Known]") -> None:
    """Insert as many rows of both tables as an import does, and nothing else."""
    with transaction.atomic():
        made = Unit.objects.bulk_create(
            Unit(
                code=unit.code,
                name=unit.name,
                kind=unit.kind,
                position=unit.position,
                region_code=unit.region_code,
                credit_code=unit.credit_code,
                population=unit.population,
            )
            for unit in known
        )
        now = clock.now()
        UnitChange.objects.bulk_create(
            UnitChange(unit=unit, event="opened", happened_on=now, noted_at=now, name_to=unit.name)
            for unit in made
        )


def bare_read(data: bytes) -> None:
    """Read every value of the sheet by openpyxl, as a stream, and do nothing with them."""
    book = load_workbook(BytesIO(data), read_only=True)
    for _ in book.worksheets[0].iter_rows(values_only=True):
        pass
    book.close()


def bring_in(data: bytes) -> tuple[Pace, Pace]:
    """How long it takes to preview a sheet and to apply it."""
    previewed, (draft, changes) = timed(
        lambda: draft_import(base=None, data=data, file_name="单位.xlsx", by=None)
    )
    if draft is None:
        raise SystemExit(changes.problems.errors[0].message)
    applied, _ = timed(lambda: apply_import(draft=draft, digest=draft.digest, by=None))
    return previewed, applied


def questions() -> dict[str, int]:
    """Statements that each question takes, asked of the root and of all units."""
    asked = {}
    root, deep = Unit.objects.get(code="33"), list(Unit.objects.filter(kind="village")[:200])
    for name, question in {
        "all below": lambda: list(Unit.objects.below(root).values_list("pk", flat=True)),
        "all above": lambda: list(Unit.objects.ancestors_of(*deep)),
        "names above": Unit.objects.names_above,
    }.items():
        with CaptureQueriesContext(connection) as told:
            pace, _ = timed(question)
        asked[f"{name} ({pace.clock * 1000:.0f} ms)"] = len(told)
    return asked


def measure(count: int) -> None:
    """Import, repeat, ask."""
    known = rows(count)
    data = sheet(known)
    clear()
    base, _ = timed(lambda: bare(known))
    whole = base + timed(lambda: bare_read(data))[0]
    clear()
    previewed, applied = bring_in(data)
    again = add(*bring_in(data))
    moved = sheet([unit if unit.key != 2 else Known(2, "C0", "更名县", "area", 1, 2) for unit in known])
    renamed = add(*bring_in(moved))
    print(f"\n{len(known):,} units on {connection.vendor}, a sheet of {len(data) / 1e6:.1f} MB")
    print(f"{'':34}{'seconds':>9}{'of bare':>9}{'processor':>11}{'of bare':>9}")
    for name, (pace, beside) in {
        "bare bulk_create": (base, base),
        "openpyxl and bare bulk_create": (whole, whole),
        "preview (read, plan, keep)": (previewed, base),
        "apply": (applied, base),
        "import (preview and apply)": (previewed + applied, whole),
        "the same sheet again": (again, whole),
        "one unit renamed": (renamed, whole),
    }.items():
        wall, work = pace.clock / beside.clock, pace.processor / beside.processor
        print(f"{name:34}{pace.clock:9.1f}{wall:9.1f}{pace.processor:11.1f}{work:9.1f}")
    for name, statements in questions().items():
        print(f"{name:34}{statements:>9} statements")


def main(count: int) -> None:
    """Measure a small tree and a large one."""
    call_command("migrate", interactive=False, verbosity=0)
    for size in (count // 100, count):
        measure(size)
    clear()


if __name__ == "__main__":
    folder = tempfile.TemporaryDirectory(prefix="anyue-bench-")
    os.environ["ANYUE_VAR"] = folder.name
    from anyue.cli.django import start

    start()
    from django.core.management import call_command

    from anyue import clock
    from anyue.core.units.credit_code import check_letter
    from anyue.core.units.known import Known
    from anyue.core.units.writing import Words, write_unit_sheet
    from anyue.orgs.actions import apply_import, draft_import
    from anyue.orgs.choices import UnitKind
    from anyue.orgs.models import Unit, UnitChange, UnitImport

    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    folder.cleanup()
