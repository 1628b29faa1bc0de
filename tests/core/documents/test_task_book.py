from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from anyue.core.documents.task_book import build_task_book
from anyue.core.notice.plan import Activity, Contact, Plan
from tests.core.notice.samples import NAMES, sample

PLAN = Plan("通知.txt", "", title="关于开展活动的通知")


def book_of(*plans: Plan) -> Workbook:
    return load_workbook(BytesIO(build_task_book(plans)))


def rows(book: Workbook, name: str) -> list[tuple[str, ...]]:
    return [tuple(str(value or "") for value in row) for row in book[name].iter_rows(3, values_only=True)]


@pytest.mark.parametrize("name", NAMES)
def test_each_item_of_a_sample_has_its_row(name: str) -> None:
    plan = sample(name)
    book = book_of(plan)
    counts = {
        "任务清单": len(plan.activities),
        "时点": len(plan.deadlines),
        "指标": len(plan.quotas),
        "联系方式": len(plan.contacts),
        "请核对": len(plan.warnings),
    }
    found = {sheet: len(rows(book, sheet)) if sheet in book.sheetnames else 0 for sheet in counts}
    assert found == counts
    assert [row[3] for row in rows(book, "任务清单")] == [a.heading for a in plan.activities]
    blanks = [row[4] for row in rows(book, "表格")] if "表格" in book.sheetnames else []
    assert len(blanks) == sum(len(f.indicators) or max(len(f.fields), 1) for f in plan.forms)


def test_activity_is_told_with_its_kind_and_doubt() -> None:
    activity = Activity(
        "举办咨询日活动",
        "（一）",
        ("主要活动",),
        "举办咨询日活动。",
        when="6月16日",
        where="人民广场",
        responsible=("县应急局", "各镇"),
        kind="consultation",
        doubt="没有写年份。",
    )
    (row,) = rows(book_of(replace(PLAN, activities=(activity,))), "任务清单")
    assert row[:7] == ("1", "（一）", "主要活动", "举办咨询日活动", "6月16日", "人民广场", "县应急局、各镇")
    assert row[8] == "没有写年份。"


def test_sheets_print_on_a4_across_with_their_heads_and_filters() -> None:
    for page in book_of(sample("huoxiao-2024")).worksheets:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.freeze_panes, page.print_title_rows) == ("A3", "$2:$2")
        assert page.auto_filter.ref.startswith("A2:")


def test_several_plans_name_the_notice_of_each_row() -> None:
    plans = [sample("huoxiao-2024"), sample("jituan-2021")]
    found = rows(book_of(*plans), "任务清单")
    assert [row[-1] for row in found] == [plan.title for plan in plans for _ in plan.activities]
    assert [row[0] for row in found] == [str(at + 1) for at in range(len(found))]


@given(
    words=st.one_of(
        st.text(max_size=50), st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", '\t=HYPERLINK("http://x")'])
    )
)
def test_no_words_become_a_formula_or_break_the_file(words: str) -> None:
    plan = replace(
        PLAN,
        title=words,
        activities=(Activity(words, words, (words,), words),),
        contacts=(Contact(name=words),),
    )
    cells = [
        cell
        for page in book_of(plan).worksheets
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [c.value for c in cells if str(c.value)[:1] in "=+-@\t\r" and not c.quotePrefix] == []


def test_same_plan_gives_the_same_bytes() -> None:
    assert build_task_book([sample("huoxiao-2024")]) == build_task_book([sample("huoxiao-2024")])
