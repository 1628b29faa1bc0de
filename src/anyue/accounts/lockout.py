"""How django-axes counts wrong passwords here: by account and address, with back-off, and not against owners.

From a browser in which the account has signed in before, only that browser's own failures count. From any
other, failures count by account and address together, by account from everywhere, and by address for all
accounts. So whoever knows an account can't keep its owner out, not even from the desk next door (device
cookies, as OWASP calls them). An IPv6 address stands for its network, as `rates` counts it.

Nothing here asks whether an account exists: what was typed is counted, and the answer is the same.
"""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from axes.handlers.base import AbstractAxesHandler, AxesBaseHandler
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from anyue import clock
from anyue.accounts.actions import note_lock
from anyue.accounts.choices import LockScope
from anyue.accounts.models import Lock, Place, User
from anyue.accounts.rates import network_of
from anyue.core.algorithms import digest

COOKIE = "anyue_browser"
_DAYS = 90
_ACCOUNTS = 8
_SALT = "anyue known browser"


class LockoutHandler(AbstractAxesHandler, AxesBaseHandler):  # type: ignore[misc]  # Axes ships no types.
    """Set as AXES_HANDLER."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Whether nothing may be tried now; the page that says so tells until when."""
        until = Lock.objects.in_force(_places(request, credentials), clock.running())
        return until is not None and _lock(request, until)

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Axes compares this with one limit for all; here every scope has its own."""
        raise NotImplementedError

    def user_login_failed(
        self,
        sender: object,  # noqa: ARG002  Axes passes it.
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **_kwargs: object,
    ) -> None:
        """Count a wrong password, unless it was not even looked at."""
        if request is None or getattr(request, "axes_locked_out", False):
            return
        now = clock.running()
        for place in _places(request, credentials):
            lock = Lock.objects.count_failure(place, now)
            if lock is not None and lock.locked_until is not None:
                note_lock(lock=lock, by=None)
                _lock(request, lock.locked_until)

    def user_logged_in(
        self,
        sender: object,  # noqa: ARG002  Axes passes it.
        request: HttpRequest,
        user: User,
        **_kwargs: object,
    ) -> None:
        """Forget the failures here, and let the browser be known as one of this account."""
        Lock.objects.forgive([_here(request, user.account)])
        request.META["anyue.known_browser"] = user.account

    def user_logged_out(self, sender: object, request: HttpRequest, user: User, **_kwargs: object) -> None:
        """Nothing to do: a browser stays known."""


class KnownBrowserMiddleware:
    """Lets a browser carry the mark that an account has signed in there; it opens nothing by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the mark renewed where somebody has just signed in."""
        response = self.get_response(request)
        if account := request.META.get("anyue.known_browser"):
            mark, known = _mark(request)
            names = list(dict.fromkeys([_name(account), *known]))[:_ACCOUNTS]
            response.set_cookie(
                COOKIE,
                signing.dumps([mark or secrets.token_hex(16), names], salt=_SALT),
                max_age=_DAYS * 24 * 3600,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def _lock(request: HttpRequest, until: datetime) -> bool:
    request.axes_locked_out = True  # type: ignore[attr-defined]  # Axes looks for it there.
    request.META["anyue.locked_until"] = until
    return True


def _places(request: HttpRequest, credentials: dict[str, Any] | None) -> list[Place]:
    account = str((credentials or {}).get("username") or "")
    here = _here(request, account)
    if here.source.startswith("browser:"):
        return [here]
    return [here, Place(LockScope.ACCOUNT, account), Place(LockScope.ADDRESS, source=network_of(request))]


def _here(request: HttpRequest, account: str) -> Place:
    mark, known = _mark(request)
    is_known = _name(account) in known
    source = f"browser:{mark}" if is_known else network_of(request)
    return Place(LockScope.HERE, account, source)


def _mark(request: HttpRequest) -> tuple[str, list[str]]:
    """The browser's mark and the digests of the accounts known there; nothing where it bears none of ours."""
    try:
        mark, names = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_DAYS * 24 * 3600)
    except signing.BadSignature:
        return "", []
    return mark, names


def _name(account: str) -> str:
    return digest(settings.ALGORITHMS, account.encode()).hex()[:32]
