"""Chromium of the machine and the served program that its tests share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import launched
from tests.browser.people import Person
from tests.browser.program import Program, county


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


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
