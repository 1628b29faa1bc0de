"""Pages: the pictures of an item, for its unit and for who approves it; and those that are public."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_safe

from anyue.accounts.person import person
from anyue.cases import queries
from anyue.files.serving import serve


@require_GET
def picture(request: HttpRequest, pk: int, number: int, position: int) -> HttpResponseBase:
    """One picture, to be kept."""
    found = queries.picture_for(person(request), pk, number, position)
    return serve(found.file, found.name)


@require_GET
def thumbnail(request: HttpRequest, pk: int, number: int, position: int) -> HttpResponseBase:
    """The same as a page shows it."""
    found = queries.picture_for(person(request), pk, number, position)
    return serve(found.file, found.name, part="thumbnail")


@login_not_required
@require_safe
def public(request: HttpRequest, secret: str, code: str, position: int) -> HttpResponseBase:  # noqa: ARG001
    """A picture that is public: what was made for the publication, never what it was made from."""
    register = queries.register_named(secret)
    publication = queries.public_item(register, code)
    found = get_object_or_404(queries.published_pictures(publication), position=position)
    answer = serve(found.file, f"照片{position}")
    if not register.is_indexed:
        answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
