"""The files of a notice: reading them before anything is stored, storing them so that none is left over."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.files.base import ContentFile

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.models import Notice, NoticeFile
from anyue.campaigns.workdays import workdays_now
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.notice import Plan, read_files

Keep = Callable[[Notice, "Upload", User], NoticeFile]


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it was sent."""

    name: str
    data: bytes


def read_upload(files: Sequence[Upload]) -> Plan:
    """The plan of the files of one notice; nothing is stored.

    Raises:
        AnyueError: a file can't be opened, or one is marked secret.
    """
    plan = read_files([(file.name, file.data) for file in files], workdays=workdays_now())
    if plan.markings:
        raise AnyueError(errors.NOTICE_MARKED, marking=plan.markings[0])
    return plan


@contextmanager
def keep_files() -> Iterator[Keep]:
    """Give a function that stores a file of a notice; where the block fails, none of them stays on disk."""
    kept: list[NoticeFile] = []

    def keep(notice: Notice, file: Upload, by: User) -> NoticeFile:
        row = NoticeFile(
            notice=notice,
            position=notice.files.count(),
            name=file.name[:200],
            sha256=hashlib.sha256(file.data).hexdigest(),
            size=len(file.data),
            content=ContentFile(file.data, name="file"),
            added_at=clock.now(),
            added_by=by,
        )
        kept.append(row)
        row.save()
        return row

    try:
        yield keep
    except BaseException:
        for row in kept:
            row.content.delete(save=False)
        raise


def free_name(notice: Notice, name: str) -> str:
    """The name, or one with a number where the notice has a file of that name; a form is found by it."""
    taken = set(notice.files.values_list("name", flat=True))
    stem, dot, ending = name[:180].rpartition(".")
    if not dot:
        stem, ending = ending, ""
    return next(
        one
        for count in range(1, len(taken) + 2)
        if (one := name[:180] if count == 1 else f"{stem}（{count}）{dot}{ending}") not in taken
    )
