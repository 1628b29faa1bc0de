"""Registers the app with Django."""

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """The app `anyue.tokens`."""

    name = "anyue.tokens"
    label = "tokens"
    verbose_name = "接口令牌"
