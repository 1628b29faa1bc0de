"""Addresses of notices, campaigns and participations."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from anyue.campaigns.views import (
    coverage,
    issue,
    joining,
    notices,
    participations,
    relaying,
    review,
    times,
    workdays,
)

app_name = "campaigns"
urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/new/", notices.import_notice, name="import"),
    path("notices/<int:pk>/", review.review, name="review"),
    path("notices/<int:pk>/text/", notices.notice_words, name="words"),
    path("notices/<int:pk>/files/<int:position>/", notices.notice_file, name="file"),
    path("notices/<int:pk>/forms/<int:index>/replace/", review.replace_form, name="replace-form"),
    path("notices/<int:pk>/<slug:section>/<int:index>/", review.correct, name="correct"),
    path("notices/<int:pk>/<slug:section>/<int:index>/split/", review.split, name="split"),
    path("notices/<int:pk>/act/", review.act, name="act"),
    path("notices/<int:pk>/coverage/", coverage.coverage, name="coverage"),
    path("notices/<int:pk>/past/", issue.settle_past, name="past"),
    path("notices/<int:pk>/issue/", issue.issue, name="issue"),
    path("participations/<int:pk>/", participations.participation, name="participation"),
    path("participations/<int:pk>/joining/", joining.joining, name="joining"),
    path("participations/<int:pk>/joining/link/", joining.change_link, name="join-link"),
    path("participations/<int:pk>/joining/link.svg", joining.link_code, name="join-code"),
    path("joining/<int:pk>/", joining.decide, name="decide-join"),
    path("join/<slug:secret>/", login_not_required(joining.join), name="join"),
    path("join/<slug:secret>/asked/", login_not_required(joining.joined), name="joined"),
    path("participations/<int:pk>/acknowledge/", participations.acknowledge, name="acknowledge"),
    path("participations/<int:pk>/relay/", relaying.relay, name="relay"),
    path("participations/<int:participation_pk>/times/<int:occurrence_pk>/", times.extend, name="extend"),
    path("campaigns/<int:pk>/burden/", issue.burden, name="burden"),
    path("campaigns/<int:pk>/deadlines/", times.deadlines, name="deadlines"),
    path("workdays/", workdays.years, name="workdays"),
    path("workdays/<int:year>/", workdays.year, name="workdays-year"),
    path("occurrences/<int:pk>/cancel/", times.cancel, name="cancel-occurrence"),
]
