"""The display switches, the error pages and the page of components."""

import sys
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from anyue.core.errors import NOT_FOUND, REQUEST_UNREADABLE, TOO_MANY_REQUESTS, UNAVAILABLE, AnyueError
from anyue.web import specimens
from anyue.web.words import waiting_time

_YEAR = 365 * 24 * 60 * 60
_LARGEST_TYPED = 1024 * 1024
_RECOVERY = 30
"""Seconds in which a database that was restarted is mostly back."""
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
    """Return the page of a catalogued problem that has no field to stand at; the interface gets its words."""
    if is_of_interface(request):
        return problem_json(error)
    return render(request, "errors/problem.html", {"error": error}, status=error.problem.status)


def is_of_interface(request: HttpRequest) -> bool:
    """Whether a program asks, which reads no pages."""
    return request.path.startswith("/api/")


def problem_json(error: AnyueError, status: int | None = None) -> HttpResponse:
    """Return a catalogued problem as a program reads it (RFC 9457); its own status where none is given."""
    status = status or error.problem.status
    told = {"type": "about:blank", "code": error.code, "title": error.message, "status": status}
    return JsonResponse(told, status=status, content_type="application/problem+json")


_PROBLEMS = {400: REQUEST_UNREADABLE, 404: NOT_FOUND}


def _error_page(status: int) -> Callable[..., HttpResponse]:
    def page(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
        if is_of_interface(request) and status in _PROBLEMS:
            return problem_json(AnyueError(_PROBLEMS[status], where="请求"), status)
        return render(request, f"errors/{status}.html", status=status)

    return page


bad_request = _error_page(400)
permission_denied = _error_page(403)
not_found = _error_page(404)


def too_many_requests(request: HttpRequest, seconds: int) -> HttpResponse:
    """Return the page that says when to come again, and that sends once more what was typed."""
    error = AnyueError(TOO_MANY_REQUESTS, seconds=seconds)
    if is_of_interface(request):
        response = problem_json(error)
    else:
        told = {"wait": waiting_time(seconds), "carried": carried_fields(request)}
        response = render(request, "errors/429.html", told, status=429)
    response["Retry-After"] = str(seconds)
    return response


def carried_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into a form, for a page that stands between the form and its purpose.

    Passwords and files are left out, and so is everything of a form too large to be typed, and of one that
    is not ours: another site would have its own words sent by our button.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.method != "POST" or not length.isdecimal() or int(length) > _LARGEST_TYPED:
        return []
    if not _is_own_form(request):
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]


class _OwnForm(CsrfViewMiddleware):
    """Tells whether a form carries our token, without refusing it."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG002  Django's own signature.
        return HttpResponse(status=403)


def _is_own_form(request: HttpRequest) -> bool:
    check = _OwnForm(server_error)
    check.process_request(request)
    return check.process_view(request, server_error, (), {}) is None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django passes the reason; a reader has no use for it.
    """Return the page for a form whose token has run out, which happens when a page stays open overnight."""
    return render(request, "errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for a fault of ours: no context processors, since one of them may be what failed.

    While the database is away, it is another page: nothing is wrong with what was sent.
    """
    # Django asks for the page while it handles the fault.
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return _unavailable(request)
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def _unavailable(request: HttpRequest) -> HttpResponse:
    """Return the page that sends once more what was typed, when the database is back."""
    if is_of_interface(request):
        response = problem_json(AnyueError(UNAVAILABLE, seconds=_RECOVERY))
    else:
        told = {
            "wait": waiting_time(_RECOVERY),
            "carried": carried_fields(request),
            "csrf_token": get_token(request),
        }
        response = HttpResponse(render_to_string("errors/503.html", told), status=UNAVAILABLE.status)
    response["Retry-After"] = str(_RECOVERY)
    return response


@login_not_required
@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Return the living page of components; it is routed only while debugging."""
    return render(request, "web/components.html", specimens.context(request.GET))
