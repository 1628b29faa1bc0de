"""Addresses of reports, review, overviews and totals."""

from django.urls import path

from anyue.reports.views import (
    absent,
    assignments,
    checks,
    collect,
    differences,
    feed,
    files,
    fill,
    history,
    home,
    overview,
    quotas,
    review,
    roles,
    sources,
    totals,
    written,
    years,
)

app_name = "reports"
urlpatterns = [
    path("administration/roles/", roles.roles, name="roles"),
    path("owed/", home.owed, name="owed"),
    path("assignments/<int:pk>/", assignments.board, name="assignments"),
    path("assignments/<int:pk>/table.xlsx", assignments.book, name="assignment-book"),
    path("assignments/tasks/<int:pk>/", assignments.assignment, name="assignment"),
    path("assignments/activities/<int:pk>/", assignments.assign, name="assign"),
    path("owed/calendar/", feed.feed, name="feed"),
    path("owed/calendar/close/", feed.close, name="feed-close"),
    path("calendar/<str:secret>.ics", feed.calendar, name="calendar"),
    path("reports/<int:participation_pk>/<int:occurrence_pk>/", fill.fill, name="fill"),
    path("reports/<int:participation_pk>/<int:occurrence_pk>/sign-off/", fill.sign_off, name="sign-off"),
    path("reports/<int:participation_pk>/<int:occurrence_pk>/take-back/", fill.take_back, name="take-back"),
    path("reports/<int:participation_pk>/<int:occurrence_pk>/correct/", fill.correct, name="correct"),
    path(
        "reports/<int:participation_pk>/<int:occurrence_pk>/differences/",
        differences.differences,
        name="differences",
    ),
    path(
        "reports/<int:participation_pk>/<int:occurrence_pk>/table.<str:suffix>",
        fill.download,
        name="download",
    ),
    path("sources/<int:participation_pk>/<int:form_pk>/", sources.sources, name="sources"),
    path(
        "reports/<int:participation_pk>/<int:occurrence_pk>/figures/<str:key>/", written.origin, name="origin"
    ),
    path(
        "reports/<int:participation_pk>/<int:occurrence_pk>/files/<int:number>/<slug:part>/",
        files.file,
        name="file",
    ),
    path("review/", review.inbox, name="inbox"),
    path("review/approve/", review.approve_many, name="approve-many"),
    path("review/<int:pk>/", review.review, name="review"),
    path("review/<int:pk>/approve/", review.approve, name="approve"),
    path("review/<int:pk>/return/", review.send_back, name="return"),
    path("review/<int:pk>/history/", history.history, name="history"),
    path("review/<int:pk>/history/<str:code>/", history.value, name="value"),
    path("overview/<int:pk>/", overview.overview, name="overview"),
    path("overview/<int:pk>/units/", overview.units, name="units"),
    path("overview/<int:pk>/quotas/", quotas.quotas, name="quotas"),
    path("overview/<int:pk>/absent/", absent.absent, name="absent"),
    path("overview/<int:pk>/checks/", checks.checks, name="checks"),
    path("overview/<int:pk>/collect/", collect.collect, name="collect"),
    path("totals/<int:participation_pk>/<int:form_pk>/", totals.total, name="total"),
    path(
        "totals/<int:participation_pk>/<int:form_pk>/table.<str:suffix>",
        totals.download,
        name="total-download",
    ),
    path("totals/<int:participation_pk>/<int:form_pk>/years/", years.years, name="years"),
    path("totals/<int:participation_pk>/<int:form_pk>/years.xlsx", years.book, name="years-book"),
    path("totals/<int:participation_pk>/<int:form_pk>/<str:code>/", totals.figure, name="figure"),
]
