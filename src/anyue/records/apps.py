"""Registers the app with Django."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The app `anyue.records`."""

    name = "anyue.records"
    label = "records"
    verbose_name = "台账"
