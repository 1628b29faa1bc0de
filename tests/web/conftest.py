"""A real browser on the shared front's own pages."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

# The server under a name that is not this machine's own, as an office's phones see it.
OFFICE_NAME = "--host-resolver-rules=MAP anyue.test 127.0.0.1"
BUILT = Path(__file__).resolve().parents[2] / "src/anyue/web/static/built/anyue.css"


@pytest.fixture(autouse=True)
def plain_static_files(settings: Settings) -> None:
    """Static files under their own names, since tests collect none."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def browser(live_server: LiveServer) -> Iterator[Browser]:  # noqa: ARG001  The browser must stop before the server's database is flushed.
    """Chromium of the machine, named by ANYUE_CHROMIUM or found on the path."""
    chromium = os.environ.get("ANYUE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("No Chromium on this machine: install it, or name it in ANYUE_CHROMIUM.")
    if not BUILT.exists():
        pytest.skip("The style sheet is not built; run `npm run build`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", OFFICE_NAME])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A desktop page on which any console error, refused script or style fails the test."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []
