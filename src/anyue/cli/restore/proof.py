"""What is not as it should be after a restore: files that the database names, and the trail."""

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.conf import settings

from anyue.audit.verifying import verify
from anyue.cli.backup.database import stored_files
from anyue.files.models import StoredFile

_MOST_TOLD = 20


def broken_files(database: Path) -> Iterator[str]:
    """Files that the database names and that are not there, or not what its digest says."""
    folder = Path(settings.MEDIA_ROOT)
    for name in stored_files(database):
        if not (folder / name).is_file():
            yield f"数据库提到的文件不在磁盘上：{name}"
    for name, digest in StoredFile.objects.order_by("pk").values_list("content", "sha256").iterator():
        path = folder / name
        if path.is_file() and _digest(path) != digest:
            yield f"文件的内容与登记的摘要不一致：{name}"


def wrong_with_trail() -> list[str]:
    """The first findings of a verification of the trail."""
    return [str(finding) for finding in islice(verify(), _MOST_TOLD)]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
