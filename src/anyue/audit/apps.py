"""Registers the app with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The app `anyue.audit`."""

    name = "anyue.audit"
    label = "audit"
    verbose_name = "审计"
