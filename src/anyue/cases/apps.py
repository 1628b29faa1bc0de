"""Registers the app with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The app `anyue.cases`."""

    name = "anyue.cases"
    label = "cases"
    verbose_name = "典型案例和隐患曝光"
