"""What a session has proved, and when; the decorator for what asks for a fresh proof.

A session has to prove who its person is again before a dangerous act: by the password, or by a code where the
person has a second factor. `recently_proved` goes over the view of such an act:

    @recently_proved  # outermost: it answers a POST of its own
    @require_GET
    def stop_account(request: HttpRequest, pk: int) -> HttpResponse: ...

Within ten minutes of the last proof nobody is asked. What was typed into a form meanwhile is carried along.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from anyue import clock
from anyue.accounts import actions
from anyue.accounts.models import SecondFactor, User
from anyue.accounts.person import person
from anyue.audit.refusals import Asking
from anyue.core.errors import PASSWORD_WRONG, AnyueError
from anyue.web.views import carried_fields

PROVED_AT = "proved_at"
FACTOR_OWED = "factor_owed"
FACTOR_PROVED = "factor_proved"
_FRESH = timedelta(minutes=10)
_FIELD = "proof_password"

View = Callable[..., HttpResponse]


def owes_factor(user: User, session: Any) -> bool:  # noqa: ANN401  Sessions of Django have no type of their own.
    """Whether this session still has to give the second factor, or to set one up, before anything else."""
    if session.get(FACTOR_PROVED):
        return False
    return bool(session.get(FACTOR_OWED)) or must_have_factor(user)


def must_have_factor(user: User) -> bool:
    """Whether the person may not go without a second factor."""
    return bool(user.administers) and bool(settings.SECOND_FACTOR_REQUIRED)


def has_factor(user: User) -> bool:
    """Whether a second factor of the person is in force; one query."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


def note_proof(request: HttpRequest) -> None:
    """The person of this session has just proved who they are."""
    request.session[PROVED_AT] = clock.running().timestamp()


def is_proved(request: HttpRequest) -> bool:
    """Whether that was a moment ago."""
    proved_at = request.session.get(PROVED_AT, 0.0)
    return bool(clock.running().timestamp() - proved_at < _FRESH.total_seconds())


def recently_proved(view: View) -> View:
    """Ask for a fresh proof before this view; see the module."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_proved(request):
            return view(request, *args, **kwargs)
        is_act = request.method == "POST"
        error = ""
        if is_act and _FIELD in request.POST:
            try:
                _prove(request, request.POST[_FIELD])
            except AnyueError as wrong:
                error = wrong.message
            else:
                if request.POST.get("proof_method") == "GET":
                    return redirect(request.get_full_path())
                return view(request, *args, **kwargs)
        method = request.POST.get("proof_method", "POST") if is_act else "GET"
        context = {
            "error": error,
            "method": method,
            "carried": [pair for pair in carried_fields(request) if not pair[0].startswith("proof_")],
            "has_files": bool(is_act and request.FILES),
            "has_factor": has_factor(person(request)),
        }
        return Asking(render_to_string("accounts/prove.html", context, request))

    return guarded


def _prove(request: HttpRequest, typed: str) -> None:
    user = person(request)
    if len("".join(typed.split())) == 6 and has_factor(user):
        actions.prove_factor(typed=typed, by=user)
    elif authenticate(request, username=user.account, password=typed) is None:
        raise AnyueError(PASSWORD_WRONG)
    note_proof(request)
