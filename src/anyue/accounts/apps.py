"""Registers the app with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app `anyue.accounts`."""

    name = "anyue.accounts"
    label = "accounts"
    verbose_name = "账号"
