"""What a session knows of the visit, from the moment somebody signs in."""

from typing import Any

from django.http import HttpRequest

from anyue.accounts.models import User
from anyue.accounts.proof import FACTOR_OWED, FACTOR_PROVED, has_factor, note_proof
from anyue.accounts.sessions import ADDRESS, BROWSER
from anyue.audit.refusals import note_refusal
from anyue.core.browsers import browser_of


def begin_visit(request: HttpRequest, user: User, **_of_the_signal: object) -> None:
    """Note whence, when and with what somebody signed in; called for every way of signing in."""
    session = request.session
    session[BROWSER] = browser_of(request.META.get("HTTP_USER_AGENT", ""))
    session[ADDRESS] = (request.META.get("REMOTE_ADDR") or "")[:45]
    session.pop(FACTOR_PROVED, None)
    session[FACTOR_OWED] = has_factor(user)
    note_proof(request)


def note_failed_sign_in(credentials: dict[str, Any], **_of_the_signal: object) -> None:
    """Put a failed sign-in on the trail: the id of the account where there is one, never what was typed."""
    tried = User.objects.filter(account=str(credentials.get("username") or "")[:40]).first()
    note_refusal("sign_in", by=None, on=f"user:{tried.pk}" if tried else "user")
