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
