"""Rows in, changes and problems out."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue.core.units.columns import Column
from anyue.core.units.known import Known
from anyue.core.units.matching import Reach
from anyue.core.units.planning import Changes
from tests.core.units.county import COUNTY, KINDS_BY_CODE, SHORT, applied, faults, plan, told

DATED = (*SHORT, Column.OPENED, Column.CLOSED, Column.SUCCESSOR)


def test_rows_are_matched_by_code() -> None:
    changes = plan(
        ("A3", "石桥镇", "乡镇", "330100"),
        ("A5", "桥东村", "村", "A4"),
        ("A6", "桥西村", "村", "A3"),
        ("B1", "青溪水泥厂", "企业", "A3"),
    )
    assert faults(changes) == []
    assert told(changes) == [(2, ("renamed",)), (3, ("moved",)), (5, ("opened",))]
    assert (changes.unchanged, changes.unnamed) == (1, 3)


def test_rows_without_code_are_matched_by_name_within_their_parent() -> None:
    changes = plan(
        ("", "桥西村", "社区", "石桥铺镇"), ("", "桥西村", "社区", "柳林镇"), ("", "桥东村", "村", "A3")
    )
    assert faults(changes) == []
    assert told(changes) == [(3, ("opened",))]
    assert [change.after.parent for change in changes.changes] == [4]


def test_a_code_of_the_offices_own_replaces_the_made_one() -> None:
    changes = plan(("330101001", "石桥铺镇", "乡镇", "330100"))
    assert told(changes) == [(2, ("amended",))]
    assert (changes.changes[0].after.key, changes.changes[0].after.code) == (3, "330101001")


def test_a_whole_tree_without_codes_is_built_by_names() -> None:
    rows = [
        ("", "东河村", "村", "东河镇"),
        ("", "东河镇", "乡镇", "云岭县"),
        ("", "云岭县", "行政区", ""),
        ("", "云岭县安委办", "安委会办公室", "云岭县"),
    ]
    changes = plan(*rows, known=[])
    assert faults(changes) == []
    by_name = {change.after.name: change.after for change in changes.changes}
    assert by_name["东河村"].parent == by_name["东河镇"].key
    assert by_name["东河镇"].parent == by_name["云岭县"].key
    assert by_name["云岭县"].parent is None
    assert not plan(*rows, known=applied(changes, [])).changes


def test_new_units_come_after_the_others_in_the_order_of_the_rows() -> None:
    changes = plan(("", "甲村", "村", "A4"), ("", "乙村", "村", "A4"))
    assert [change.after.position for change in changes.changes] == [7, 8]


def test_closing_merging_and_reopening() -> None:
    changes = plan(
        ("A5", "桥东村", "村", "A3", "2019-05-01", "2026-06-01", "A6"),
        ("A6", "桥西村", "村", "A3", "", "", ""),
        ("A4", "柳林镇", "乡镇", "330100", "", "2026年7月1日", ""),
        columns=DATED,
    )
    assert faults(changes) == []
    assert told(changes) == [(2, ("merged",)), (4, ("closed",))]
    assert changes.changes[1].after.closed_on == date(2026, 7, 1)
    after = applied(changes)
    again = plan(("A4", "柳林镇", "乡镇", "330100", "", "", ""), columns=DATED, known=after)
    assert told(again) == [(2, ("reopened",))]


def test_columns_that_are_not_there_change_nothing() -> None:
    changes = (
        plan(("A3", "石桥铺镇"), columns=(Column.CODE, Column.NAME))
        if False
        else plan(("A5", "桥东村", "村"), columns=(Column.CODE, Column.NAME, Column.KIND))
    )
    assert told(changes) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("A3", "甲", "乡镇", "330100"), ("A3", "乙", "乡镇", "330100")], [("row_code_twice", 3, "A")]),
        ([("", "甲", "乡镇", "没有的县")], [("unit_not_found", 2, "D")]),
        ([("", "甲", "部落", "A3")], [("unit_kind_unknown", 2, "C")]),
        ([("", "", "乡镇", "A3")], [("name_missing", 2, "B")]),
        ([("", "桥东村", "村", "A3"), ("A5", "桥东村", "村", "A3")], [("unit_name_taken", 2, "B")]),
        ([("", "甲", "村", "A3"), ("", "甲", "村", "A3")], [("unit_name_taken", r, "B") for r in (2, 3)]),
        ([("A6", "桥东村", "村", "A3")], [("unit_name_taken", 2, "B")]),
        ([("A3", "石桥铺镇", "乡镇", "A5")], [("unit_within_itself", 2, "D")]),
        ([("A3", "石桥铺镇", "乡镇", "A3")], [("unit_within_itself", 2, "D")]),
        ([("", "甲", "村", "乙"), ("", "乙", "村", "甲")], [("unit_within_itself", r, "D") for r in (2, 3)]),
        ([("", "甲" * 81, "村", "A3")], [("cell_too_long", 2, "B")]),
    ],
)
def test_errors_name_their_cells(rows: list[tuple[str, ...]], expected: list[tuple[str, int, str]]) -> None:
    assert faults(plan(*rows)) == expected


def test_errors_are_told_with_their_cell() -> None:
    (error,) = plan(("", "甲", "部落", "A3")).problems.errors
    assert error.message.startswith("第 2 行 C 列：没有“部落”这个类别。请填：行政区、")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("A5", "桥东村", "村", "A3", "五月一日", "", ""), [("cell_not_a_day", 2, "E")]),
        (("A5", "桥东村", "村", "A3", "2026-02-30", "", ""), [("cell_not_a_day", 2, "E")]),
        (("A5", "桥东村", "村", "A3", "2026-02-03", "2026-02-01", ""), [("unit_dates_cross", 2, "F")]),
        (("A5", "桥东村", "村", "A3", "", "", "A6"), [("successor_without_day", 2, "G")]),
        (("A5", "桥东村", "村", "A3", "", "2026-02-01", "A5"), [("merged_into_itself", 2, "G")]),
        (("A5", "桥东村", "村", "A3", "", "2026-02-01", "Z9"), [("unit_not_found", 2, "G")]),
        (("A3", "石桥铺镇", "乡镇", "330100", "", "2026-02-01", ""), [("unit_not_empty", 2, "F")]),
    ],
)
def test_wrong_days_and_mergers(row: tuple[str, ...], expected: list[tuple[str, int, str]]) -> None:
    assert faults(plan(row, columns=DATED)) == expected


def test_nothing_new_stands_under_a_closed_unit() -> None:
    known = [*COUNTY, Known(7, "A7", "旧镇", "town", 1, 7, closed_on=date(2025, 1, 1))]
    assert faults(plan(("", "新村", "村", "A7"), known=known)) == [("unit_is_closed", 2, "D")]


def test_numbers_and_codes() -> None:
    columns = (*SHORT, Column.POPULATION, Column.REGION, Column.CREDIT)
    wrong = plan(("A4", "柳林镇", "乡镇", "330100", "一千", "33-01", ""), columns=columns)
    assert faults(wrong) == [("region_code_wrong", 2, "F"), ("cell_not_whole", 2, "E")]
    good = plan(
        ("A4", "柳林镇", "乡镇", "330100", "１,200", "330101001", "91350100M000100Y43"), columns=columns
    )
    assert (faults(good), good.problems.warnings) == ([], [])
    after = good.changes[0].after
    assert (after.population, after.region_code) == (1200, "330101001")
    odd = plan(("A4", "柳林镇", "乡镇", "330100", "", "", "91350100M000100Y44"), columns=columns)
    assert odd.is_possible
    assert [(one.problem.code, one.row, one.letter) for one in odd.problems.warnings] == [
        ("credit_code_wrong", 2, "G")
    ]
    assert odd.changes[0].after.credit_code == "91350100M000100Y44"


def test_depth_is_counted_from_the_root() -> None:
    rows = [("L0", "第0组", "村", "A6"), *((f"L{n}", f"第{n}组", "村", f"L{n - 1}") for n in range(1, 18))]
    assert [code for code, _, _ in faults(plan(*rows))] == ["unit_too_deep"]
    assert faults(plan(*rows[:-1])) == []
    assert len(faults(plan(*rows[:-1], reach=Reach(levels_above=2)))) == 2


def test_a_long_chain_in_the_wrong_order_is_refused_without_falling_over() -> None:
    rows = [("", f"第{n}组", "村", f"第{n - 1}组" if n else "A6") for n in range(3000)]
    assert {code for code, _, _ in faults(plan(*reversed(rows)))} == {"unit_too_deep"}


def test_who_reaches_a_part_changes_that_part_only() -> None:
    reach = Reach(base=3, levels_above=1, taken={"A4", "A2"})
    known = [unit for unit in COUNTY if unit.key in {3, 5, 6}]
    changes = plan(("", "桥东村", "村", ""), ("", "新村", "村", "A3"), known=known, reach=reach)
    assert faults(changes) == []
    assert [(change.row, change.after.parent) for change in changes.changes] == [(3, 3)]
    for row, code in (
        (("A3", "改名镇", "乡镇", ""), "row_out_of_reach"),
        (("A4", "柳林镇", "乡镇", ""), "unit_code_taken"),
        (("", "新村", "村", "A4"), "unit_not_found"),
        (("", "新村", "村", "柳林镇"), "unit_not_found"),
    ):
        assert [fault[0] for fault in faults(plan(row, known=known, reach=reach))] == [code]


def exported(known: list[Known]) -> list[tuple[str, ...]]:
    codes = {unit.key: unit.code for unit in known}
    return [
        (unit.code, unit.name, KINDS_BY_CODE[unit.kind], codes[unit.parent] if unit.parent else "")
        for unit in known
    ]


names = st.text("东西南北中溪桥", min_size=1, max_size=3)
words = st.sampled_from(["", "A2", "A3", "A5", "330100", "B1", "B2", "石桥铺镇", "东", "西"])
rows = st.lists(
    st.tuples(st.sampled_from(["", "", "A2", "A3", "A4", "A5", "B1", "B2"]), names, st.just("村"), words),
    max_size=8,
)


@settings(max_examples=150)
@given(rows)
def test_what_is_possible_keeps_a_tree_and_changes_nothing_the_second_time(
    made: list[tuple[str, ...]],
) -> None:
    changes = plan(*made)
    if not changes.is_possible:
        return
    after = applied(changes)
    by_key = {unit.key: unit for unit in after}
    for unit in after:
        seen: set[int] = set()
        at: Known | None = unit
        while at is not None:
            assert at.key not in seen
            seen.add(at.key)
            at = by_key[at.parent] if at.parent is not None else None
    assert len({unit.code for unit in after}) == len(after)
    assert len({(unit.parent, unit.name) for unit in after}) == len(after)
    assert plan(*exported(after), known=after).changes == ()
    assert changes.unchanged + len(changes.changes) == len(made)


@settings(max_examples=50)
@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_decides_nothing_but_the_order(made: list[tuple[str, ...]], chance: object) -> None:
    def essence(changes: Changes) -> set[tuple[object, ...]]:
        name = {change.after.key: change.after.name for change in changes.changes}
        name |= {unit.key: unit.name for unit in COUNTY}
        return {
            (change.after.name, change.events, name.get(change.after.parent or 0))
            for change in changes.changes
        }

    shuffled = list(made)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = plan(*made), plan(*shuffled)
    assert first.is_possible == second.is_possible
    if first.is_possible:
        assert essence(first) == essence(second)
