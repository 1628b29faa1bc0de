"""Registers the app with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The app `anyue.files`."""

    name = "anyue.files"
    label = "files"
    verbose_name = "文件"
