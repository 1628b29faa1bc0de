"""Registers the app with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The app `anyue.reports`."""

    name = "anyue.reports"
    label = "reports"
    verbose_name = "填报与汇总"
