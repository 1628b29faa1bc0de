"""Addresses of people, of one's own account and of units."""

from django.urls import path

from anyue.orgs.views import imports, invitations, lists, people, renewals, units

app_name = "orgs"
urlpatterns = [
    path("account/", people.account, name="account"),
    path("account/post/", invitations.accept_post, name="accept-post"),
    path("administration/accounts/<int:pk>/renew/", renewals.ask_renewal, name="ask-renewal"),
    path("administration/renewals/", renewals.renewals, name="renewals"),
    path("people/invitations/<int:pk>/", invitations.act_on_invitation, name="act-on-invitation"),
    path("people/renewals/<int:pk>/", renewals.decide_renewal, name="decide-renewal"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/list/", people.list_people, name="list-people"),
    path("people/<int:pk>/", people.one_person, name="person"),
    path("people/<int:pk>/hand-over/", people.hand_over, name="hand-over"),
    path("people/<int:pk>/hand-over/call-off/", people.call_off, name="call-off"),
    path("people/<int:pk>/stop/", people.stop, name="stop"),
    path("people/<int:pk>/link/", people.link, name="link"),
    path("people/<int:pk>/reveal/", people.reveal, name="reveal"),
    path("units/", units.units, name="units"),
    path("units/new/", units.new_unit, name="new-unit"),
    path("units/export/", imports.export, name="export"),
    path("units/import/", imports.bring_in, name="import"),
    path("units/imports/<int:pk>/", imports.preview, name="preview"),
    path("units/listed/", lists.listed, name="listed"),
    path("units/listed/<int:office>/<int:pk>/remove/", lists.unlist, name="unlist"),
    path("units/groups/", lists.groups, name="groups"),
    path("units/groups/<int:pk>/rename/", lists.rename_group, name="rename-group"),
    path("units/groups/<int:pk>/remove/", lists.remove_group, name="remove-group"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/<slug:act>/", units.act, name="act"),
]
