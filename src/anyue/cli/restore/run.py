"""Restores a backup: reads it to its end beside what is there, brings it up to date, then changes places."""

import secrets
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from anyue import clock
from anyue.accounts.models import OneTimeKey, Session
from anyue.audit.actions import note_restore, note_verification
from anyue.audit.verifying import last_anchor
from anyue.cli.backup import database
from anyue.cli.backup.manifest import AUDIT_KEY, DATABASE, FILES, KEYS, Manifest
from anyue.cli.backup.read import read_backup
from anyue.cli.os_words import WRITING, os_words
from anyue.cli.restore.proof import broken_files, wrong_with_trail
from anyue.cli.restore.swap import change_places
from anyue.core import errors
from anyue.core.errors import AnyueError, backups
from anyue.core.key_files import keys_in
from anyue.orgs.models import Invitation
from anyue.tokens.models import Token


def restore_backup(
    path: Path, *, passphrase: str | None = None, may_replace: bool = False
) -> tuple[Manifest, Path | None]:
    """Put a backup in place; what it says of itself, and where the old data is kept, if there were any.

    Nothing is touched before all of the backup was read, found right and brought up to date.

    Raises:
        AnyueError: the program runs or is in use, the backup is not whole or newer than the program.
    """
    if connection.vendor != "sqlite":
        raise AnyueError(backups.NOT_HERE)
    live = Path(settings.DATABASES["default"]["NAME"]).resolve()
    if live != settings.VAR / DATABASE:
        raise AnyueError(backups.RESTORE_ELSEWHERE, name=live)
    connection.close()
    if _is_used(live) and not may_replace:
        raise AnyueError(backups.RESTORE_USED)
    staged = settings.VAR / f".restore-{secrets.token_hex(4)}"
    try:
        staged.mkdir(mode=0o700)
        told = _stage(path, passphrase, staged)
        # Last, so that nobody who comes in meanwhile loses what they wrote.
        _stop_unless_alone(live)
    except BaseException as error:
        shutil.rmtree(staged, ignore_errors=True)
        if isinstance(error, OSError):
            why = os_words(error, WRITING)
            raise AnyueError(errors.FILE_UNWRITABLE, name=staged, why=why) from error
        raise
    aside = settings.VAR / f"before-restore-{clock.now():%Y%m%d-%H%M%S}-{staged.name[-8:]}"
    change_places(settings.VAR, staged, aside)
    # What was ended or used up since the backup must open nothing again.
    Session.objects.all().delete()
    OneTimeKey.objects.all().delete()
    Invitation.objects.all().delete()
    Token.objects.filter(expires_at__gt=clock.now()).update(expires_at=clock.now())
    note_restore(by=None)
    return told, aside if aside.exists() else None


def prove() -> list[str]:
    """What is not as it should be with the files and the trail that are in place now; it goes on the trail.

    Without the keys of the trail nobody can tell whose its entries are, which is said as well.
    """
    trail = wrong_with_trail()
    last = last_anchor()
    note_verification(batch=last.batch if last else 0, wrong=len(trail), by=None)
    return [*broken_files(settings.VAR / DATABASE), *trail]


def _stage(path: Path, passphrase: str | None, staged: Path) -> Manifest:
    """Write a backup out into a folder and bring its database up to date."""
    told = read_backup(path, passphrase, into=staged)
    _take_keys(staged)
    copy = staged / DATABASE
    if not copy.exists() or database.faults(copy) or database.counts(copy) != told.counts:
        raise AnyueError(backups.BROKEN, name=path)
    known = {(app, name) for app, name in MigrationLoader(None).disk_migrations}
    own = {app for app, _ in known}
    seen = {(app, name) for app, names in database.migrations(copy).items() for name in names if app in own}
    if seen - known:
        raise AnyueError(backups.RESTORE_NEWER, version=told.version)
    _migrate(copy)
    (staged / FILES).mkdir(mode=0o700, exist_ok=True)
    return told


def _take_keys(staged: Path) -> None:
    """Put the keys of a backup in their place, and sign what goes on its trail from now on with its own."""
    keys = staged / KEYS
    if not keys.exists():
        return
    for key in sorted(keys.iterdir()):
        key.rename(staged / key.name)
    keys.rmdir()
    live, new = settings.VAR / AUDIT_KEY, staged / AUDIT_KEY
    # Keys of the environment stand over those of files, before and after.
    if new.exists() and live.exists() and keys_in(live) == settings.AUDIT_KEYS:
        settings.AUDIT_KEYS = keys_in(new)


def _migrate(copy: Path) -> None:
    """Run what migrations the copy lacks, on the copy."""
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(copy)
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name


def _is_used(live: Path) -> bool:
    """Whether anybody has an account there."""
    if not live.exists():
        return False
    with closing(sqlite3.connect(live)) as opened:
        try:
            return bool(opened.execute("SELECT 1 FROM accounts_user LIMIT 1").fetchone())
        except sqlite3.OperationalError:
            return False


def _stop_unless_alone(live: Path) -> None:
    """Fold the journal into the database, which SQLite does only for who has it to himself."""
    if not live.exists():
        return
    with closing(sqlite3.connect(live, timeout=0)) as opened:
        try:
            opened.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError as busy:
            raise AnyueError(backups.RESTORE_RUNNING) from busy
