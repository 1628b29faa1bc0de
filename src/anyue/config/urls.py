"""All addresses, gathered from the concerns."""

from django.urls import include, path

from anyue.config.api import api
from anyue.reports.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("anyue.web.urls")),
    path("", include("anyue.accounts.urls")),
    path("", include("anyue.orgs.urls")),
    path("", include("anyue.tokens.urls")),
    path("", include("anyue.notify.urls")),
    path("", include("anyue.campaigns.urls")),
    path("records/", include("anyue.records.urls")),
    path("", include("anyue.cases.urls")),
    path("", include("anyue.reports.urls")),
    path("api/", api.urls),
]
handler400 = "anyue.web.views.bad_request"
handler403 = "anyue.web.views.permission_denied"
handler404 = "anyue.web.views.not_found"
handler500 = "anyue.web.views.server_error"
