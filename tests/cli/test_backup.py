"""Backup and restore of a whole installation, by the commands as an operator runs them."""

import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from anyue.cli.backup.manifest import is_safe
from anyue.cli.backup.read import read_backup
from anyue.cli.restore.swap import change_places, finish_change
from anyue.core.algorithms import Suite
from anyue.core.errors import AnyueError
from anyue.core.whole_file import sink

PASSPHRASE = "correct horse battery"


def anyue(var: Path, *argv: object) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ANYUE_")}
    environment |= {"ANYUE_VAR": str(var), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "anyue.cli.main", *map(str, argv)]
    return subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with the demonstration in it."""
    var = tmp_path_factory.mktemp("home")
    assert anyue(var, "demo").returncode == 0
    return var


@pytest.fixture(scope="module")
def passphrase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("secret") / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return file


def rows(var: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(var / "anyue.sqlite3")) as opened:
        return opened.execute(statement).fetchall()


def stored(var: Path) -> dict[str, bytes]:
    files = var / "files"
    return {
        path.relative_to(files).as_posix(): path.read_bytes() for path in files.rglob("*") if path.is_file()
    }


def with_key_of(home: Path, var: Path) -> Path:
    """The place of a new installation, to which the key of the trail was brought."""
    var.mkdir()
    shutil.copy(home / "audit_key", var)
    return var


PAIR = (
    "INSERT INTO notify_message (unit_id, text, url, posted_at)"
    " SELECT min(id), '甲', '/', '2026-06-05 01:00:00' FROM orgs_unit"
)


def keep_writing(var: Path, stop: Event) -> None:
    with closing(sqlite3.connect(var / "anyue.sqlite3", timeout=30)) as opened:
        while not stop.wait(0.005):
            with opened:
                opened.execute(PAIR)
                opened.execute(PAIR)


def test_backup_while_people_write_restores_to_a_moment_in_between(home: Path, tmp_path: Path) -> None:
    before = int(str(rows(home, "SELECT count(*) FROM notify_message")[0][0]))
    stop = Event()
    writers = [Thread(target=keep_writing, args=(home, stop)) for _ in range(2)]
    for writer in writers:
        writer.start()
    made = anyue(home, "backup", tmp_path / "one.backup")
    stop.set()
    for writer in writers:
        writer.join(30)
    assert (made.returncode, made.stderr) == (0, "")
    fresh = tmp_path / "fresh"
    restored = anyue(fresh, "restore", tmp_path / "one.backup")
    # Its keys are kept elsewhere; without them nobody can tell whose the entries are.
    assert (restored.returncode, restored.stderr.count("密钥不在手边")) == (1, 1)
    count = int(str(rows(fresh, "SELECT count(*) FROM notify_message")[0][0]))
    assert count > before
    assert (count - before) % 2 == 0
    assert stored(fresh) == stored(home)
    assert rows(fresh, "SELECT * FROM reports_report") == rows(home, "SELECT * FROM reports_report")
    assert anyue(fresh, "audit", "seal").returncode == 0
    own = (fresh / "audit_key").read_text()
    (fresh / "audit_key").write_text(own + "\n" + (home / "audit_key").read_text())
    assert anyue(fresh, "audit", "verify").returncode == 0
    assert rows(home, "SELECT count(*) FROM audit_auditentry WHERE action = 'back_up'") == [(1,)]


def test_a_used_installation_is_replaced_only_when_told_and_kept_aside(home: Path, tmp_path: Path) -> None:
    assert anyue(home, "backup", tmp_path / "b").returncode == 0
    other = with_key_of(home, tmp_path / "other")
    assert anyue(other, "restore", tmp_path / "b").returncode == 0
    with closing(sqlite3.connect(other / "anyue.sqlite3")) as opened, opened:
        opened.execute("UPDATE accounts_user SET password = 'another'")
    accounts = rows(other, "SELECT password FROM accounts_user")
    refused = anyue(other, "restore", tmp_path / "b")
    assert (refused.returncode, "--replace" in refused.stderr) == (2, True)
    assert rows(other, "SELECT password FROM accounts_user") == accounts
    assert anyue(other, "restore", tmp_path / "b", "--replace").returncode == 0
    assert rows(other, "SELECT password FROM accounts_user") == rows(
        home, "SELECT password FROM accounts_user"
    )
    (aside,) = [one for one in other.glob("before-restore-*") if (one / "anyue.sqlite3").exists()]
    assert rows(aside, "SELECT password FROM accounts_user") == accounts
    assert not [*other.glob(".restore-*"), *other.glob("restore.json*")]


def test_what_was_handed_out_before_a_backup_opens_nothing_after_its_restore(
    home: Path, tmp_path: Path
) -> None:
    member, user = rows(home, "SELECT id, user_id FROM orgs_membership ORDER BY id")[0]
    with closing(sqlite3.connect(home / "anyue.sqlite3")) as opened, opened:
        opened.execute(
            "INSERT OR REPLACE INTO accounts_onetimekey (user_id, digest, expires_at) VALUES (?, 'd', ?)",
            (user, "2099-01-01 00:00:00"),
        )
        opened.execute(
            "INSERT INTO tokens_token (membership_id, name, scopes, digest, series, made_at, expires_at)"
            " VALUES (?, '甲', '[]', 'd', 0, '2026-06-01 00:00:00', '2099-01-01 00:00:00')",
            (member,),
        )
    assert anyue(home, "backup", tmp_path / "b").returncode == 0
    assert anyue(with_key_of(home, tmp_path / "new"), "restore", tmp_path / "b").returncode == 0
    assert rows(tmp_path / "new", "SELECT count(*) FROM accounts_onetimekey") == [(0,)]
    assert rows(tmp_path / "new", "SELECT count(*) FROM tokens_token WHERE expires_at > '2098-01-01'") == [
        (0,)
    ]


def test_an_installation_in_use_is_left_alone(home: Path, tmp_path: Path) -> None:
    assert anyue(home, "backup", tmp_path / "b").returncode == 0
    with closing(sqlite3.connect(home / "anyue.sqlite3")) as in_use:
        in_use.execute("SELECT count(*) FROM accounts_user").fetchone()
        refused = anyue(home, "restore", tmp_path / "b", "--replace")
    assert (refused.returncode, "先停止" in refused.stderr) == (2, True)
    assert not [*home.glob("before-restore-*"), *home.glob(".restore-*")]


def test_keys_travel_only_encrypted(home: Path, passphrase: Path, tmp_path: Path) -> None:
    assert anyue(home, "backup", tmp_path / "open", "--with-keys").returncode == 2
    made = anyue(home, "backup", tmp_path / "b", "--with-keys", "--passphrase-file", passphrase)
    assert made.returncode == 0
    key = (home / "secret_key").read_bytes()
    assert key not in (tmp_path / "b").read_bytes()
    fresh = tmp_path / "fresh"
    assert anyue(fresh, "restore", tmp_path / "b").returncode == 2
    assert anyue(fresh, "restore", tmp_path / "b", "--passphrase-file", passphrase).returncode == 0
    assert (fresh / "secret_key").read_bytes() == key
    assert (fresh / "secret_key").stat().st_mode & 0o077 == 0
    assert anyue(fresh, "audit", "verify").returncode == 0


def test_a_name_that_is_taken_is_not_overwritten(home: Path, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("mine")
    assert anyue(home, "backup", tmp_path / "b").returncode == 2
    assert (tmp_path / "b").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_lost_file_is_told_and_the_rest_is_saved(home: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home / "anyue.sqlite3")) as opened, opened:
        opened.execute("UPDATE campaigns_noticefile SET content = content || 'x' WHERE id = 1")
    made = anyue(home, "backup", tmp_path / "b")
    with closing(sqlite3.connect(home / "anyue.sqlite3")) as opened, opened:
        opened.execute("UPDATE campaigns_noticefile SET content = rtrim(content, 'x') WHERE id = 1")
    assert (made.returncode, "不在磁盘上" in made.stderr) == (1, True)
    assert len(read_backup(tmp_path / "b", None).missing) == 1


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_a_changed_byte_or_a_missing_end_is_refused(
    home: Path, passphrase: Path, tmp_path: Path, *, is_encrypted: bool
) -> None:
    file = tmp_path / "b"
    options = ["--passphrase-file", passphrase] if is_encrypted else []
    assert anyue(home, "backup", file, *options).returncode == 0
    whole, word = file.read_bytes(), PASSPHRASE if is_encrypted else None
    read_backup(file, word)
    size = len(whole)
    places = [0, 20, 40, 600, size // 3, size // 2, size - 700, size - 60, size - 40, size - 1]
    for place in places:
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(AnyueError, match="不是完整的备份"):
            read_backup(file, word)
    for length in (0, 10, 100, size // 2, size - 1):
        file.write_bytes(whole[:length])
        with pytest.raises(AnyueError, match="不是完整的备份"):
            read_backup(file, word)


@pytest.mark.parametrize(
    "name", ["../evil", "files/../../evil", "/etc/evil", "files//evil", "files/./evil", "evil"]
)
def test_a_name_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    assert not is_safe(name)
    with (tmp_path / "b").open("wb") as file:
        whole = sink(file, Suite.INTERNATIONAL, None)
        with tarfile.open(fileobj=whole, mode="w|") as tar:  # type: ignore[call-overload]  # It only writes.
            info = tarfile.TarInfo(name)
            info.size = 4
            tar.addfile(info, io.BytesIO(b"evil"))
        whole.finish()
    (tmp_path / "in").mkdir()
    with pytest.raises(AnyueError, match="不是完整的备份"):
        read_backup(tmp_path / "b", None, tmp_path / "in")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["b", "in"]


@pytest.mark.parametrize("moves", range(5))
def test_a_change_of_places_that_was_cut_short_is_ended(
    moves: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged = tmp_path / "staged"
    for folder, content in ((staged, "new"), (tmp_path, "old")):
        folder.mkdir(exist_ok=True)
        for name in ("a", "b"):
            (folder / name).write_text(content)
    rename, left = Path.rename, iter(range(moves))

    def cut_short(path: Path, to: Path) -> Path:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return rename(path, to)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", cut_short)
        if moves < 4:
            with pytest.raises(KeyboardInterrupt):
                change_places(tmp_path, staged, tmp_path / "aside")
        else:
            change_places(tmp_path, staged, tmp_path / "aside")
    finish_change(tmp_path)
    finish_change(tmp_path)
    assert [(tmp_path / name).read_text() for name in ("a", "b")] == ["new", "new"]
    assert [(tmp_path / "aside" / name).read_text() for name in ("a", "b")] == ["old", "old"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "aside", "b"]
