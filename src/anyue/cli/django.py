"""Starts Django for the commands that need it."""

import os


def start() -> None:
    """Load the settings and the apps."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyue.config.settings")
    import django  # noqa: PLC0415  `anyue read` must start without it.

    django.setup()
