"""Backups of other releases: an older one is brought up to date, a newer one touches nothing."""

import hashlib
import shutil
import sqlite3
import tarfile
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection

from anyue.cli.backup.database import counts, migrations
from anyue.cli.backup.manifest import DATABASE, MANIFEST
from anyue.cli.backup.read import read_backup
from anyue.cli.main import main
from anyue.core.algorithms import Suite
from anyue.core.whole_file import sink
from tests.cli.test_backup import anyue, rows

LATER = (
    "INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '9999_later', '2030-01-01 00:00:00')"
)
NAMED = (
    "INSERT INTO files_storedfile (sha256, size, kind, content, thumbnail, stored_at, given_at)"
    " VALUES ('00', 2, 'jpeg', 'stored/gone', '', '2026-06-05 01:00:00', '2026-06-05 01:00:00')"
)
OLDER = "0002_sealing"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An installation with its first office, a sealed trail and a backup of it."""
    var = tmp_path_factory.mktemp("found")
    options = ("--office", "青溪县安委会办公室", "--area", "青溪县", "--account", "lead", "--name", "林业")
    assert anyue(var, "found", *options).returncode == 0
    assert anyue(var, "audit", "seal").returncode == 0
    backup = var.parent / "found.backup"
    assert anyue(var, "backup", backup).returncode == 0
    return var, backup


def repacked(backup: Path, to: Path, database: Path) -> Path:
    """The backup with another database in it, as the release of that database would have written it."""
    told = read_backup(backup, None)
    data = database.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    listing = hashlib.sha256(f"{digest} {len(data)} {DATABASE}\n".encode()).hexdigest()
    about = replace(
        told,
        version="0.0",
        members=1,
        size=len(data),
        listing=listing,
        migrations=migrations(database),
        counts=counts(database),
    ).to_json()
    with to.open("wb") as file:
        whole = sink(file, Suite.INTERNATIONAL, None)
        with tarfile.open(fileobj=whole, mode="w|", format=tarfile.PAX_FORMAT) as tar:  # type: ignore[call-overload]  # It only writes.
            for name, content in ((DATABASE, data), (MANIFEST, about)):
                info = tarfile.TarInfo(name)
                info.size = len(content)
                tar.addfile(info, BytesIO(content))
        whole.finish()
    return to


def copied(found: tuple[Path, Path], folder: Path, statement: str = "") -> Path:
    """A copy of the database, by itself, after one statement more."""
    folder.mkdir()
    database = folder / DATABASE
    with closing(sqlite3.connect(found[0] / DATABASE)) as there, closing(sqlite3.connect(database)) as here:
        there.backup(here)
        here.execute(statement)
        here.commit()
        here.execute("PRAGMA journal_mode=DELETE")
    return database


def content(var: Path) -> dict[str, bytes]:
    """Every file of an installation, but for what SQLite keeps while a database is open."""
    files = [path for path in var.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm"))]
    return {path.relative_to(var).as_posix(): path.read_bytes() for path in files}


def test_a_backup_of_a_newer_release_is_refused_and_nothing_is_touched(
    found: tuple[Path, Path], tmp_path: Path
) -> None:
    newer = repacked(found[1], tmp_path / "newer", copied(found, tmp_path / "copy", LATER))
    before = content(found[0])
    refused = anyue(found[0], "restore", newer, "--replace")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "备份来自更新的版本（0.0），本机的版本读不了。请先升级程序再恢复。\n"
    assert content(found[0]) == before


def test_a_backup_of_an_older_release_is_brought_up_to_date(found: tuple[Path, Path], tmp_path: Path) -> None:
    old = copied(found, tmp_path / "old")
    assert anyue(tmp_path / "old", "manage", "migrate", "audit", OLDER).returncode == 0
    with closing(sqlite3.connect(old)) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")
    fresh = tmp_path / "fresh"
    restored = anyue(fresh, "restore", repacked(found[1], tmp_path / "older", old))
    assert (restored.returncode, restored.stderr) == (0, "")
    assert "已核对文件和审计记录：没有发现问题。" in restored.stdout
    assert rows(fresh, "SELECT name FROM accounts_user") == rows(found[0], "SELECT name FROM accounts_user")
    # Entries of that release have no MAC; one that has says so.
    signed = rows(fresh, "SELECT action FROM audit_auditentry WHERE mac != '' ORDER BY id")
    assert signed == [("begin_macs",), ("restore",), ("verify_trail",)]
    assert rows(fresh, "SELECT count(*) > 0 FROM audit_auditentry WHERE mac = ''") == [(1,)]
    (tmp_path / "again").mkdir()
    shutil.copy(fresh / "audit_key", tmp_path / "again")
    assert anyue(fresh, "backup", tmp_path / "b").returncode == 0
    assert anyue(tmp_path / "again", "restore", tmp_path / "b").returncode == 0


def test_a_restore_tells_of_files_that_are_gone_and_of_a_trail_that_is_not_whole(
    found: tuple[Path, Path], tmp_path: Path
) -> None:
    database = copied(found, tmp_path / "copy", NAMED)
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("DELETE FROM audit_auditentry WHERE number = 1")
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    shutil.copy(found[0] / "audit_key", fresh)
    restored = anyue(fresh, "restore", repacked(found[1], tmp_path / "b", database))
    assert restored.returncode == 1
    assert restored.stderr.splitlines() == [
        "数据库提到的文件不在磁盘上：stored/gone",
        "第 1 号记录，第 1 批：已不在库中，被删除。",
    ]
    assert "有 2 处需要处理" in restored.stdout


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite is backed up by the program itself.")
@pytest.mark.parametrize("command", [["backup"], ["restore"]])
def test_another_database_is_left_to_its_own_tools(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if command == ["restore"]:
        (tmp_path / "b").write_bytes(b"x")
    assert main([*command, str(tmp_path / "b")]) == 2
    told = capsys.readouterr().err
    assert "pg_dump" in told
    assert "pgBackRest" in told
    assert (tmp_path / "b").exists() == (command == ["restore"])
