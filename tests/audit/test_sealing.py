"""The sealer numbers what is committed, whatever happens beside it."""

from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from anyue.audit.actions import write_entry
from anyue.audit.models import AuditBatch, AuditEntry
from anyue.audit.sealing import seal
from anyue.audit.verifying import unsealed_tail, verify
from anyue.core.algorithms import Suite
from tests.audit.trail import act
from tests.race import at_once


def numbers() -> list[int | None]:
    return list(AuditEntry.objects.order_by("pk").values_list("number", flat=True))


@pytest.mark.django_db
def test_entries_get_numbers_in_batches() -> None:
    act(5)
    assert (seal(limit=2), numbers()) == (5, [1, 2, 3, 4, 5])
    act(1)
    assert (seal(), seal(), numbers()) == (1, 0, [1, 2, 3, 4, 5, 6])
    batches = AuditBatch.objects.values_list("number", "first", "count")
    assert list(batches) == [(1, 1, 2), (2, 3, 2), (3, 5, 1), (4, 6, 1)]
    assert (list(verify()), unsealed_tail().count) == ([], 0)


@pytest.mark.django_db
def test_a_batch_costs_the_same_statements_whatever_its_size() -> None:
    act(3)
    with CaptureQueriesContext(connection) as few:
        seal()
    act(60)
    with CaptureQueriesContext(connection) as many:
        seal()
    assert len(few) == len(many)


@pytest.mark.django_db
def test_a_changed_suite_goes_on_from_the_other(settings: Settings) -> None:
    for suite in (Suite.INTERNATIONAL, Suite.NATIONAL, Suite.INTERNATIONAL):
        settings.ALGORITHMS = suite
        act(2)
        seal()
    assert list(AuditBatch.objects.values_list("suite", flat=True)) == [
        "international",
        "national",
        "international",
    ]
    assert list(verify()) == []


@pytest.mark.django_db
def test_an_entry_is_never_changed_or_removed() -> None:
    act(1)
    entry = AuditEntry.objects.get()
    for forbidden in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(TypeError):
            forbidden()
    with pytest.raises(TypeError):
        AuditEntry.objects.update(reason="")


@pytest.mark.django_db
def test_a_reason_is_a_code_and_never_words_of_people() -> None:
    with pytest.raises(ValueError, match="code"):
        write_entry("sign_in", by=None, on="user:1", reason="张三的申请")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time.")
def test_an_entry_that_commits_late_goes_to_a_later_batch() -> None:
    written, commit = Event(), Event()

    def slow_writer() -> None:
        with transaction.atomic():
            act(1)
            written.set()
            commit.wait(30)
        connections.close_all()

    writer = Thread(target=slow_writer)
    writer.start()
    written.wait(30)
    act(2)
    assert seal() == 2
    commit.set()
    writer.join(30)
    assert seal() == 1
    assert numbers() == [3, 1, 2]
    assert list(verify()) == []


@pytest.mark.django_db(transaction=True)
def test_sealers_and_writers_at_once_leave_one_whole_chain() -> None:
    def write() -> None:
        for _ in range(20):
            act(1)

    def keep_sealing() -> None:
        for _ in range(10):
            seal(limit=3)

    assert at_once(write, keep_sealing, write, keep_sealing) == [None] * 4
    seal()
    assert sorted(number or 0 for number in numbers()) == list(range(1, 41))
    assert list(verify()) == []


@pytest.mark.django_db(transaction=True)
def test_a_crash_in_the_middle_leaves_nothing_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    act(3)

    def crash(*_arguments: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("anyue.audit.models.AuditEntryQuerySet.give_numbers", crash)
        with pytest.raises(KeyboardInterrupt):
            seal()
    assert (AuditBatch.objects.count(), numbers()) == (0, [None, None, None])
    assert seal() == 3
