"""What was refused: an entry although the act's own transaction rolled back.

A refusal is noted where it is decided and written once the request is over, outside of any transaction. An
answer that says no (403, 429) and that nobody noted is written as such, unless it only asks for something
first (`Asking`). A crowd can't fill the disk: of
each person, and of all strangers together, so many a minute are written one by one, and the next entry
tells how many were left out.
"""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse

from anyue import clock
from anyue.audit.choices import Result
from anyue.audit.entries import insert_entry
from anyue.core.trail.restraint import Restraint

_NO = frozenset({403, 429})
_log = logging.getLogger(__name__)
_of_people = Restraint(limit=20)
_of_strangers = Restraint(limit=60)


@dataclass(frozen=True, slots=True)
class _Refusal:
    action: str
    by_id: Any
    target: str
    unit_id: int | None = None
    reason: str = ""


class Asking(HttpResponse):
    """An answer that asks for something before the act goes on, and so refuses nothing."""

    status_code = 403


_noted: ContextVar[list[_Refusal] | None] = ContextVar("refusals", default=None)


def note_refusal(
    action: str, *, by: AbstractBaseUser | None, on: str, unit_id: int | None = None, reason: str = ""
) -> None:
    """Remember that an act was refused; outside a request there is nobody to be told."""
    noted = _noted.get()
    if noted is not None:
        noted.append(_Refusal(action, by.pk if by else None, on, unit_id, reason))


class RefusalsMiddleware:
    """Writes what was refused in the course of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, then write."""
        refusals: list[_Refusal] = []
        token = _noted.set(refusals)
        try:
            response = self.get_response(request)
        finally:
            _noted.reset(token)
        if not refusals and response.status_code in _NO and not isinstance(response, Asking):
            user = None if isinstance(request.user, AnonymousUser) else request.user
            page = request.resolver_match.view_name if request.resolver_match else "rate"
            refusals.append(
                _Refusal("request", user.pk if user else None, page, None, str(response.status_code))
            )
        for refusal in refusals:
            _write(refusal)
        return response


def _write(refusal: _Refusal) -> None:
    """Write one refusal in a transaction of its own; the answer goes out even where that fails."""
    restraint = _of_people if refusal.by_id else _of_strangers
    left_out = restraint.admit(refusal.by_id, clock.now())
    if left_out is None:
        return
    reason = f"{refusal.reason} left_out={left_out}".strip() if left_out else refusal.reason
    try:
        with transaction.atomic():
            insert_entry(
                action=refusal.action,
                by_id=refusal.by_id,
                target=refusal.target[:60],
                unit_id=refusal.unit_id,
                reason=reason,
                result=Result.REFUSED,
            )
    except DatabaseError:
        _log.exception("A refusal could not be put on the trail.")
