"""`anyue manage …`: Django's own commands."""

import os


def main(argv: list[str]) -> int:
    """Run one of Django's commands with the program's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyue.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  Only this command needs it.

    execute_from_command_line(["anyue manage", *argv])
    return 0
