"""What the table shows of a plan that a notice of ours does not have."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.cli.columns import cut, wrapped
from anyue.cli.read.table import plan_table
from anyue.core.documents.columns import width
from anyue.core.forms.form import Form, FormKind
from anyue.core.notice.plan import (
    Activity,
    Contact,
    Deadline,
    Period,
    Plan,
    Quota,
    Requirement,
    Warning,  # noqa: A004  The plan's own word.
)

DOUBT = "没有写年份，按成文日期理解为2026年。"
PLAN = Plan("通知.txt", "", title="关于开展活动的通知", issuer="青溪县安委办")


def test_every_doubt_is_shown_with_its_mark_and_reason() -> None:
    plan = replace(
        PLAN,
        header_doubts={"issuer": DOUBT},
        periods=(Period("活动", "2026-06-01", None, doubt=DOUBT),),
        activities=(Activity("宣讲", "", (), "宣讲", doubt=DOUBT),),
        deadlines=(Deadline("方案", "6月5日前", "2026-06-05", doubt=DOUBT),),
        quotas=(Quota("各镇", "宣讲", 1, "场", doubt=DOUBT),),
        forms=(Form("附件1", "统计表", FormKind.STATISTICS, doubt=DOUBT),),
        contacts=(Contact(phone="0591-5550136", doubt=DOUBT),),
        requirements=(Requirement("加强领导", "加强领导", doubt=DOUBT),),
    )
    assert plan_table(plan, colours=False).count(f"？ {DOUBT}") == 8


def test_plain_plan_has_no_marks() -> None:
    told = plan_table(PLAN, colours=False)
    assert told == "关于开展活动的通知\n  发文机关  青溪县安委办"


def test_marking_stands_at_the_top() -> None:
    lines = plan_table(replace(PLAN, markings=("机密",)), colours=False).splitlines()
    assert lines[1].startswith("  ! 标有“机密”")


def test_warnings_stand_last_and_in_red() -> None:
    plan = replace(PLAN, warnings=(Warning("impossible_date", "日期“6月31日”不存在。"),))
    assert plan_table(plan, colours=True).splitlines()[-1] == "\033[31m  ! 日期“6月31日”不存在。\033[0m"


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (None, "没有日期"),
        ("2026-06-05", "2026-06-05"),
        ("2026-06-05T12:00", "2026-06-05 12:00"),
        ("weekly MON,WED 12:00 2026-06", "每周一、三 12:00（2026-06）"),
        ("daily 17:00 2026-06..2026-07", "每日 17:00（2026-06至2026-07）"),
        ("monthly -1 2026", "每月最后一日（2026）"),
        ("monthly 25 2026-06", "每月25日（2026-06）"),
    ],
)
def test_time_of_a_deadline_is_told_in_words(due: str | None, told: str) -> None:
    plan = replace(PLAN, deadlines=(Deadline("方案", "原话", due),))
    assert f"  {told}  " in plan_table(plan, colours=False)


@given(st.text(), st.integers(4, 80))
def test_wrapping_loses_nothing_and_keeps_the_width(words: str, columns: int) -> None:
    lines = wrapped(words, columns)
    assert "".join(lines).replace(" ", "") == "".join(c for c in "".join(wrapped(words, 10**6)) if c != " ")
    marks = "，。；：、！？）》”"
    assert [line for line in lines if width(line.rstrip(marks)) > columns] == []


@given(st.text(), st.integers(4, 80))
def test_cutting_keeps_the_width(words: str, columns: int) -> None:
    assert width(cut(words, columns).rstrip("…，。；：、！？）》”")) <= columns
