"""Reads the files one after another, and says of each what came of it."""

import sys
from dataclasses import dataclass

from anyue.cli.progress import Progress
from anyue.cli.read.files import read_bytes, source_name
from anyue.cli.read.options import Options, Shape
from anyue.cli.read.out import Out
from anyue.core.documents.columns import plain
from anyue.core.errors import NO_PLAN, NOTICE_MARKED, READER_FAULT, AnyueError
from anyue.core.notice import Plan, is_plan, read_files
from anyue.core.notice.duties import with_duties

_READ, _FAULT, _NOT_OPENED, _NO_PLAN = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one notice: its plan, or the problem that a person is told."""

    name: str
    status: int
    plan: Plan | None = None
    problem: str = ""


def run(options: Options) -> int:
    """Read, print or write, and return the greatest exit status."""
    notices = [options.files] if options.together else [(path,) for path in options.files]
    progress, out = Progress(len(notices)), Out(options, len(notices))
    failed, status = [], _READ
    for paths in notices:
        progress.show(source_name(paths[0]))
        reading = _read(paths, options.shape)
        progress.wipe()
        status = max(status, reading.status)
        if reading.plan:
            out.add(reading.plan)
        else:
            failed.append((reading.name, reading.problem))
            print(plain(reading.problem), file=sys.stderr, flush=True)
    try:
        out.finish(failed)
    except AnyueError as problem:
        print(plain(problem.message), file=sys.stderr)
        return max(status, _NOT_OPENED)
    return status


def _read(paths: tuple[str, ...], shape: Shape) -> Reading:
    name = "、".join(map(source_name, paths))
    try:
        plan = _plan(paths)
    except AnyueError as problem:
        return Reading(name, _NOT_OPENED, problem=problem.message)
    except Exception as fault:  # noqa: BLE001  A fault of ours must not keep the next file from being read.
        what = f"{type(fault).__name__}: {fault}"
        return Reading(name, _FAULT, problem=AnyueError(READER_FAULT, name=name, what=what).message)
    if not is_plan(plan):
        return Reading(name, _NO_PLAN, problem=AnyueError(NO_PLAN, name=name).message)
    if plan.markings and shape in {Shape.ICS, Shape.XLSX}:
        # A sheet or a calendar is made to be passed on.
        marked = AnyueError(NOTICE_MARKED, marking=plan.markings[0])
        return Reading(name, _NOT_OPENED, problem=marked.message)
    return Reading(name, _READ, plan)


def _plan(paths: tuple[str, ...]) -> Plan:
    return with_duties(read_files([(source_name(path), read_bytes(path)) for path in paths]))
