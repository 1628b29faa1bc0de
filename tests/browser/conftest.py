"""Chromium of the machine and the served program that its tests share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.people import AXE, PATIENCE, Person
from tests.browser.program import NAME, Program, county
from tools.run_tests import find_chromium, missing_chromium


# Ends with the module: a Playwright that still runs would keep Django in the same process from its database.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
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


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The demo county with its story: a campaign under way, which every test meets at another town."""
    with county(tmp_path_factory.mktemp("demo")) as founded, founded.served() as program:
        yield program


@pytest.fixture
def arrive(chromium: Browser) -> Iterator[Callable[..., Person]]:
    """Give a person a browser: `arrive(program, account, **screen)`; none of them may have met a fault."""
    people: list[Person] = []
    seen: set[str] = set()

    def one(served: Program, account: str, **screen: Any) -> Person:
        people.append(Person(chromium, served, account, seen=seen, **screen))
        return people[-1]

    yield one
    for person in people:
        person.context.close()
    assert [fault for person in people for fault in person.faults] == []
