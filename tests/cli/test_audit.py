"""`anyue audit`, as an operator runs it."""

import pytest

from anyue.audit.models import AuditBatch
from anyue.cli.main import main
from anyue.core.trail import read_anchor
from tests.audit.trail import act, run_sql, sealed_trail

pytestmark = pytest.mark.django_db


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    status = main(["audit", *argv])
    printed = capsys.readouterr()
    return status, printed.out + printed.err


def test_sealing_and_verifying(capsys: pytest.CaptureFixture[str]) -> None:
    act(3)
    assert told(capsys, "seal") == (0, "已封存 3 条审计记录。\n")
    act(2)
    status, words = told(capsys, "verify")
    assert status == 0
    assert words == "已核对到第 1 批。没有发现改动。\n另有 2 条还没有封存，最早的一条在 0 秒前。\n"


def test_a_broken_trail_is_told_by_words_and_status(capsys: pytest.CaptureFixture[str]) -> None:
    sealed_trail(3)
    run_sql("DELETE FROM audit_auditentry WHERE number = 2")
    expected = "第 2 号记录，第 1 批：已不在库中，被删除。\n已核对到第 1 批。发现 1 处问题。\n"
    assert told(capsys, "verify") == (1, expected)


def test_a_printed_anchor_finds_a_trail_that_was_cut(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "anchor")[0] == 1
    sealed_trail(1, 1)
    status, words = told(capsys, "anchor", "--qr")
    printed = words.splitlines()[1]
    assert (status, read_anchor(printed).batch) == (0, 2)
    assert told(capsys, "verify", "--anchor", printed)[0] == 0
    assert told(capsys, "verify", "--anchor", printed[:-1])[0] == 2
    run_sql("DELETE FROM audit_auditentry WHERE number = 2")
    run_sql("DELETE FROM audit_auditbatch WHERE number = 2")
    assert told(capsys, "verify")[0] == 0
    assert told(capsys, "verify", "--anchor", printed)[0] == 1


def test_nothing_within_its_retention_is_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    sealed_trail(2)
    status, words = told(capsys, "drop", "--before", "2026-06-01")
    assert (status, "至少保存 6 个月" in words) == (2, True)
    assert AuditBatch.objects.filter(dropped_at__isnull=True).count() == 1
    assert told(capsys, "drop", "--before", "2025-12-01")[0] == 0


@pytest.mark.parametrize("argv", [[], ["--help"]])
def test_help_lists_the_commands(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, words = told(capsys, *argv)
    assert status == 0
    assert all(command in words for command in ("seal", "verify", "anchor", "drop"))


def test_an_unknown_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "burn")[0] == 2
