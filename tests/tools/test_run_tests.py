from pathlib import Path

import pytest

from tools import run_tests


def test_a_corpus_without_notices_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ANYUE_CORPUS", str(tmp_path))
    assert run_tests.missing_corpus() == f"outside notices: ANYUE_CORPUS={tmp_path} holds no folder notices/"
    (tmp_path / "notices").mkdir()
    assert run_tests.missing_corpus() is None


def test_an_unset_corpus_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANYUE_CORPUS", raising=False)
    assert (
        run_tests.missing_corpus()
        == "outside notices: ANYUE_CORPUS is not set (a folder that holds notices/)"
    )


def test_no_chromium_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ANYUE_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (run_tests.missing_chromium() or "").startswith("browser journeys: no Chromium on PATH")


def test_a_silent_postgres_is_named() -> None:
    # Port 9 is the discard service, which no machine of ours runs.
    said = run_tests.missing_postgres("postgresql://nobody@127.0.0.1:9/none")
    assert (said or "").startswith(
        "everything on PostgreSQL: none answers (ANYUE_TEST_POSTGRES_URL names one): "
    )


@pytest.mark.parametrize(("failures", "code"), [(1, 0), (2, 1)])
def test_what_failed_beside_others_is_run_once_more_alone(
    failures: int, code: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    runs = tmp_path / "runs"
    (tmp_path / "test_sometimes.py").write_text(
        "from pathlib import Path\n"
        "def test_steady(): pass\n"
        "def test_sometimes():\n"
        f"    runs = Path({str(runs)!r})\n"
        "    count = len(runs.read_text()) + 1 if runs.exists() else 1\n"
        "    runs.write_text('x' * count)\n"
        f"    assert count > {failures}\n",
        encoding="utf-8",
    )
    assert run_tests.run("SQLite", [str(tmp_path), "-n0", "-pno:schemathesis", "-pno:django"]) == code
    assert len(runs.read_text(encoding="utf-8")) == 2
    assert "once more alone:\n    " in capfd.readouterr().out
