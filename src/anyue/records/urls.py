"""Addresses of the ledger."""

from django.urls import path

from anyue.records.views import channels, evidence, featured, importing, keeping, ledger, packs

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
    path("featured/", featured.own, name="featured-own"),
    path("featured/below/<int:participation_pk>/", featured.below, name="featured-below"),
    path("featured/below/<int:participation_pk>/table.xlsx", featured.table, name="featured-table"),
    path("featured/<int:pk>/", featured.featured, name="featured"),
    path("featured/<int:pk>/adopt/", featured.adopt, name="adopt-featured"),
    path("featured/<int:pk>/decline/", featured.decline, name="decline-featured"),
    path("featured/<int:pk>/withdraw/", featured.withdraw, name="withdraw-featured"),
    path("featured/<int:pk>/photos/<int:position>/", featured.photo, name="featured-photo"),
    path("featured/<int:pk>/photos/<int:position>/small/", featured.thumbnail, name="featured-thumbnail"),
    path("packs/<int:participation_pk>/", packs.pack, name="pack"),
    path("packs/<int:participation_pk>/pack.zip", packs.download, name="pack-download"),
    path("co-hosts/", keeping.co_hosts, name="co-hosts"),
    path("<int:pk>/", ledger.record, name="record"),
    path("<int:pk>/feature/", featured.send, name="feature"),
    path("<int:pk>/change/", keeping.change, name="change"),
    path("<int:pk>/hold/", keeping.hold, name="hold"),
    path("<int:pk>/cancel/", keeping.cancel, name="cancel"),
    path("<int:pk>/evidence/", evidence.add, name="add-evidence"),
    path("<int:pk>/evidence/<int:position>/", evidence.evidence, name="evidence"),
    path("<int:pk>/evidence/<int:position>/small/", evidence.thumbnail, name="thumbnail"),
    path("<int:pk>/evidence/<int:position>/caption/", evidence.caption, name="caption"),
    path("<int:pk>/evidence/<int:position>/remove/", evidence.remove, name="remove-evidence"),
]
