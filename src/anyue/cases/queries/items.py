"""Items within a person's reach, each with what this person may read of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.campaigns.choices import Outcome
from anyue.cases.choices import ItemState
from anyue.cases.models import CaseItem, CaseVersion
from anyue.core.cases import Register, count_words, fields_of, told
from anyue.core.cases.fields import sub_of, title_of
from anyue.orgs.actions import require
from anyue.orgs.models import Membership, Unit
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import my_units_with

_VERSIONS = CaseVersion.objects.select_related("verdict__decided_by", "submitted_by").order_by("-number")


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a list as this person reads it: its own people the draft, the others what was sent."""

    item: CaseItem
    content: dict[str, str]
    is_own: bool

    @property
    def title(self) -> str:
        """By what it is called."""
        return title_of(self.item.kind, self.content) or "（未填名称）"

    @property
    def state(self) -> ItemState:
        """Where it stands."""
        return self.item.state()

    def words(self, code: str) -> str:
        """A field in words."""
        return told(fields_of(self.item.kind)[code], self.content.get(code, ""))

    @property
    def sub(self) -> str:
        """What a list says beside the title."""
        fields = fields_of(self.item.kind)
        return sub_of(self.item.kind, {code: told(fields[code], one) for code, one in self.content.items()})


def items_of(user: User) -> QuerySet[CaseItem]:
    """All items within reach, with their versions; units in official order. Two queries."""
    visible = CaseItem.objects.visible_to(user).select_related("unit", "superior", "participation__campaign")
    return visible.prefetch_related(Prefetch("versions", _VERSIONS))


def item_for(user: User, pk: int) -> CaseItem:
    """One of them; 404 otherwise. Two queries."""
    return get_object_or_404(items_of(user).select_related("created_by"), pk=pk)


def item_to_keep(user: User, pk: int) -> CaseItem:
    """One that a person may change; 404 where they can't see it, NOT_ALLOWED where they can."""
    item = item_for(user, pk)
    require(user, Permission.SUBMIT_REPORT, item.unit_id)
    return item


def seen_versions(item: CaseItem, *, is_own: bool) -> list[CaseVersion]:
    """The versions that a person may read, newest first: a superior none that was taken back undecided."""
    return [
        version
        for version in item.versions.all()
        if is_own or hasattr(version, "verdict") or (item.is_closed and version.number == item.version)
    ]


def standing_version(item: CaseItem, *, is_own: bool) -> CaseVersion | None:
    """What stands of an item beside the draft of its unit, None for nothing."""
    versions = seen_versions(item, is_own=is_own)
    if not item.is_closed and item.approved_version:
        versions = [one for one in versions if one.number == item.approved_version]
    return versions[0] if versions else None


def standing_content(item: CaseItem, *, is_own: bool) -> dict[str, str]:
    """What a person reads of an item: the unit's own people its draft, the others what stands of it."""
    if is_own and not item.is_closed:
        content: dict[str, str] = item.content
        return content
    version = standing_version(item, is_own=is_own)
    return version.content if version else {}


def rows_of(user: User, register: Register) -> list[Row]:
    """The items of one register within reach; three queries."""
    units = set(Membership.objects.of(user).values_list("unit", flat=True))
    return [
        Row(item, standing_content(item, is_own=item.unit_id in units), item.unit_id in units)
        for item in items_of(user).filter(register=register.value)
    ]


def approved_content(item: CaseItem) -> dict[str, str] | None:
    """What was approved last, None for nothing."""
    numbered = (one.content for one in item.versions.all() if one.number == item.approved_version)
    return next(numbered, None)


def counted(register: Register, rows: Iterable[Row]) -> str:
    """How many are approved, by kind, in one line: drafts and what waits count for nothing."""
    approved = [content for row in rows if (content := approved_content(row.item)) is not None]
    return count_words(register, approved)


def waiting_cases(user: User) -> QuerySet[CaseItem]:
    """Those that wait for this person's decision; one query."""
    units = my_units_with(user, Permission.REVIEW_REPORT).order_by()
    return CaseItem.objects.awaiting().filter(superior__in=units.values("pk")).order_by()


def rows_named(user: User, pks: Collection[int]) -> dict[int, Row]:
    """Those of these items that a person sees, as who approves them reads them, by id; two queries."""
    return {
        item.pk: Row(item, standing_content(item, is_own=False), is_own=False)
        for item in items_of(user).filter(pk__in=pks)
    }


def units_that_keep(user: User) -> QuerySet[Unit]:
    """The units for which a person may enter items; one query."""
    return my_units_with(user, Permission.SUBMIT_REPORT)


def is_returned(version: CaseVersion) -> bool:
    """Whether the superior sent this version back."""
    return hasattr(version, "verdict") and version.verdict.outcome == Outcome.RETURNED
