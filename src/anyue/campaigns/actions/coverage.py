"""Writes: a person's word on one thing that the superior asks."""

from typing import Any

from django.db import transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.coverage import coverage_of, superiors_of
from anyue.campaigns.models import Campaign, CoverageWord, Notice
from anyue.core import errors
from anyue.core.coverage import Word, choices_of
from anyue.core.errors import AnyueError
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission


@transaction.atomic
def say_coverage(  # noqa: PLR0913  One argument a field of the page.
    *, notice: Notice, against: Campaign, key: str, word: Word | None, counterpart: str = "", by: User
) -> None:
    """Say that an item is in order, has no counterpart, or has this one; None takes the word back.

    Raises:
        AnyueError: no right to, no such item or counterpart, or a campaign that the notice's unit was not
            asked in.
    """
    require(by, Permission.IMPORT_NOTICE, notice.unit_id)
    if not superiors_of(by, notice).filter(pk=against.pk).exists():
        raise AnyueError(errors.NOT_CARRIED_OUT)
    items = coverage_of(notice, against)
    if key not in {item.key for item in items}:
        raise AnyueError(errors.COVERAGE_ITEM_GONE)
    kept = None
    if word is Word.MATCHED:
        chosen = {one.key: one for one in choices_of(items, key)}.get(counterpart)
        if chosen is None:
            raise AnyueError(errors.COUNTERPART_MISSING, field="counterpart")
        kept = [chosen.key, chosen.title, *(chosen.span or (None, None))]
    place: dict[str, Any] = {"notice": notice, "against": against, "key": key}
    if word is None:
        CoverageWord.objects.filter(**place).delete()
    else:
        said = {"word": word.value, "counterpart": kept, "said_at": clock.now(), "said_by": by}
        CoverageWord.objects.update_or_create(**place, defaults=said)
    reason = f"campaign={against.pk} item={key} word={word.value if word else 'none'}"
    write_entry("say_coverage", by=by, on=notice, unit_id=notice.unit_id, reason=reason)
