"""What every request meets around its page: readable input only, no page kept, problems as pages."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from anyue.core.errors import AnyueError
from anyue.web.views import problem

_ENCODINGS = {"utf-8", "utf8"}
LARGEST_FORM = 3 * 1024 * 1024


class ReadableInputMiddleware:
    """Refuses a request in any encoding but UTF-8, which our own pages send, and one far too large.

    Only the pages of ANYUE_LARGE_FORMS take more than a filled form can be, and only from who has signed in:
    a form is held in memory whole, before anybody knows who sent it.

    Django decodes a form by whatever codec its Content-Type names; some of Python's raise, and some make
    halves of characters that no database stores.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass a readable request on."""
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.strip().lower() not in _ENCODINGS:
            # The page that says so must be able to read the request.
            request.encoding = "utf-8"
            message = f"Only UTF-8 is read, not {charset[:40]!r}."
            raise BadRequest(message)
        length = request.META.get("CONTENT_LENGTH") or ""
        if (
            length.isdecimal()
            and int(length) > LARGEST_FORM
            and request.path not in settings.ANYUE_LARGE_FORMS
        ):
            message = f"{length} bytes are more than any form holds."
            raise RequestDataTooBig(message)
        return self.get_response(request)


class UnkeptPagesMiddleware:
    """Forbids browser and proxy to keep a page, so that the back button shows nothing after signing out.

    Offices share computers. Files that anybody may have are served before this and are kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a page that is not kept."""
        response = self.get_response(request)
        add_never_cache_headers(response)
        return response


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
