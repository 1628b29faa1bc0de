"""Addresses of the ledger."""

from django.urls import path

from anyue.records import views

app_name = "records"
urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("new/", views.choose_kind, name="choose-kind"),
    path("new/<slug:kind>/", views.keep, name="keep"),
    path("<int:pk>/", views.record, name="record"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
]
