"""An entry that somebody writes past the program is named, sealed or not; so is a copy of a genuine one."""

import secrets
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import Settings

from anyue.audit.macs import BEGIN
from anyue.audit.models import AuditEntry
from anyue.audit.sealing import seal
from anyue.audit.verifying import verify
from anyue.cli.main import main
from anyue.core.algorithms import Suite
from anyue.core.trail import Kind
from tests.audit.trail import act, run_sql, sealed_trail

pytestmark = pytest.mark.django_db
COLUMNS = "at, by_id, unit_id, action, target, result, reason, address, mac"
FORGED = (
    f"INSERT INTO audit_auditentry ({COLUMNS})"  # noqa: S608  Ours.
    " VALUES ('2026-06-05 01:00:00+00', NULL, NULL, 'sign_in', 'user:1', 'done', '', '', '')"
)
COPY = (
    f"INSERT INTO audit_auditentry ({COLUMNS})"  # noqa: S608  Ours.
    f" SELECT {COLUMNS} FROM audit_auditentry WHERE id = (SELECT min(id) FROM audit_auditentry)"
)


def found() -> list[tuple[Kind, object]]:
    return [(one.kind, one.number) for one in verify()]


def new_key() -> bytes:
    return secrets.token_bytes(40)


def last_key() -> int:
    return AuditEntry.objects.order_by("-pk").values_list("pk", flat=True)[0]


@pytest.mark.parametrize("suite", list(Suite))
def test_an_entry_written_before_the_sealer_comes_is_named_at_once_and_for_ever(
    suite: Suite, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ALGORITHMS = suite
    sealed_trail(2)
    run_sql(FORGED)
    key = last_key()
    act(1)
    assert [(one.kind, one.number, one.key) for one in verify()] == [(Kind.FORGED, None, key)]
    assert main(["audit", "verify"]) == 1
    assert f"尚未封存的记录（标识 {key}）：没有有效的鉴别码，是在程序之外写入的。" in capsys.readouterr().out
    seal()
    assert found() == [(Kind.FORGED, 3)]
    told = AuditEntry.objects.get(action="find_forged_entries")
    assert (told.target, told.reason, told.by_id) == (f"auditentry:{key}", "count=1", None)
    run_sql(f"DELETE FROM audit_auditentry WHERE id = {key}")  # noqa: S608  Ours.
    assert found() == [(Kind.REMOVED, 3)]


def test_a_genuine_trail_gives_nothing_under_any_suite_and_key(settings: Settings) -> None:
    for suite in (*Suite, *Suite):
        settings.ALGORITHMS = suite
        settings.AUDIT_KEYS = (new_key(), *settings.AUDIT_KEYS)
        sealed_trail(2)
    act(2)
    assert found() == []
    assert not AuditEntry.objects.filter(action="find_forged_entries").exists()


@pytest.mark.parametrize("is_sealed", [False, True])
def test_an_entry_changed_before_it_is_sealed_is_named(*, is_sealed: bool) -> None:
    act(3)
    run_sql("UPDATE audit_auditentry SET target = 'user:99' WHERE target = 'user:1'")
    if is_sealed:
        seal()
    assert found() == [(Kind.FORGED, 2 if is_sealed else None)]


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_copy_of_a_genuine_entry_is_named(*, is_sealed: bool) -> None:
    sealed_trail(2)
    run_sql(COPY)
    if is_sealed:
        seal()
    assert found() == [(Kind.COPIED, 3 if is_sealed else None)]


def test_a_key_not_at_hand_is_told_once_and_one_that_was_changed_signs_nothing_more(
    settings: Settings,
) -> None:
    old, new = new_key(), new_key()
    settings.AUDIT_KEYS = (old,)
    sealed_trail(3)
    settings.AUDIT_KEYS = (new, old)
    sealed_trail(1)
    settings.AUDIT_KEYS = (old, new)
    sealed_trail(1)
    settings.AUDIT_KEYS = (new, old)
    assert found() == [(Kind.KEY_RETIRED, 5)]
    settings.AUDIT_KEYS = (new,)
    assert found() == [(Kind.KEY_MISSING, 1)]


def test_what_was_written_before_there_were_macs_is_believed_up_to_what_a_signed_entry_says() -> None:
    sealed_trail(2)
    run_sql("UPDATE audit_auditentry SET mac = ''")
    run_sql(FORGED)
    assert found() == [(Kind.FORGED, 1), (Kind.FORGED, 2), (Kind.FORGED, None)]
    run_sql("DELETE FROM audit_auditentry WHERE number IS NULL")
    step = import_module("anyue.audit.migrations.0003_entry_macs")
    step.sign_beginning(apps, connection.schema_editor())
    seal()
    assert found() == []
    assert AuditEntry.objects.get(action=BEGIN).number == 3
    run_sql(FORGED.replace("'sign_in', 'user:1'", f"'{BEGIN}', 'auditentry:99999'"))
    assert found() == [(Kind.FORGED, None)]
    seal()
    assert found() == [(Kind.FORGED, 4)]


def test_a_dropping_that_somebody_else_wrote_down_is_not_believed() -> None:
    sealed_trail(2, 2)
    run_sql(FORGED)
    run_sql("UPDATE audit_auditentry SET action = 'drop_segments', target = 'auditbatch:1' WHERE mac = ''")
    run_sql("UPDATE audit_auditbatch SET dropped_at = sealed_at WHERE number = 1")
    run_sql("DELETE FROM audit_auditentry WHERE number < 3")
    assert found() == [(Kind.DROPPED_UNSAID, None), (Kind.FORGED, None)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite stores anything in any column.")
@pytest.mark.parametrize("change", ["at = 'yesterday'", "target = x'ff00'", "mac = 7"])
def test_what_can_not_be_read_keeps_nobody_from_sealing(change: str) -> None:
    act(1)
    run_sql(FORGED)
    key = last_key()
    run_sql(f"UPDATE audit_auditentry SET {change} WHERE id = {key}")  # noqa: S608  Ours.
    act(1)
    seal()
    assert AuditEntry.objects.filter(number__isnull=False).values("pk").count() >= 2
    assert [(one.kind, one.key) for one in verify()] == [(Kind.FORGED, key)]
