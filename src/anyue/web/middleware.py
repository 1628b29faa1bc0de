"""Turns a catalogued problem that no page caught into its page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from anyue.core.errors import AnyueError
from anyue.web.views import problem


class ErrorPageMiddleware:
    """The one place where an `AnyueError` becomes a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a catalogued problem; leave everything else to Django."""
        return problem(request, exception) if isinstance(exception, AnyueError) else None
