"""Every page requires signing in unless its view says otherwise."""

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Pages lead to the sign-in; the REST interface answers 401 by its own authentication instead."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase | None:
        """Redirect a page; let the interface speak for itself."""
        if request.path.startswith("/api/"):
            return None
        return super().handle_no_permission(request, view_func)
