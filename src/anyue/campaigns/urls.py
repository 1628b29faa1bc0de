"""Addresses of notices, campaigns and participations."""

from django.urls import path

from anyue.campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/new/", views.import_notice, name="import"),
    path("notices/<int:pk>/", views.review, name="review"),
    path("notices/<int:pk>/text/", views.notice_words, name="words"),
    path("notices/<int:pk>/<slug:section>/<int:index>/", views.correct, name="correct"),
    path("notices/<int:pk>/<slug:section>/<int:index>/remove/", views.remove, name="remove"),
    path("notices/<int:pk>/past/", views.settle_past, name="past"),
    path("notices/<int:pk>/issue/", views.issue, name="issue"),
    path("participations/<int:pk>/", views.participation, name="participation"),
    path("participations/<int:pk>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("participations/<int:pk>/relay/", views.relay, name="relay"),
]
