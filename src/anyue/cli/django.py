"""Starts Django for the commands that need it."""

import os


def start() -> None:
    """Load the settings and the apps."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyue.config.settings")
    import django  # noqa: PLC0415  `anyue read` must start without it.

    django.setup()
    from django.conf import settings  # noqa: PLC0415  As above.

    from anyue.cli.restore.swap import finish_change  # noqa: PLC0415  As above.

    # A restoring that the power cut short is ended before anybody opens the database.
    finish_change(settings.VAR)
