"""One text in every field that somebody may write, so that no new field of a model can be forgotten."""

from collections.abc import Iterator
from typing import Union

from django.apps import apps
from django.db import models

from anyue import clock
from anyue.accounts.models import RequestCount
from anyue.audit.models import AuditEntry
from anyue.campaigns.actions import ask_to_join, cancel_occurrence, open_join_link
from anyue.campaigns.models import Activity, Assignment, Occurrence, OwnTime
from anyue.core.forms.package import without_illegal
from anyue.orgs.actions import save_group
from anyue.records.actions import adopt_featured, cancel_record, decline_featured
from anyue.records.models import ActivityRecord, MediaLink
from anyue.reports.actions import finalise_summary, save_summary
from tests.security.world import World

Words = Union["models.CharField[str, str]", "models.TextField[str, str]"]
# What the program writes itself: codes, digests, secrets, places in the tree.
OWN = frozenset(
    {
        "after_receipt",
        "check_code",
        "content",
        "digest",
        "index",
        "key",
        "kind",
        "act",
        "password",
        "path",
        "sealed",
        "session_data",
        "sha256",
        "previous",
        "root",
        "suite",
    }
)
# The trail can't be rewritten, and holds no words of people; counts of requests hold none either.
APART = frozenset({AuditEntry, RequestCount})


def fields() -> Iterator[tuple[type[models.Model], Words]]:
    """All fields of our models that hold words."""
    for model in apps.get_models():
        if model.__module__.startswith("anyue.") and model not in APART:
            for field in model._meta.local_fields:
                if isinstance(field, (models.CharField, models.TextField)) and not (
                    field.choices or field.unique or field.name in OWN
                ):
                    yield model, field


def add_rows(world: World, text: str) -> None:
    """What a world has none of: groups, who asks to join, media reports, times put off, tasks, venues."""
    paper = next(one for one in world.papers if one.campaign)
    root, below = paper.parts[:2]
    head = paper.place.head
    save_group(owner=paper.place.row, name=text[:40], units=[below.place.row], by=head)
    link = open_join_link(participation=root.row, by=head)
    ask_to_join(link=link, unit=below.place.row, name=text, typed="13900001111", password="x" * 12, by=None)
    occurrence = Occurrence.objects.filter(deadline__campaign=paper.campaign).latest("pk")
    OwnTime.objects.create(
        participation=below.row, occurrence=occurrence, due_at=clock.now(), set_at=clock.now(), set_by=head
    )
    for activity in Activity.objects.filter(campaign=paper.campaign):
        Assignment.objects.get_or_create(activity=activity, participation=below.row)
    for record in ActivityRecord.objects.all():
        MediaLink.objects.create(record=record, position=0)
    first, second, *_ = world.put
    by = {put: put.part.paper.place.head for put in (first, second)}
    adopt_featured(featured=first.row, adopted_in=text, seen=0, by=by[first])
    decline_featured(featured=second.row, reason="other", remark=text, seen=0, by=by[second])
    plain = next(held for held in world.held if not held.counted_for)
    cancel_record(record=plain.row, reason=text, by=plain.place.head)
    cancel_occurrence(occurrence=occurrence, reason=text, by=head)
    save_summary(participation=root.row, text=text, revision=0, by=head)
    finalise_summary(participation=root.row, text=text, revision=1, by=head)
    ActivityRecord.objects.update(venues=[{"name": text, "measures": {}}, {"name": text, "measures": {}}])


def plant(text: str) -> list[str]:
    """Write the text, cut to what each takes, into all rows; the names of the fields."""
    planted = []
    for model, field in fields():
        kept = text[: field.max_length]
        rows = model._meta.base_manager.all()
        if field.name.endswith(("reason", "adopted_in", "remark")):
            # There is one only where something was done for it.
            rows = rows.exclude(**{field.name: ""})
        if rows.update(**{field.name: without_illegal(kept)}):
            planted.append(f"{model.__name__}.{field.name}")
    return planted
