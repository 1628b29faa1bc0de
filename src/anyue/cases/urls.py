"""Addresses of the registers, and of their public pages."""

from django.urls import path

from anyue.cases.views import keeping, listing, pictures, public, publishing, reviewing

app_name = "cases"
urlpatterns = [
    path("cases/", listing.cases, name="cases"),
    path("cases/export.xlsx", listing.export, name="export"),
    path("cases/new/<slug:register>/", keeping.new, name="new"),
    path("cases/<int:pk>/", listing.item, name="item"),
    path("cases/<int:pk>/edit/", keeping.edit, name="edit"),
    path("cases/<int:pk>/discard/", keeping.discard, name="discard"),
    path("cases/<int:pk>/take-back/", keeping.take_back, name="take-back"),
    path("cases/<int:pk>/correct/", keeping.correct, name="correct"),
    path("cases/<int:pk>/approve/", reviewing.approve, name="approve"),
    path("cases/<int:pk>/return/", reviewing.send_back, name="return"),
    path("cases/<int:pk>/pictures/<int:number>/<int:position>/", pictures.picture, name="picture"),
    path("cases/<int:pk>/thumbnails/<int:number>/<int:position>/", pictures.thumbnail, name="thumbnail"),
    path("cases/<int:pk>/publish/", publishing.publish, name="publish"),
    path("cases/<int:pk>/unpublish/", publishing.unpublish, name="unpublish"),
    path("cases/registers/<int:register_pk>/indexing/", publishing.indexing, name="indexing"),
    path("public/<slug:secret>/", public.register, name="public"),
    path("public/<slug:secret>/table.<str:suffix>", public.table, name="public-table"),
    path("public/<slug:secret>/<slug:code>/", public.item, name="public-item"),
    path("public/<slug:secret>/<slug:code>/pictures/<int:position>/", pictures.public, name="public-picture"),
]
