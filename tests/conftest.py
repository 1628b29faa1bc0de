"""Settings that every test shares: a fixed moment, plain static files, cheap passwords, loopback only."""

import atexit
import os
import shutil
import tempfile
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

# Set before Django reads its settings: tests never touch the data of the program itself.
os.environ["ANYUE_VAR"] = tempfile.mkdtemp(prefix="anyue-tests-")
atexit.register(shutil.rmtree, os.environ["ANYUE_VAR"], ignore_errors=True)
os.environ.setdefault("ANYUE_SECRET_KEY", "only-for-tests-" * 4)

# No test says how long anything takes: the machines are shared, and a slow moment is no fault of the code.
hypothesis_settings.register_profile("anyue", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("anyue")

pytest_plugins = ["tests.fixtures"]

NOW = datetime(2026, 6, 5, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Friday in Work Safety Month: one weekly deadline has passed, the next one is ahead."""


def pytest_configure() -> None:
    """Make what only production needs cheap."""
    from django.conf import settings  # noqa: PLC0415  The environment has to be set first.

    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # SQLite tests in memory share one connection, so that two threads never meet there as they do in a file.
    if not os.environ.get("ANYUE_DATABASE_URL"):
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = (
            os.environ["ANYUE_VAR"] + "/tests.sqlite3"
        )
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def fixed_moment(settings: Settings) -> None:
    """Let the clock stand at `NOW`."""
    settings.ANYUE_NOW = NOW
