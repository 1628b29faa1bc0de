"""Several years of a table side by side: what is the same stays the same wherever it stands."""

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from anyue.core.documents.years_book import build_years_book
from anyue.core.forms.form import Form, FormKind, Group, Indicator, Source, ValueType
from anyue.core.years import Compared, YearTable, compare_years, shared, stable_codes


def blank(code: str, label: str, unit: str, source: Source | None = None) -> Indicator:
    return Indicator(label, unit, ValueType.NUMBER, code, source=source)


LECTURES, DRILLS = Source("lecture", "events"), Source("emergency-drill", "events")
OLD = Form(
    "附件1",
    "统计表",
    FormKind.STATISTICS,
    groups=(
        Group("1.应急演练", (blank("1.1", "演练（ ）场", "场", DRILLS),)),
        Group("2.宣讲", (blank("2.1", "宣讲（ ）场", "场", LECTURES),)),
        Group("3.横幅", (blank("3.1", "悬挂横幅（ ）条", "条"),)),
    ),
)
NEW = Form(
    "附件2",
    "统计表",
    FormKind.STATISTICS,
    groups=(
        Group("一、安全宣讲", (blank("1.1", "开展安全宣讲（ ）场", "场", LECTURES),)),
        Group("2.横幅", (blank("2.1", "悬挂横幅（ ）条", "条"),)),
        Group("3.咨询", (blank("3.1", "接待群众（ ）人次", "人次"),)),
    ),
)


def test_indicators_are_found_again_wherever_they_moved() -> None:
    rows = compare_years(
        [
            YearTable(2025, OLD, {"1.1": "4", "2.1": "8", "3.1": "10"}),
            YearTable(2026, NEW, {"1.1": "9", "2.1": "5", "3.1": "70"}),
        ]
    )
    told = [(row.label, row.values, row.change_words) for row in rows]
    assert told == [
        ("开展安全宣讲", (Decimal(8), Decimal(9)), "+12.5%"),
        ("悬挂横幅", (Decimal(10), Decimal(5)), "-50.0%"),
        ("接待群众", (None, Decimal(70)), ""),
        ("演练", (Decimal(4), None), ""),
    ]
    assert shared(OLD, NEW) == 2


def test_two_blanks_of_one_number_are_told_apart_by_their_words() -> None:
    twice = Form(
        "附件",
        "统计表",
        FormKind.STATISTICS,
        groups=(
            Group(
                "宣讲",
                (
                    blank("1.1", "宣讲（ ）场", "场", LECTURES),
                    blank("1.2", "专家宣讲（ ）场", "场", LECTURES),
                ),
            ),
        ),
    )
    assert len(set(stable_codes(twice).values())) == 2


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [("0", "5", ""), ("5", "0", "-100.0%"), ("3", "3", "0.0%"), ("3", "4", "+33.3%"), (None, "4", "")],
)
def test_change_has_a_base_or_is_none(before: str | None, now: str, words: str) -> None:
    values = (None if before is None else Decimal(before), Decimal(now))
    assert Compared("k", "", "宣讲", "场", values).change_words == words


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_a_table_that_does_not_change_keeps_its_numbers(counts: list[int]) -> None:
    tables = [YearTable(2020 + at, OLD, {"1.1": str(count)}) for at, count in enumerate(counts)]
    rows = compare_years(tables)
    assert [row.label for row in rows] == ["演练", "宣讲", "悬挂横幅"]
    assert rows[0].values == tuple(Decimal(count) for count in counts)


def test_workbook_holds_the_total_and_every_unit() -> None:
    row = Compared("k", "宣讲", "=宣讲", "场", (Decimal(8), None))
    book = load_workbook(BytesIO(build_years_book("历年对比", [2025, 2026], [row], [("石桥镇", [row])])))
    total, units = book["合计"], book["分单位"]
    assert [cell.value for cell in total[2]] == ["项目", "指标", "计量单位", "2025年", "2026年", "增减"]
    assert [cell.value for cell in total[3]][:5] == ["宣讲", "=宣讲", "场", 8, None]
    assert total["B3"].data_type == "s"
    assert units["A3"].value == "石桥镇"
