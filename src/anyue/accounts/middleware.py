"""Every request knows its person, and every page requires one unless its view says otherwise."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from anyue import clock
from anyue.accounts.backends import person_of
from anyue.accounts.models import User
from anyue.accounts.proof import FACTOR_OWED, owes_factor

_OPEN = frozenset({"accounts:sign-in", "accounts:sign-out", "web:theme", "web:type"})
_OPEN_WHILE = {
    "accounts:code": frozenset({"accounts:code"}),
    "accounts:second-factor": frozenset({"accounts:second-factor", "accounts:factor-code"}),
    "accounts:password": frozenset({"accounts:password"}),
}


class PersonMiddleware(AuthenticationMiddleware):
    """Sets `request.user` from the session's own person, which saves the query for it."""

    def process_request(self, request: HttpRequest) -> None:
        """Leave the look-up until somebody asks."""
        request.user = SimpleLazyObject(lambda: person_of(request))  # type: ignore[assignment]  # Stands for one.


class DutiesMiddleware:
    """Lets nobody past what a person owes first: the second factor, then a password of their own.

    To the interface such a person has not signed in yet.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponseBase],
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Lead to what is owed."""
        user = request.user
        match = request.resolver_match
        if not isinstance(user, User) or match is None or match.view_name in _OPEN:
            return None
        if owes_factor(user, request.session):
            owed = "accounts:code" if request.session.get(FACTOR_OWED) else "accounts:second-factor"
        elif must_change_password(user):
            owed = "accounts:password"
        else:
            return None
        if request.path.startswith("/api/"):
            request.user = AnonymousUser()
            return None
        # While a factor is being set up, its own pages are open.
        if match.view_name in _OPEN_WHILE.get(owed, ()):
            return None
        came_for = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
        return redirect(reverse(owed) + came_for)


def must_change_password(user: User) -> bool:
    """Whether somebody else has seen the password, or it is older than ANYUE_PASSWORD_DAYS."""
    if user.must_change_password:
        return True
    if not settings.PASSWORD_DAYS or user.password_set_at is None:
        return False
    return clock.running() - user.password_set_at > timedelta(days=settings.PASSWORD_DAYS)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Pages lead to the sign-in; the REST interface answers 401 by its own authentication instead."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Redirect a page; let the interface speak for itself."""
        if request.path.startswith("/api/"):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(  # type: ignore[override]  # To htmx, a redirect is another kind of answer.
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """Lead to the sign-in, and from there back to the page one was on, where a draft waits."""
        page = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
        seen = request.headers.get("HX-Current-URL") or ("" if page else request.headers.get("Referer", ""))
        if seen and url_has_allowed_host_and_scheme(seen, {request.get_host()}):
            parts = urlsplit(seen)
            page = urlunsplit(("", "", parts.path, parts.query, ""))
        sign_in = redirect_to_login(page or "/", self.get_login_url(view_func))
        return HttpResponseClientRedirect(sign_in.url) if request.headers.get("HX-Request") else sign_in
