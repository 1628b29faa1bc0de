"""The machine's own Chromium, and axe in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.program import NAME
from tools.run_tests import find_chromium, missing_chromium

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
PATIENCE = 15_000
"""Milliseconds that a busy machine may take."""

# By all rules, or by those that are given.
FAULTS = """(rules) => axe.run({ resultTypes: ["violations"], ...(rules && { runOnly: rules }) }).then(
  (run) => run.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))"""


@contextmanager
def launched() -> Iterator[Browser]:
    """Run Chromium until the block ends.

    A Playwright that still runs would keep Django in the same process from its database.
    """
    if missing := missing_chromium():
        pytest.skip(missing)
    if not AXE.exists():
        pytest.skip("The front-end packages are not installed: run `npm ci` and `npm run build`.")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
        yield browser
        browser.close()
