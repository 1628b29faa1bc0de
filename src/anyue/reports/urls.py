"""Addresses of reports, review, overviews and totals."""

from django.urls import path

from anyue.reports.views import fill, home, overview, review, totals

app_name = "reports"
urlpatterns = [
    path("owed/", home.owed, name="owed"),
    path("reports/<int:participation_pk>/<int:occurrence_pk>/", fill.fill, name="fill"),
    path("reports/<int:participation_pk>/<int:occurrence_pk>/take-back/", fill.take_back, name="take-back"),
    path(
        "reports/<int:participation_pk>/<int:occurrence_pk>/table.<str:suffix>",
        fill.download,
        name="download",
    ),
    path("review/", review.inbox, name="inbox"),
    path("review/<int:pk>/", review.review, name="review"),
    path("review/<int:pk>/approve/", review.approve, name="approve"),
    path("review/<int:pk>/return/", review.send_back, name="return"),
    path("overview/<int:pk>/", overview.overview, name="overview"),
    path("overview/<int:pk>/units/", overview.units, name="units"),
    path("totals/<int:participation_pk>/<int:form_pk>/", totals.total, name="total"),
    path(
        "totals/<int:participation_pk>/<int:form_pk>/table.<str:suffix>",
        totals.download,
        name="total-download",
    ),
    path("totals/<int:participation_pk>/<int:form_pk>/<str:code>/", totals.figure, name="figure"),
]
