"""Registers the app with Django."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """The app `anyue.campaigns`."""

    name = "anyue.campaigns"
    label = "campaigns"
    verbose_name = "专项活动"
