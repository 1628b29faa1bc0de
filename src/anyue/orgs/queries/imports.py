"""Reads: the units as a sheet has them, and what a sheet that waits to be confirmed would change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.shortcuts import get_object_or_404

from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.core.errors import units as faults
from anyue.core.units.columns import Column
from anyue.core.units.entries import read_entries
from anyue.core.units.known import Known
from anyue.core.units.matching import Reach
from anyue.core.units.planning import Change, Changes, plan_changes
from anyue.core.units.problems import Problems
from anyue.core.units.reading import UnitSheet
from anyue.core.units.writing import Words, write_unit_sheet
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Unit, UnitImport
from anyue.orgs.permissions import Permission
from anyue.orgs.preview import ids_named

_KINDS = {kind.label: kind.value for kind in UnitKind}
_FIELDS = (
    "pk",
    "code",
    "name",
    "kind",
    "parent_id",
    "position",
    "region_code",
    "sector",
    "credit_code",
    "population",
    "opened_on",
    "closed_on",
    "successor_id",
)


@dataclass(frozen=True, slots=True)
class Area:
    """What a person may change: all below `base`, or with None the whole tree."""

    base: Unit | None

    @property
    def name(self) -> str:
        """What pages call it."""
        return self.base.name if self.base else "全部单位"


def areas_of(user: User) -> list[Area]:
    """The areas whose units a person may change, in official order; one query."""
    if user.is_active and user.administers == AdministratorKind.SYSTEM:
        return [Area(None)]
    leading = Unit.objects.acted_for_by(user, Permission.MANAGE_UNITS).select_related("parent")
    bases = dict.fromkeys(unit.area for unit in leading) if user.is_active else ()
    return [Area(base) for base in bases]


def units_within(base: Unit | None) -> list[Known]:
    """All units below `base`, or all there are, in official order; one query."""
    units = Unit.objects.all() if base is None else Unit.objects.below(base)
    return [Known(*values) for values in units.values_list(*_FIELDS)]


def export_units(base: Unit | None) -> bytes:
    """The units below `base`, or all there are, as a workbook that can be read back; one query."""
    units = units_within(base)
    names = {unit.key: unit.name for unit in units}
    codes = {unit.key: unit.code for unit in units}
    if base is not None:
        names[base.pk], codes[base.pk] = base.name, base.code
    kinds = {code: label for label, code in _KINDS.items()}
    return write_unit_sheet(units, Words(names, codes, kinds))


def changes_of(sheet: UnitSheet, base: Unit | None, problems: Problems) -> Changes:
    """What a sheet would change below `base`, as the tree is now; at most two queries."""
    entries = list(read_entries(sheet, _KINDS, problems))
    units = units_within(base)
    if base is None:
        return plan_changes(entries, sheet.letters, units, Reach(), problems)
    own = {unit.code for unit in units} | {base.code}
    others = set(Unit.objects.order_by().values_list("code", flat=True)) - own
    # Nothing above the base is of any concern to what happens below it.
    units.append(
        Known(base.pk, base.code, base.name, base.kind, None, base.position, closed_on=base.closed_on)
    )
    reach = Reach(base.pk, len(base.ids_above), others)
    changes = plan_changes(entries, sheet.letters, units, reach, problems)
    for change in changes.changes:
        # The offices of an area are equals; one that stood elsewhere would be one of those below.
        before = change.before
        if before and _is_office_at(base, before) and _place(before) != _place(change.after):
            letter = sheet.letters.get(Column.NAME, "")
            problems.wrong(faults.ROW_OUT_OF_REACH, change.row, letter, unit=before.name)
    return changes


def _is_office_at(base: Unit, unit: Known) -> bool:
    return unit.kind == UnitKind.OFFICE and unit.parent == base.pk


def _place(unit: Known) -> tuple[str, int | None, date | None]:
    """What unit it is, where, and until when."""
    return unit.kind, unit.parent, unit.closed_on


def kept_sheet(draft: UnitImport) -> UnitSheet:
    """The sheet of a draft."""
    kept = draft.sheet
    letters = {Column(heading): letter for heading, letter in kept["letters"]}
    return UnitSheet(letters, [(row, tuple(words)) for row, *words in kept["rows"]])


def draft_for(user: User, pk: int) -> UnitImport:
    """A person's own sheet that waits to be confirmed or was applied; 404 otherwise. One query."""
    return get_object_or_404(UnitImport.objects.filter(made_by=user).select_related("base"), pk=pk)


def changes_in(draft: UnitImport) -> Changes:
    """What a draft would change as the tree is now; at most two queries."""
    return changes_of(kept_sheet(draft), draft.base, Problems())


def names_for(changes: Changes, shown: Iterable[Change]) -> dict[int, str]:
    """The names of what some of the changes name as parent or successor, new units too; one query."""
    shown = list(shown)
    new = {one.after.key: one.after.name for one in changes.changes if one.before is None}
    named = Unit.objects.order_by().filter(pk__in=ids_named(shown)).values_list("pk", "name")
    return new | dict(named)
