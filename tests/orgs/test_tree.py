"""The tree of units: paths, moves, and what its questions cost."""

import random
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anyue.core.errors import AnyueError
from anyue.orgs.actions import close_unit, create_unit, move_unit, rename_unit
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import STEP, Unit, ids_of
from tests.cast import Cast
from tests.orgs.refusals import refusals
from tests.race import at_once, codes


def paths_from_parents() -> dict[int, list[int]]:
    parents = dict(Unit.objects.values_list("pk", "parent_id"))

    def line(pk: int | None) -> list[int]:
        return [] if pk is None else [*line(parents[pk]), pk]

    return {pk: line(pk) for pk in parents}


def paths() -> dict[int, list[int]]:
    return {pk: ids_of(path) for pk, path in Unit.objects.values_list("pk", "path")}


def fresh(unit: Unit) -> Unit:
    return Unit.objects.get(pk=unit.pk)


def test_path_leads_from_the_root_to_the_unit(cast: Cast) -> None:
    assert ids_of(cast.village.path) == [cast.area.pk, cast.town.pk, cast.village.pk]
    assert paths() == paths_from_parents()


def test_subtree_and_ancestors_and_names(cast: Cast) -> None:
    town = {cast.village, cast.other_village, cast.enterprise}
    assert set(Unit.objects.below(cast.town)) == town
    assert set(Unit.objects.subtree_of(cast.town, cast.sibling_town)) == {*town, cast.town, cast.sibling_town}
    assert list(Unit.objects.ancestors_of(cast.village)) == [cast.area, cast.town]
    assert Unit.objects.filter(pk__in=[cast.village.pk, cast.area.pk]).names_above() == {
        cast.village.pk: ("青溪县", "石桥铺镇"),
        cast.area.pk: (),
    }
    assert set(Unit.objects.below()) == set()


def row(code: str, kind: UnitKind, parent: Unit) -> tuple[object, ...]:
    """A unit to be planted."""
    return (parent.path, code, "小溪村", kind, 30, "", "", "", None, date(2020, 1, 1), None, parent.pk)


def test_questions_to_the_tree_cost_the_same_for_any_number_of_units(cast: Cast) -> None:
    def cost() -> list[int]:
        counts = []
        for question in (
            lambda: list(Unit.objects.subtree_of(cast.area)),
            lambda: list(Unit.objects.ancestors_of(*Unit.objects.below(cast.area))),
            Unit.objects.names_above,
        ):
            with CaptureQueriesContext(connection) as asked:
                question()
            counts.append(len(asked))
        return counts

    before = cost()
    towns = Unit.objects.plant(row(f"T{n}", UnitKind.TOWN, cast.area) for n in range(30))
    above = Unit.objects.filter(pk__in=towns.values())
    Unit.objects.plant(row(f"{town.code}V{n}", UnitKind.VILLAGE, town) for town in above for n in range(20))
    assert cost() == before == [1, 2, 2]
    assert paths() == paths_from_parents()


def test_planted_units_know_their_paths(cast: Cast) -> None:
    ids = Unit.objects.plant([row("V1", UnitKind.VILLAGE, cast.town)])
    hamlet = Unit.objects.get(code="V1")
    assert ids == {"V1": hamlet.pk}
    assert hamlet.path == cast.town.path + f"{hamlet.pk:0{STEP}}"
    assert (hamlet.parent, hamlet.opened_on) == (cast.town, date(2020, 1, 1))


def test_move_takes_the_subtree_along(cast: Cast) -> None:
    move_unit(unit=cast.town, parent=cast.sibling_town, by=cast.lead)
    assert ids_of(fresh(cast.village).path) == [
        cast.area.pk,
        cast.sibling_town.pk,
        cast.town.pk,
        cast.village.pk,
    ]
    assert paths() == paths_from_parents()


def test_random_moves_keep_paths_and_make_no_cycle(cast: Cast) -> None:
    pick = random.Random(5)  # noqa: S311  Not for secrets.
    refused = []
    for _ in range(60):
        unit, parent = pick.sample(list(Unit.objects.all()), 2)
        try:
            move_unit(unit=unit, parent=parent, by=None)
        except AnyueError as error:
            refused.append(error.code)
    assert set(refused) == {"unit_within_itself"}
    assert paths() == paths_from_parents()
    assert cast.area.pk in paths()


@pytest.mark.parametrize("place", ["town", "village"])
def test_no_unit_moves_into_itself(cast: Cast, place: str) -> None:
    with pytest.raises(AnyueError, match="自己"):
        move_unit(unit=cast.town, parent=getattr(cast, place), by=cast.lead)


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_make_no_cycle(cast: Cast) -> None:
    told = at_once(
        lambda: move_unit(unit=cast.town, parent=cast.sibling_town, by=None),
        lambda: move_unit(unit=cast.sibling_town, parent=cast.town, by=None),
    )
    assert codes(["done" if one is None else one for one in told]) == ["done", "unit_within_itself"]
    assert paths() == paths_from_parents()


def test_tree_has_a_bottom(cast: Cast) -> None:
    unit = cast.village
    for _ in range(17):
        unit = create_unit(name="小组", kind=UnitKind.VILLAGE, parent=unit, position=1, by=None)
    assert len(unit.path) == 20 * STEP
    with pytest.raises(AnyueError, match="层级"):
        create_unit(name="小组", kind=UnitKind.VILLAGE, parent=unit, position=1, by=None)
    between = create_unit(name="夹层", kind=UnitKind.TOWN, parent=cast.sibling_town, position=1, by=None)
    with pytest.raises(AnyueError, match="层级"):
        move_unit(unit=cast.village, parent=between, by=None)


@pytest.mark.parametrize("name", ["reviewer", "leader", "clerk", "sibling", "bureau_clerk", "outsider"])
def test_only_the_lead_of_the_area_changes_its_units(cast: Cast, name: str) -> None:
    person = getattr(cast, name)
    assert refusals(
        lambda: rename_unit(unit=cast.town, name="改名镇", by=person),
        lambda: move_unit(unit=cast.village, parent=cast.sibling_town, by=person),
        lambda: close_unit(unit=cast.village, by=person),
        lambda: create_unit(name="新镇", kind=UnitKind.TOWN, parent=cast.area, position=99, by=person),
    ) == {"not_allowed"}


def test_lead_changes_nothing_beside_or_above(cast: Cast) -> None:
    assert refusals(
        lambda: rename_unit(unit=cast.area, name="改名县", by=cast.lead),
        lambda: rename_unit(unit=cast.far_office, name="改名办", by=cast.lead),
        lambda: move_unit(unit=cast.town, parent=cast.far_office, by=cast.lead),
        lambda: move_unit(unit=cast.town, parent=None, by=cast.lead),
    ) == {"not_allowed"}
    assert set(Unit.objects.maintained_by(cast.lead)) == set(Unit.objects.below(cast.area))


def test_siblings_have_different_names(cast: Cast) -> None:
    with pytest.raises(AnyueError, match="已有"):
        rename_unit(unit=cast.town, name=cast.sibling_town.name, by=cast.lead)


def test_code_is_made_when_none_is_given_and_never_twice(cast: Cast) -> None:
    made = set(Unit.objects.values_list("code", flat=True))
    assert len(made) == Unit.objects.count()
    assert all(len(code) == 10 for code in made)
    with pytest.raises(AnyueError, match="已被使用"):
        create_unit(
            name="重码镇", kind=UnitKind.TOWN, parent=cast.area, position=1, by=cast.lead, code=cast.town.code
        )
