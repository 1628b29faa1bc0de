"""What the form of a record offers: the terms of the unit's campaigns, and the units it may hold one with."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db.models import QuerySet

from anyue import clock
from anyue.campaigns.models import Activity, Participation
from anyue.core.collect.senders import Senders
from anyue.core.errors import AnyueError
from anyue.core.errors.ledger import CO_HOST_AMBIGUOUS, CO_HOST_UNKNOWN
from anyue.core.vocabulary import Term, vocabulary
from anyue.orgs.models import Unit

_BETWEEN = re.compile(r"[、，,；;\n]+")
_FOUND = 8
"""Units that one search shows."""
_NAMED = 4
"""Units that a message names when a name may mean several."""


def terms_for(units: Iterable[Unit]) -> tuple[list[Term], list[Term]]:
    """(settings, groups) that the notices of the units' campaigns name; all where they name none.

    One query, and one more for each campaign that this process has not met yet.
    """
    known = vocabulary()
    campaigns = (
        Participation.objects.filter(unit__in=list(units)).order_by().values_list("campaign", flat=True)
    )
    named: set[str] = set()
    for pk in campaigns.distinct():
        named |= codes_in(pk)
    settings = [term for term in known.settings if term.code in named]
    groups = [term for term in known.groups if term.code in named]
    return settings or list(known.settings), groups or list(known.groups)


@lru_cache(maxsize=1024)
def codes_in(campaign_pk: int) -> frozenset[str]:
    """The codes of the terms that a campaign's activities name; what was issued is never changed.

    What a unit adds when it relays comes later, and is left out.
    """
    rows = Activity.objects.filter(campaign=campaign_pk, added_by__isnull=True).values_list("heading", "text")
    text = "\n".join(f"{heading}\n{words}" for heading, words in rows)
    known = vocabulary()
    return frozenset((*known.settings_in(text), *known.groups_in(text)))


def _candidates(unit: Unit) -> QuerySet[Unit]:
    """The other units that take part in a campaign of this unit, in official order."""
    mine = Participation.objects.filter(unit=unit).values("campaign")
    beside = Participation.objects.filter(campaign__in=mine).values("unit")
    return Unit.objects.filter(pk__in=beside).open_on(clock.today()).exclude(pk=unit.pk)


def find_co_hosts(unit: Unit, words: str) -> list[Unit]:
    """The first units with these words in their names that may co-host with `unit`; one query."""
    asked = "".join(words.split())
    return list(_candidates(unit).filter(name__contains=asked)[:_FOUND]) if asked else []


def co_hosts_named(unit: Unit, text: str) -> list[Unit]:
    """The units that a text names, as people write them, in official order; one query.

    Raises `AnyueError` CO_HOST_UNKNOWN or CO_HOST_AMBIGUOUS for a name that means none or several.
    """
    return co_hosts_among(list(_candidates(unit)), text) if _BETWEEN.sub("", text).strip() else []


def candidates_of(unit: Unit) -> list[Unit]:
    """All units that may co-host with `unit`, in official order; one query."""
    return list(_candidates(unit))


def co_hosts_among(candidates: Sequence[Unit], text: str) -> list[Unit]:
    """Those of the candidates that a text names; errors as above. No query."""
    written = ["".join(name.split()) for name in _BETWEEN.split(text)]
    written = [name for name in written if name]
    by_name = {candidate.name: candidate for candidate in candidates}
    senders = Senders(list(by_name))
    named = {by_name[_meant(name, by_name, senders)].pk for name in written}
    return [candidate for candidate in candidates if candidate.pk in named]


def _meant(written: str, names: Iterable[str], senders: Senders) -> str:
    found = senders.named(written)
    if found is not None:
        return found
    holding = [name for name in names if written in name]
    if len(holding) == 1:
        return holding[0]
    if holding:
        raise AnyueError(CO_HOST_AMBIGUOUS, field="co_hosts", name=written, names="、".join(holding[:_NAMED]))
    raise AnyueError(CO_HOST_UNKNOWN, field="co_hosts", name=written)
