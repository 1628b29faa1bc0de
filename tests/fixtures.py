"""Fixtures for tests that need the cast or a running campaign."""

import pytest
from django.test import Client

from anyue.accounts.models import User
from anyue.campaigns.queries import occurrence_with_form
from anyue.records.queries.offers import codes_in
from tests.cast import Cast, Running, make_cast, start_campaign


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What a process may remember of issued notices must not outlive the database of a test."""
    occurrence_with_form.cache_clear()
    codes_in.cache_clear()


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001  Asks pytest-django for the database.
    """The standing cast."""
    return make_cast()


@pytest.fixture
def running(cast: Cast) -> Running:
    """A campaign under way."""
    return start_campaign(cast)


def signed_in(user: User) -> Client:
    """A browser without scripts in which this person is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
