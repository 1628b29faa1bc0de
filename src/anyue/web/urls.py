"""Addresses of the shared front: the display switches and, while debugging, the page of components."""

from django.conf import settings
from django.urls import path

from anyue.web import views

app_name = "web"

urlpatterns = [
    path("display/theme/", views.choose_theme, name="theme"),
    path("display/type/", views.choose_type, name="type"),
]
if settings.DEBUG:
    urlpatterns.append(path("components/", views.components, name="components"))
