"""Registers the app with Django."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """The app `anyue.notify`."""

    name = "anyue.notify"
    label = "notify"
    verbose_name = "消息"
