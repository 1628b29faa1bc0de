"""What every request meets around its page: its arrival, readable input only, no page kept, problem pages."""

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from anyue import clock
from anyue.core.errors import UPLOAD_TOO_LARGE, AnyueError
from anyue.core.file_sizes import MEGABYTE
from anyue.web.views import problem

_ENCODINGS = {"utf-8", "utf8"}
# No page uses any of these; a script that got in would not either.
_UNUSED = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "serial", "bluetooth", "midi")
)
LARGEST_FORM = 3 * 1024 * 1024


class ArrivalMiddleware:
    """Notes when a request came in, before anything of it is read: a deadline is kept by that moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the moment at hand."""
        with clock.answering():
            return self.get_response(request)


class ClientAddressMiddleware:
    """Behind the office's own proxy, REMOTE_ADDR is whom that proxy answered, not the proxy.

    Only the last address of X-Forwarded-For counts: the proxy has put it there; those before it are hearsay.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its address known."""
        if settings.BEHIND_PROXY:
            last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
            with suppress(ValueError):
                request.META["REMOTE_ADDR"] = str(ip_address(last))
        return self.get_response(request)


class BrowserRulesMiddleware:
    """Rules for browsers that neither Django nor django-csp sets: on every answer, static files too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the rules."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _UNUSED)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ReadableInputMiddleware:
    """Refuses a request in any encoding but UTF-8, which our own pages send, and one far too large.

    Only the pages of ANYUE_LARGE_FORMS take more than a filled form can be, up to ANYUE_UPLOAD_MEGABYTES, and
    only from who has signed in: a form is held in memory whole, before anybody knows who sent it.

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
        stated = request.META.get("CONTENT_LENGTH") or ""
        length = int(stated) if stated.isdecimal() else 0
        if length > LARGEST_FORM and not settings.ANYUE_LARGE_FORMS.fullmatch(request.path):
            message = f"{length} bytes are more than any form holds."
            raise RequestDataTooBig(message)
        # The interface answers in its own way.
        if length > settings.ANYUE_UPLOAD_MEGABYTES * MEGABYTE and not request.path.startswith("/api/"):
            return problem(request, AnyueError(UPLOAD_TOO_LARGE, limit=settings.ANYUE_UPLOAD_MEGABYTES))
        return self.get_response(request)


class UnkeptPagesMiddleware:
    """Forbids browser and proxy to keep a page, so that the back button shows nothing after signing out.

    A view that says itself how long its answer holds is left alone.

    Offices share computers. Files that anybody may have are served before this and are kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a page that is not kept."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
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
