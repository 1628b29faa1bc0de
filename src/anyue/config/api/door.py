"""Who comes in, settled before the body of a request is read: a body costs memory."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from anyue.accounts.proof import is_proved
from anyue.core.errors import PROOF_MISSING, UPLOAD_TOO_LARGE, AnyueError
from anyue.core.errors.tokens import SCOPE_MISSING, TOKEN_INVALID
from anyue.core.file_sizes import MEGABYTE
from anyue.tokens.actions import note_use
from anyue.tokens.choices import READ, SCOPES
from anyue.tokens.models import Token
from anyue.tokens.queries import token_of


class ByToken(HttpBearer):
    """A program with a token in the Authorization header: the rights of its membership within its scopes.

    A browser never sends that header by itself, so no other site can make it act: no CSRF token is asked for.
    """

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """Let the token's person stand for the request, held to what the token was made for."""
        found = token_of(token)
        if found is None:
            raise AnyueError(TOKEN_INVALID)
        if self.reads(request) and not found.may_read:
            raise AnyueError(SCOPE_MISSING, scope=SCOPES[READ])
        request.user = found.membership.user
        note_use(token=found, by=found.membership.user)
        return found

    def reads(self, request: HttpRequest) -> bool:
        """Whether the request only looks at something."""
        return request.method in {"GET", "HEAD"}


class SignedIn(SessionAuth):
    """A person who is signed in, with the CSRF token where something is sent."""

    def _get_key(self, request: HttpRequest) -> str | None:
        # Django looks for the token in the form first, which reads the whole body, whoever sent it.
        return super()._get_key(request) if request.user.is_authenticated else None


class _KeptInMemory(MemoryFileUploadHandler):
    """Takes every file into memory; Django's own would write a large one to the disk."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        super().handle_raw_input(*args, **kwargs)
        self.activated = True


class ByTokenWithFiles(ByToken):
    """The same for files that are read and not stored, which asks for no other right than to look."""

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """Refuse what is too large before it is read, and keep the rest off the disk."""
        found = super().authenticate(request, token)
        _take_files(request)
        return found

    def reads(self, request: HttpRequest) -> bool:  # noqa: ARG002  Reading a notice changes nothing.
        """Whatever the method."""
        return True


class SignedInWithFiles(SignedIn):
    """The same for files that nobody is to store: not even for a while, and not more than fits in memory."""

    def _get_key(self, request: HttpRequest) -> str | None:
        if request.user.is_authenticated:
            _take_files(request)
        return super()._get_key(request)


def _take_files(request: HttpRequest) -> None:
    limit = settings.ANYUE_UPLOAD_MEGABYTES
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit * MEGABYTE:
        raise AnyueError(UPLOAD_TOO_LARGE, limit=limit)
    request.upload_handlers = [_KeptInMemory(request)]


def require_proved(request: HttpRequest) -> None:
    """Raise PROOF_MISSING for a person who has not proved lately who they are; a token proves itself."""
    if not isinstance(getattr(request, "auth", None), Token) and not is_proved(request):
        raise AnyueError(PROOF_MISSING)


EITHER = [ByToken(), SignedIn()]
"""A program by its token, or a person by their session."""
IN_PERSON = [SignedIn()]
"""A person by their session alone: what makes or opens an account is for no program."""
EITHER_WITH_FILES = [ByTokenWithFiles(), SignedInWithFiles()]
