"""Registers the app with Django."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_login_failed


class AccountsConfig(AppConfig):
    """The app `anyue.accounts`."""

    name = "anyue.accounts"
    label = "accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        """Let every way of signing in begin the session alike."""
        from anyue.accounts.visits import begin_visit, note_failed_sign_in  # noqa: PLC0415  Needs the models.

        user_logged_in.connect(begin_visit, dispatch_uid="anyue.accounts.begin_visit")
        user_login_failed.connect(note_failed_sign_in, dispatch_uid="anyue.accounts.note_failed_sign_in")
