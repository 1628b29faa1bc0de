"""Every request knows its person, and every page requires one unless its view says otherwise."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from anyue.accounts.backends import person_of


class PersonMiddleware(AuthenticationMiddleware):
    """Sets `request.user` from the session's own person, which saves the query for it."""

    def process_request(self, request: HttpRequest) -> None:
        """Leave the look-up until somebody asks."""
        request.user = SimpleLazyObject(lambda: person_of(request))  # type: ignore[assignment]  # Stands for one.


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
