"""The Django application of the shared front."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and template tags."""

    name = "anyue.web"
    label = "web"
    verbose_name = "页面"
