"""The sheet as a file: what is written is read back, and what is doubtful is told with its cell."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from anyue.core.errors import AnyueError
from anyue.core.units.columns import REMARK, Column
from anyue.core.units.entries import read_entries
from anyue.core.units.known import Known
from anyue.core.units.matching import Reach
from anyue.core.units.planning import Changes, plan_changes
from anyue.core.units.problems import Problems
from anyue.core.units.reading import UnitSheet, read_unit_sheet
from anyue.core.units.writing import Words, write_unit_sheet
from tests.core.units.county import COUNTY, KINDS, KINDS_BY_CODE

HEADS = ["单位代码", "单位名称", "类别", "上级代码"]
ROWS = [
    ["A3", "石桥铺镇", "乡镇", "330100"],
    ["A4", "柳林镇", "乡镇", "330100"],
    ["A5", "桥东村", "村", "A3"],
]


def written(known: list[Known]) -> bytes:
    names = {unit.key: unit.name for unit in known}
    codes = {unit.key: unit.code for unit in known}
    return write_unit_sheet(known, Words(names, codes, KINDS_BY_CODE))


def read(data: bytes) -> tuple[UnitSheet, Problems]:
    problems = Problems()
    return read_unit_sheet(data, "单位.xlsx", problems), problems


def planned(data: bytes, known: list[Known]) -> Changes:
    sheet, problems = read(data)
    entries = list(read_entries(sheet, KINDS, problems))
    return plan_changes(entries, sheet.letters, known, Reach(), problems)


def book(change: Callable[[Worksheet], object] = lambda _: None, rows: list[list[str]] = ROWS) -> bytes:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in [HEADS, *rows]:
        sheet.append(row)
    change(sheet)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(AnyueError) as error:
        read(data)
    return error.value.code


def told(problems: Problems) -> list[tuple[str, int, str]]:
    return [(one.problem.code, one.row, one.letter) for one in (*problems.errors, *problems.warnings)]


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=12)
details = st.fixed_dictionaries(
    {
        "region_code": st.sampled_from(["", "330100", "330100001002"]),
        "sector": st.one_of(st.just(""), words),
        "credit_code": st.sampled_from(["", "91350100M000100Y43"]),
        "population": st.one_of(st.none(), st.integers(0, 10**9 - 1)),
        "opened_on": st.one_of(st.none(), st.dates(date(1949, 10, 1), date(2020, 1, 1))),
        "closed_on": st.one_of(st.none(), st.dates(date(2021, 1, 1), date(2099, 1, 1))),
    }
)


@settings(max_examples=30)
@given(st.lists(st.tuples(words, details), max_size=5, unique_by=lambda one: one[0]))
def test_what_is_written_is_read_back_and_changes_nothing(made: list[tuple[str, dict[str, object]]]) -> None:
    units = [
        *COUNTY,
        *(
            Known(10 + at, f"C{at}", name, "enterprise", 6, 10 + at, **more)  # type: ignore[arg-type]
            for at, (name, more) in enumerate(made)
        ),
    ]
    changes = planned(written(units), units)
    assert [problem.message for problem in changes.problems.errors] == []
    assert (changes.changes, changes.unchanged, changes.unnamed) == ((), len(units), 0)


def test_sheet_holds_text_and_no_formula() -> None:
    evil = [Known(1, "=1+1", '=HYPERLINK("http://x")', "area", None, 1, sector="@SUM(A1)", population=5)]
    sheet = load_workbook(BytesIO(written(evil))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [*(column.value for column in Column), REMARK]
    row = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    for head in ("单位代码", "单位名称", "行业"):
        assert row[head].data_type != "f"
        assert row[head].quotePrefix
    assert row["单位名称"].value == '=HYPERLINK("http://x")'
    assert row["服务人口"].value == 5
    assert planned(written(evil), evil).changes == ()


def test_same_units_give_the_same_bytes() -> None:
    assert written(COUNTY) == written(COUNTY)


def test_titles_above_and_other_columns_are_passed_over() -> None:
    def shift(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 3)
        sheet["A1"] = "青溪县单位表"
        sheet.insert_cols(2)
        sheet["B4"] = "备注"
        sheet["B5"] = "=1+1"

    sheet, problems = read(book(shift))
    assert told(problems) == []
    assert sheet.letters == {
        Column.CODE: "A",
        Column.NAME: "C",
        Column.KIND: "D",
        Column.PARENT: "E",
    }
    assert sheet.rows[0] == (5, ("A3", "石桥铺镇", "乡镇", "330100"))


def test_numbers_and_days_of_excel_are_read_as_they_show() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["E1"], sheet["E2"] = "区划代码", 330101001000
        sheet["F1"], sheet["F2"] = "设立日期", date(2019, 5, 1)
        sheet["A4"] = 330102

    sheet, _ = read(book(fill))
    assert sheet.rows[0][1][4:] == ("330101001000", "2019年5月1日")
    assert sheet.rows[2][1][0] == "330102"


def test_formula_is_refused_with_its_cell() -> None:
    _, problems = read(book(lambda sheet: sheet.__setitem__("B3", '="柳林"&"镇"')))
    assert told(problems) == [("cell_is_formula", 3, "B")]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("D2:D4", [("cell_is_merged", 2, "D")]),
        ("A3:B3", [("cell_is_merged", 3, "A")]),
        ("F2:G9", []),
        ("A20:D20", []),
    ],
)
def test_merged_cells_are_refused_where_units_stand(cells: str, expected: list[tuple[str, int, str]]) -> None:
    _, problems = read(book(lambda sheet: sheet.merge_cells(cells)))
    assert told(problems) == expected


def test_hidden_rows_are_read_and_told() -> None:
    def hide(sheet: Worksheet) -> None:
        for row in (2, 3):
            sheet.row_dimensions[row].hidden = True

    sheet, problems = read(book(hide))
    assert len(sheet.rows) == 3
    assert [one.message for one in problems.warnings] == [
        "第 2—3 行是隐藏的，也已读入。不要导入的，请先删去。"
    ]


def test_ten_thousand_columns_are_refused() -> None:
    assert refused(book(rows=[["x"] * 10_000])) == "units_too_wide"
    assert refused(book(lambda sheet: sheet.__setitem__("AAA3", "x"))) == "units_too_wide"


def test_heading_must_be_there_once() -> None:
    assert refused(book(lambda sheet: sheet.__setitem__("C1", "种类"))) == "units_without_heads"
    _, problems = read(book(lambda sheet: sheet.__setitem__("E1", "单位名称")))
    assert told(problems) == [("heading_twice", 1, "E")]


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"\xd0\xcf\x11\xe0", "单位名称,类别".encode(), b"PK\x03\x04" * 9]
)
def test_what_is_no_workbook_is_refused_in_words(data: bytes) -> None:
    assert refused(data) in {"units_not_xlsx", "file_damaged"}


@settings(max_examples=40)
@given(st.lists(st.lists(st.text(max_size=6), min_size=4, max_size=4), max_size=5))
def test_whatever_stands_in_the_cells_is_no_fault_of_ours(rows: list[list[str]]) -> None:
    problems = Problems()
    letters = dict(zip([Column.CODE, Column.NAME, Column.KIND, Column.PARENT], "ABCD", strict=True))
    sheet = UnitSheet(letters, [(n, tuple(row)) for n, row in enumerate(rows, 2)])
    entries = list(read_entries(sheet, KINDS, problems))
    changes = plan_changes(entries, letters, COUNTY, Reach(), problems)
    assert len(changes.digest) == 64
    assert all(one.message.startswith("第 ") for one in changes.problems.errors)
