"""Runs every test that this machine can run, on SQLite and on PostgreSQL, and says which it can't and why.

`python -m tools.run_tests [pytest arguments]`, from `.venv`; `make test` calls it.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from anyue.core.notice.open.office import find_office

ROOT = Path(__file__).resolve().parents[1]
POSTGRES_URL = "postgresql://postgres@127.0.0.1:5432/anyue"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Only these settings reach the tests; a developer's own database and clock must not.
KEPT = ("ANYUE_CORPUS", "ANYUE_CHROMIUM")
TESTS_FAILED = 1
SECOND_LOOKS = 8
"""With more failures than these, something is broken, and a second look would only take time."""
# These never meet a database, as an import contract holds, so that a second one has nothing to show of them.
WITHOUT_DATABASE = ("tests/core", "tests/repository", "tests/tools")


def find_chromium() -> str | None:
    """Return the path of a Chromium: the one that ANYUE_CHROMIUM names, or the first on PATH."""
    return os.environ.get("ANYUE_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def missing_chromium() -> str | None:
    """Say why browser journeys can't run, or None when they can."""
    if find_chromium():
        return None
    return "browser journeys: no Chromium on PATH (Debian: apt install chromium fonts-noto-cjk)"


def missing_office() -> str | None:
    """Say why tests of .doc, .wps and .xls can't run, or None when they can."""
    if find_office():
        return None
    return "older Office files: no LibreOffice (Debian: apt install libreoffice-writer libreoffice-calc)"


def missing_corpus() -> str | None:
    """Say why tests on outside notices can't run, or None when they can."""
    folder = os.environ.get("ANYUE_CORPUS")
    if not folder:
        return "outside notices: ANYUE_CORPUS is not set (a folder that holds notices/)"
    if not Path(folder, "notices").is_dir():
        return f"outside notices: ANYUE_CORPUS={folder} holds no folder notices/"
    return None


def missing_postgres(url: str) -> str | None:
    """Say why the run on PostgreSQL can't be, or None when it can; its user makes databases."""
    try:
        # Tests make a database of their own, so the one that the address names need not exist.
        with psycopg.connect(url, dbname="postgres", connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        return f"everything on PostgreSQL: none answers (ANYUE_TEST_POSTGRES_URL names one): {reason}"
    return None if row and row[0] else "everything on PostgreSQL: its user may not create databases"


def run(name: str, arguments: list[str], **settings: str) -> int:
    """Run the suite, what failed in it once more by itself, and return pytest's exit code."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("ANYUE_") or key in KEPT
    }
    print(f"\n==> Tests on {name}", flush=True)
    if chromium := find_chromium():
        environment["ANYUE_CHROMIUM"] = chromium
    environment.update(settings)
    with TemporaryDirectory() as memory:

        def pytest(*own: str) -> int:
            command = [sys.executable, "-m", "pytest", "-o", f"cache_dir={memory}", *own, *arguments]
            return subprocess.call(command, cwd=ROOT, env=environment)

        code = pytest("-n", "auto", "--maxprocesses", "4")
        failed = _failed(Path(memory))
        # A browser may run out of patience beside everything else; a fault is there when it is alone as well.
        if code == TESTS_FAILED and 0 < len(failed) <= SECOND_LOOKS:
            print(
                f"\n==> Failed on {name} beside others, once more alone:", *failed, sep="\n    ", flush=True
            )
            code = pytest("-n", "0", "--last-failed")
    return code


def _failed(memory: Path) -> list[str]:
    """The tests that failed in the run that kept its memory here."""
    told = memory / "v" / "cache" / "lastfailed"
    return sorted(json.loads(told.read_text(encoding="utf-8"))) if told.exists() else []


def main(arguments: list[str]) -> int:
    """Run what can be run; return 0 only when every run passed."""
    url = os.environ.get("ANYUE_TEST_POSTGRES_URL") or POSTGRES_URL
    without_postgres = missing_postgres(url)
    missing = (missing_chromium(), missing_office(), missing_corpus(), without_postgres)
    notes = [note for note in missing if note]
    head = "==> Not run on this machine:" if notes else "==> Every group of tests can run on this machine."
    report = "\n".join([head, *(f"    {note}" for note in notes)])
    print(report, flush=True)
    codes = [run("SQLite", arguments)]
    if without_postgres is None:
        ignored = [f"--ignore={folder}" for folder in WITHOUT_DATABASE]
        codes.append(run("PostgreSQL", [*arguments, *ignored], ANYUE_DATABASE_URL=url))
    if notes:
        print(report)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
