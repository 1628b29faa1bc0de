"""Whoever writes past the program is found out, by direct SQL on either database."""

from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from anyue.audit.actions import drop_segments
from anyue.audit.models import AuditBatch, AuditEntry
from anyue.audit.sealing import seal
from anyue.audit.verifying import last_anchor, verify
from anyue.core.errors import AnyueError
from anyue.core.trail import Kind
from tests.audit.trail import act, run_sql, sealed_trail
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def found() -> list[tuple[Kind, object, object]]:
    return [(one.kind, one.batch, one.number) for one in verify()]


@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 second'",
        "unit_id = 7",
        "action = 'sign_out'",
        "target = 'user:99'",
        "result = 'refused'",
        "reason = 'x'",
        "address = '10.0.0.9'",
        "id = 999999",
    ],
)
def test_an_edited_entry_is_found(change: str) -> None:
    sealed_trail(3, 4)
    if connection.vendor == "sqlite":
        change = change.replace("at + interval '1 second'", "datetime(at, '+1 second')")
    run_sql(f"UPDATE audit_auditentry SET {change} WHERE number = 5")  # noqa: S608  Ours.
    assert found() == [(Kind.EDITED, 2, 5)]


def test_a_removed_entry_is_found() -> None:
    sealed_trail(3, 4)
    run_sql("DELETE FROM audit_auditentry WHERE number = 7")
    assert found() == [(Kind.REMOVED, 2, 7)]


def test_an_entry_whose_number_was_taken_away_is_found_even_after_it_is_sealed_again() -> None:
    sealed_trail(3)
    run_sql("UPDATE audit_auditentry SET number = NULL WHERE number = 2")
    seal()
    assert found() == [(Kind.REMOVED, 1, 2)]


def test_entries_that_changed_places_are_found() -> None:
    sealed_trail(3)
    for old, new in ((1, 99), (3, 1), (99, 3)):
        run_sql("UPDATE audit_auditentry SET number = %s WHERE number = %s", new, old)
    assert found() == [(Kind.MOVED, 1, 1), (Kind.MOVED, 1, 3)]


@pytest.mark.parametrize("number", [-1, 0, 8, 1_000_000])
def test_an_inserted_entry_is_found(number: int) -> None:
    sealed_trail(3, 4)
    act(1)
    run_sql("UPDATE audit_auditentry SET number = %s WHERE number IS NULL", number)
    assert found() == [(Kind.INSERTED, None, number)]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("sealed_at = '2020-01-01 00:00:00+00'", Kind.BATCH_EDITED),
        ("suite = 'national'", Kind.BATCH_EDITED),
        ("suite = 'none'", Kind.BATCH_UNREADABLE),
        ("root = 'zz'", Kind.BATCH_UNREADABLE),
        ("digest = previous", Kind.BATCH_EDITED),
        ("leaves = previous_leaves", Kind.LEAVES_EDITED),
        ("dropped_at = sealed_at", Kind.DROPPED_UNSAID),
    ],
)
def test_an_edited_batch_is_found(change: str, kind: Kind) -> None:
    sealed_trail(3, 4)
    if "previous_leaves" in change:
        change = "leaves = (SELECT leaves FROM audit_auditbatch WHERE number = 1)"
    run_sql(f"UPDATE audit_auditbatch SET {change} WHERE number = 2")  # noqa: S608  Ours.
    assert found()[0] == (kind, 2, None)


def test_a_removed_batch_is_found() -> None:
    sealed_trail(1, 1, 1)
    run_sql("DELETE FROM audit_auditbatch WHERE number = 2")
    assert found() == [(Kind.BATCH_REMOVED, 2, None), (Kind.INSERTED, None, 2)]


def test_a_trail_cut_short_is_found_by_its_anchor() -> None:
    sealed_trail(1, 1, 1)
    anchor = last_anchor()
    assert anchor is not None
    assert list(verify([anchor])) == []
    run_sql("DELETE FROM audit_auditentry WHERE number = 3")
    run_sql("DELETE FROM audit_auditbatch WHERE number = 3")
    assert list(verify()) == []
    assert [(one.kind, one.batch) for one in verify([anchor])] == [(Kind.BATCH_REMOVED, 3)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite stores anything in any column.")
@pytest.mark.parametrize(
    ("change", "kind", "number"),
    [
        ("at = 'yesterday'", Kind.EDITED, 2),
        ("at = '2026-13-45 00:00:00'", Kind.EDITED, 2),
        ("unit_id = 'town'", Kind.EDITED, 2),
        ("target = x'ff00'", Kind.EDITED, 2),
        ("number = 'two'", Kind.INSERTED, "two"),
        ("number = 2.5", Kind.INSERTED, 2.5),
    ],
)
def test_what_no_column_should_hold_is_found(change: str, kind: Kind, number: object) -> None:
    sealed_trail(3)
    run_sql(f"UPDATE audit_auditentry SET {change} WHERE number = 2")  # noqa: S608  Ours.
    assert (kind, number) in [(one.kind, one.number) for one in verify()]


def test_what_is_past_its_retention_can_be_dropped(settings: Settings) -> None:
    sealed_trail(2, 3)
    settings.ANYUE_NOW = NOW + timedelta(days=100)
    sealed_trail(4)
    settings.ANYUE_NOW = NOW + timedelta(days=200)
    with pytest.raises(AnyueError) as refused:
        drop_segments(before=NOW + timedelta(days=30), by=None)
    assert refused.value.code == "trail_kept"
    assert drop_segments(before=NOW + timedelta(days=1), by=None) == (2, 5)
    assert drop_segments(before=NOW + timedelta(days=1), by=None) == (0, 0)
    seal()
    assert list(verify()) == []
    assert list(AuditEntry.objects.order_by("number").values_list("number", "action")) == [
        *((number, "sign_in") for number in range(6, 10)),
        (10, "drop_segments"),
    ]
    run_sql("UPDATE audit_auditbatch SET dropped_at = sealed_at WHERE number = 3")
    assert found()[0] == (Kind.DROPPED_UNSAID, 3, None)
    assert AuditBatch.objects.count() == 4
