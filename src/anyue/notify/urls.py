"""Addresses of messages."""

from django.urls import path

from anyue.notify import views

app_name = "notify"
urlpatterns = [path("messages/", views.messages, name="messages")]
