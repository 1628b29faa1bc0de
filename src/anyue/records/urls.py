"""Addresses of the ledger."""

from django.urls import path

from anyue.records.views import channels, evidence, importing, keeping, ledger

app_name = "records"
urlpatterns = [
    path("", ledger.ledger, name="ledger"),
    path("new/", keeping.choose_kind, name="choose-kind"),
    path("new/<slug:kind>/", keeping.keep, name="keep"),
    path("import/", importing.bring_in, name="import"),
    path("template.xlsx", importing.template, name="template"),
    path("export.xlsx", importing.export, name="export"),
    path("channels/", channels.channels, name="channels"),
    path("channels/<int:pk>/", channels.channel, name="channel"),
    path("channels/<int:pk>/close/", channels.close, name="close-channel"),
    path("channels/<int:pk>/reopen/", channels.reopen, name="reopen-channel"),
    path("co-hosts/", keeping.co_hosts, name="co-hosts"),
    path("<int:pk>/", ledger.record, name="record"),
    path("<int:pk>/change/", keeping.change, name="change"),
    path("<int:pk>/hold/", keeping.hold, name="hold"),
    path("<int:pk>/cancel/", keeping.cancel, name="cancel"),
    path("<int:pk>/evidence/", evidence.add, name="add-evidence"),
    path("<int:pk>/evidence/<int:position>/", evidence.evidence, name="evidence"),
    path("<int:pk>/evidence/<int:position>/small/", evidence.thumbnail, name="thumbnail"),
    path("<int:pk>/evidence/<int:position>/caption/", evidence.caption, name="caption"),
    path("<int:pk>/evidence/<int:position>/remove/", evidence.remove, name="remove-evidence"),
]
