"""Registers the app with Django."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """The app `anyue.orgs`."""

    name = "anyue.orgs"
    label = "orgs"
    verbose_name = "单位"
