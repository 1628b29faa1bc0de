"""`anyue doctor` names what is unsafe, and only that."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from anyue.accounts.actions import make_administrator
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.audit.actions import note_backup, write_entry
from anyue.cli.doctor import data, machine
from anyue.cli.doctor import settings as of_settings
from anyue.cli.doctor.checks import CHECKS
from anyue.cli.doctor.finding import Check, Weight
from anyue.cli.main import main
from tests.accounts.phone import enrol
from tests.cast import PASSWORD

OPEN = ["anyue.example.gov.cn"]


def weights(check: Check) -> list[Weight]:
    return [finding.weight for finding in check()]


@pytest.fixture(autouse=True)
def real_time(settings: Settings) -> None:
    settings.ANYUE_NOW = None
    settings.ALLOWED_HOSTS = ["127.0.0.1"]


@pytest.mark.parametrize(
    ("check", "setting", "bad", "good"),
    [
        (of_settings.check_hosts, "ALLOWED_HOSTS", ["*"], OPEN),
        (of_settings.check_hosts, "ALLOWED_HOSTS", [".gov.cn"], ["127.0.0.1"]),
        (of_settings.check_https, "ALLOWED_HOSTS", OPEN, ["127.0.0.1", "localhost", "[::1]"]),
        (of_settings.check_clock, "ANYUE_NOW", timezone.now(), None),
    ],
)
def test_setting_is_judged(check: Check, setting: str, bad: object, good: object, settings: Settings) -> None:
    settings.HTTPS = False
    setattr(settings, setting, bad)
    assert weights(check) == [Weight.SERIOUS]
    setattr(settings, setting, good)
    assert weights(check) == []


def test_debugging_is_serious_only_where_others_can_see_it(settings: Settings) -> None:
    assert weights(of_settings.check_debug) == []
    settings.DEBUG = True
    assert weights(of_settings.check_debug) == [Weight.WARNING]
    settings.ALLOWED_HOSTS = OPEN
    assert weights(of_settings.check_debug) == [Weight.SERIOUS]


def test_a_key_that_others_can_read_is_found(tmp_path: Path, settings: Settings) -> None:
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    (tmp_path / "secret_key").write_text("k")
    (tmp_path / "secret_key").chmod(0o644)
    tmp_path.chmod(0o755)
    assert weights(machine.check_private_files) == [Weight.SERIOUS]
    (tmp_path / "secret_key").chmod(0o600)
    assert weights(machine.check_private_files) == []
    (tmp_path / "secret_key").chmod(0o644)
    tmp_path.chmod(0o700)
    assert weights(machine.check_private_files) == []


@pytest.mark.django_db
def test_missing_administrators_are_serious_only_beyond_this_machine(settings: Settings) -> None:
    assert weights(data.check_administrators) == [Weight.HINT]
    settings.ALLOWED_HOSTS = OPEN
    assert weights(data.check_administrators) == [Weight.SERIOUS]
    for kind in ("system", "security", "audit"):
        User(account=kind, name=kind, administers=kind).save()
    assert weights(data.check_administrators) == []


@pytest.mark.django_db
def test_an_administrator_without_a_second_factor_is_found_beyond_this_machine(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    user = make_administrator(
        account="xitong", name="系统", password=PASSWORD, kind=AdministratorKind.SYSTEM, by=None
    )
    assert weights(data.check_second_factors) == []
    settings.ALLOWED_HOSTS = OPEN
    assert ["ANYUE_SECOND_FACTOR" in found.what_to_do for found in data.check_second_factors()] == [True]
    settings.SECOND_FACTOR_REQUIRED = True
    assert ["xitong" in found.what for found in data.check_second_factors()] == [True]
    enrol(user)
    assert weights(data.check_second_factors) == []


@pytest.mark.django_db
def test_one_person_in_two_posts_is_found_but_in_a_single_office(settings: Settings) -> None:
    settings.SINGLE_OFFICE = False
    for account, name, kind in (
        ("xitong", "周宁", "system"),
        ("anquan", "吴安", "security"),
        ("shenji", "审计管理员", "audit"),
        ("shenji2", "审计管理员", "audit"),
        ("banshi", "郑平", ""),
        ("banshi2", "郑平", ""),
    ):
        User(account=account, name=name, administers=kind).save()
    assert weights(data.check_posts) == []
    User(account="shenji3", name="周宁", administers="audit").save()
    User(account="wuan", name="吴安").save()
    told = [found.what for found in data.check_posts()]
    assert told == ["“吴安”同时是安全管理员、经办账号。", "“周宁”同时是审计管理员、系统管理员。"]
    settings.SINGLE_OFFICE = True
    assert weights(data.check_posts) == []


def test_keys_beside_backups_and_the_database_are_found(tmp_path: Path, settings: Settings) -> None:
    settings.VAR = tmp_path
    (tmp_path / "anyue.sqlite3").touch()
    assert weights(machine.check_keys) == []
    (tmp_path / "mobile_key").write_text("k")
    assert weights(machine.check_keys) == [Weight.HINT]
    settings.ALLOWED_HOSTS = OPEN
    assert weights(machine.check_keys) == [Weight.WARNING]
    (tmp_path / "anyue.sqlite3").unlink()
    (tmp_path / "daily").mkdir()
    (tmp_path / "daily" / "1.backup").touch()
    assert weights(machine.check_keys) == [Weight.SERIOUS]


@pytest.mark.django_db
def test_a_missing_and_an_old_backup_are_found(settings: Settings) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Backups of PostgreSQL are made by its own tools.")
    assert weights(data.check_backups) == []
    User(account="a", name="a").save()
    assert weights(data.check_backups) == [Weight.WARNING]
    settings.ANYUE_NOW = timezone.now() - timedelta(days=30)
    note_backup(files=1, is_encrypted=False, by=None)
    assert weights(data.check_backups) == [Weight.WARNING]
    settings.ANYUE_NOW = None
    note_backup(files=1, is_encrypted=False, by=None)
    assert weights(data.check_backups) == []


@pytest.mark.django_db
def test_an_old_tail_is_found(settings: Settings) -> None:
    write_entry("sign_in", by=None, on="user:1")
    assert weights(data.check_tail) == []
    settings.ANYUE_NOW = timezone.now() - timedelta(hours=1)
    write_entry("sign_in", by=None, on="user:1")
    assert weights(data.check_tail) == [Weight.WARNING]


@pytest.mark.django_db
def test_status_follows_what_is_serious(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The others judge the very machine that the tests run on.
    only = [check for check in CHECKS if check is of_settings.check_clock]
    monkeypatch.setattr("anyue.cli.doctor.checks.CHECKS", only)
    assert main(["doctor"]) == 0
    settings.ANYUE_NOW = timezone.now()
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "【严重】时间固定在" in told
    assert told.endswith("1 处严重，0 处需要留意。\n")
