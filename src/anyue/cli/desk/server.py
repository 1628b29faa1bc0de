"""The page's server: 127.0.0.1, one address that nobody can guess, no file but its own."""

import json
import secrets
import sys
import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any, ClassVar, Self
from urllib.parse import parse_qs, quote, unquote, urlsplit

from anyue.cli.desk.work import Work
from anyue.core.errors import AnyueError
from anyue.core.file_sizes import too_large
from anyue.core.forms.office.archive import LARGEST_FILE, LARGEST_MEGABYTES

_IDLE_SECONDS = 60 * 60
_LOOK_SECONDS = 5
_LONGEST_NAME = 1000
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_OUT = "application/octet-stream"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class DeskServer:
    """The page under its address until it is closed; a context manager that leaves nothing behind."""

    def __init__(self) -> None:
        self._work = Work()
        self._lock = threading.Lock()
        self._used_at = time.monotonic()
        self._token = secrets.token_urlsafe(24)
        handler = type("Handler", (_Handler,), {"desk": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self.hosts = {f"{name}:{self._server.server_port}" for name in ("127.0.0.1", "localhost")}
        self.address = f"http://127.0.0.1:{self._server.server_port}/{self._token}/"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.server_close()
        self._work.close()

    def serve(self) -> None:
        """Serve until the page is closed or nobody has used it for an hour."""
        threading.Thread(target=self._watch, daemon=True).start()
        self._server.serve_forever()

    def stop(self) -> None:
        """End `serve`."""
        threading.Thread(target=self._server.shutdown, daemon=True).start()

    def _watch(self) -> None:
        while time.monotonic() - self._used_at < _IDLE_SECONDS:
            time.sleep(_LOOK_SECONDS)
        self._server.shutdown()

    def inside(self, path: str) -> str | None:
        """The part of a path behind the token, None where the token isn't ours."""
        _, token, *rest = path.split("/", 2) if path.count("/") >= 2 else ("", "")
        is_ours = secrets.compare_digest(token.encode(errors="replace"), self._token.encode())
        return rest[0] if rest and is_ours else None

    def do(self, work: Callable[[Work], dict[str, Any]]) -> dict[str, Any]:
        """One thing at a time, as a person does them."""
        with self._lock:
            self._used_at = time.monotonic()
            return work(self._work)

    def output(self, name: str) -> bytes | None:
        """The bytes of one of the files that were written."""
        path = self._work.outputs.get(name)
        return path.read_bytes() if path else None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *request: Any) -> None:
        """A browser that breaks off what it asked for is no fault to be shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*request)


class _Handler(BaseHTTPRequestHandler):
    desk: ClassVar[DeskServer]
    server_version = "Anyue"
    sys_version = ""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  The name is the library's.
        """Say nothing: the terminal belongs to the person."""

    def do_GET(self) -> None:
        """The page, its parts, and the files that were written."""
        inside = self._inside()
        if inside is None:
            return
        name = unquote(urlsplit(inside).path)
        if name.startswith("out/"):
            data = self.desk.output(name.removeprefix("out/"))
            headers = {
                "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name.removeprefix('out/'))}"
            }
            self._answer(data, _OUT, headers)
            return
        found = next((suffix for suffix in _KINDS if name.endswith(suffix)), ".html")
        parts = {"": "page.html", "page.css": "page.css", "page.js": "page.js"}
        part = parts.get(name)
        data = files("anyue.cli.desk").joinpath("page", part).read_bytes() if part else None
        self._answer(data, f"{_KINDS[found]}; charset=utf-8", {})

    def do_POST(self) -> None:
        """Take a file, add up, start over, or close."""
        inside = self._inside()
        if inside is None:
            return
        parts = urlsplit(inside)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        try:
            told = self._act(parts.path, query)
        except AnyueError as problem:
            self._tell({"problem": problem.message}, HTTPStatus.UNPROCESSABLE_ENTITY)
            return
        self._tell(told, HTTPStatus.OK if told is not None else HTTPStatus.NOT_FOUND)

    def _act(self, path: str, query: dict[str, str]) -> dict[str, Any] | None:
        name = query.get("name", "")[:_LONGEST_NAME]
        body = self._body(name)
        if path == "run":
            return self.desk.do(lambda work: work.run(empty_is_zero="empty_as_zero" in query))
        if path == "forget":
            return self.desk.do(Work.forget_returned)
        if path == "close":
            self.desk.stop()
            return {}
        takers = {"form": Work.take_form, "units": Work.take_units, "returned": Work.take_returned}
        take = takers.get(path)
        return self.desk.do(lambda work: take(work, name, body)) if take else None

    def _body(self, name: str) -> bytes:
        length = self.headers.get("Content-Length", "")
        size = int(length) if length.isascii() and length.isdigit() else 0
        if size > LARGEST_FILE:
            self.close_connection = True
            raise too_large(name, size, LARGEST_MEGABYTES)
        return self.rfile.read(size)

    def _inside(self) -> str | None:
        """What is asked for, None where it was refused: another site's page must not reach this one."""
        origin = self.headers.get("Origin")
        own_origins = {None, *(f"http://{host}" for host in self.desk.hosts)}
        is_ours = self.headers.get("Host") in self.desk.hosts
        inside = self.desk.inside(self.path) if is_ours and origin in own_origins else None
        if inside is None:
            self._answer(None, "text/plain", {})
        return inside

    def _tell(self, told: dict[str, Any] | None, status: HTTPStatus) -> None:
        data = json.dumps(told, ensure_ascii=False).encode(errors="backslashreplace")
        self._answer(data, "application/json; charset=utf-8", {}, status)

    def _answer(
        self, data: bytes | None, kind: str, headers: dict[str, str], status: HTTPStatus = HTTPStatus.OK
    ) -> None:
        body = data if data is not None else "没有这个页面。".encode()
        self.send_response(status if data is not None else HTTPStatus.NOT_FOUND)
        plain = kind if data is not None else "text/plain; charset=utf-8"
        always = {
            "Content-Type": plain,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": _POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
        for name, value in {**always, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
