"""Writes: the link of a work group, and who comes in by it.

Whoever has the link may ask; nothing of the answer tells whether a number is known. A number that an office
has listed comes in by the code that was handed over with it (`accounts.backends.CodeBackend`); everybody else
waits until the office says yes. Neither gives anybody the rights of an account that is there already: a yes
adds a unit to that account and leaves its password alone.
"""

import secrets
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Max, QuerySet

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import JoinLink, JoinRequest, Occurrence, Participation
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.mobile import read_mobile
from anyue.orgs.actions import Appointed, admit, require
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission

MOST_WAITING = 500
"""How many may wait at one link: a crowd that has it fills no more than a list that can be emptied."""


def _last_day(participation: Participation) -> date:
    """The day on which the campaign is over: its end, or its last deadline where that is later."""
    campaign = participation.campaign
    dues = Occurrence.objects.known_to([participation]).aggregate(last=Max("due_at"))
    days = [campaign.ends_on, dues["last"].date() if dues["last"] else None]
    return max((day for day in days if day), default=clock.today())


@transaction.atomic
def open_join_link(*, participation: Participation, by: User) -> JoinLink:
    """A link for the work group; one that is there already is replaced and ends."""
    require(by, Permission.MANAGE_PEOPLE_BELOW, participation.unit_id)
    facts = {
        "secret": secrets.token_urlsafe(18),
        "expires_on": _last_day(participation),
        "made_at": clock.now(),
        "made_by": by,
    }
    link, _ = JoinLink.objects.update_or_create(participation=participation, defaults=facts)
    write_entry("open_join_link", by=by, on=participation, unit_id=participation.unit_id)
    return link


@transaction.atomic
def close_join_link(*, participation: Participation, by: User) -> None:
    """Let nobody else ask; who waits goes on waiting."""
    require(by, Permission.MANAGE_PEOPLE_BELOW, participation.unit_id)
    JoinLink.objects.filter(participation=participation).delete()
    write_entry("close_join_link", by=by, on=participation, unit_id=participation.unit_id)


def ask_to_join(  # noqa: PLR0913  One argument a field of the page.
    *, link: JoinLink, unit: Unit, name: str, typed: str, password: str, by: User | None
) -> JoinRequest:
    """Let a person wait for the office's word; `by` is None for somebody who has not signed in.

    Raises:
        AnyueError: no mobile number, or too many wait already.
    """
    request = JoinRequest(participation_id=link.participation_id, unit=unit, name=name, asked_at=clock.now())
    request.number = read_mobile(typed)
    request.password = make_password(password)
    request.check_code = f"{secrets.randbelow(10_000):04}"
    if JoinRequest.objects.filter(participation=link.participation_id).count() >= MOST_WAITING:
        raise AnyueError(errors.JOIN_FULL)
    with transaction.atomic():
        # Numbers that nobody has answered for are not kept, wherever nobody tidies up.
        _past_requests().delete()
        request.save()
        write_entry("ask_to_join", by=by, on=request, unit_id=unit.pk)
    return request


def _past_requests() -> QuerySet[JoinRequest]:
    """The requests that nobody has answered in time."""
    return JoinRequest.objects.filter(asked_at__lt=clock.now() - timedelta(days=settings.KEEP_REQUEST_DAYS))


@transaction.atomic
def clear_requests(*, by: User | None) -> int:
    """Remove the requests to join that nobody has answered in time, names and numbers too: how many.

    `by` is None on the command line.
    """
    gone, _ = _past_requests().delete()
    write_entry("clear_requests", by=by, on="requests", reason=str(gone))
    return gone


def _claim(request: JoinRequest, by: User) -> None:
    """Take a request off the list, if nobody else was faster; the number and the password go with it."""
    require(by, Permission.MANAGE_PEOPLE_BELOW, request.participation.unit_id)
    gone, _ = JoinRequest.objects.filter(pk=request.pk).delete()
    if not gone:
        raise AnyueError(errors.JOIN_DECIDED)


@transaction.atomic
def let_join(*, request: JoinRequest, by: User) -> Appointed:
    """Say yes: the person acts for the unit as its liaison.

    Raises:
        AnyueError: no right to, decided by somebody else, or a number under another name.
    """
    number, password = request.number, request.password
    _claim(request, by)
    write_entry("let_join", by=by, on=request, unit_id=request.unit_id)
    return admit(unit=request.unit, name=request.name, number=number, password=password, by=by)


@transaction.atomic
def turn_away(*, request: JoinRequest, by: User) -> None:
    """Say no; nothing of what was asked is kept."""
    _claim(request, by)
    write_entry("turn_away", by=by, on=request, unit_id=request.unit_id)


@transaction.atomic
def turn_all_away(*, participation: Participation, by: User) -> int:
    """Say no to everybody who waits, as when the link got into wrong hands; how many there were."""
    require(by, Permission.MANAGE_PEOPLE_BELOW, participation.unit_id)
    gone, _ = JoinRequest.objects.filter(participation=participation).delete()
    write_entry("turn_all_away", by=by, on=participation, unit_id=participation.unit_id, reason=str(gone))
    return gone
