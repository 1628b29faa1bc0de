"""The display switches, the error pages and the page of components."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from anyue.core.errors import AnyueError
from anyue.web import specimens

_YEAR = 365 * 24 * 60 * 60
THEME_COOKIE = "anyue_theme"
TYPE_COOKIE = "anyue_type"


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme (light, dark; anything else follows the device) in a cookie."""
    return _keep_choice(request, THEME_COOKIE, "theme", ("light", "dark"))


@login_not_required
@require_POST
def choose_type(request: HttpRequest) -> HttpResponse:
    """Keep the size of type (large; anything else is normal) in a cookie."""
    return _keep_choice(request, TYPE_COOKIE, "type", ("large",))


def _keep_choice(request: HttpRequest, cookie: str, name: str, allowed: tuple[str, ...]) -> HttpResponse:
    response = HttpResponseRedirect(_page_to_return_to(request))
    chosen = request.POST.get(name, "")
    if chosen in allowed:
        response.set_cookie(
            cookie, chosen, max_age=_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(cookie, samesite="Lax")
    return response


def _page_to_return_to(request: HttpRequest) -> str:
    """Return the page the switch was on; never an address outside, whatever was posted."""
    page = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return page
    return "/"


def problem(request: HttpRequest, error: AnyueError) -> HttpResponse:
    """Return the page of a catalogued problem that has no field to stand at."""
    return render(request, "errors/problem.html", {"error": error}, status=error.problem.status)


def _error_page(status: int) -> Callable[..., HttpResponse]:
    def page(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
        return render(request, f"errors/{status}.html", status=status)

    return page


bad_request = _error_page(400)
permission_denied = _error_page(403)
not_found = _error_page(404)
too_many_requests = _error_page(429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django passes the reason; a reader has no use for it.
    """Return the page for a form whose token has run out, which happens when a page stays open overnight."""
    return render(request, "errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Nothing of the request is trusted after a fault.
    """Return the page for a fault of ours: no context processors, since one of them may be what failed."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)


@login_not_required
@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Return the living page of components; it is routed only while debugging."""
    return render(request, "web/components.html", specimens.context(request.GET))
