"""A plan in the words of the review page, and what issuing it asks."""

from dataclasses import replace

import pytest

from anyue.campaigns.burden import burden_of
from anyue.campaigns.reviewing.entries import Entry, Page, page_of
from anyue.campaigns.reviewing.marks import marks_of, source_of
from anyue.campaigns.reviewing.words import due_words
from anyue.core.effort import Burden
from anyue.core.forms.form import Form, FormKind, Group, Indicator, Source, ValueType
from anyue.core.notice.corrections import review
from anyue.core.notice.plan import Activity, Deadline, Period, Plan
from anyue.core.schedule import recurrence_of


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2026-06-03", "2026年6月3日（周三）"),
        ("2026-06-03T12:00", "2026年6月3日（周三）12:00"),
        ("weekly WED 12:00 2026-06", "2026年6月每周三 12:00"),
        ("weekly MON,THU 2026-06", "2026年6月每周一、周四"),
        ("monthly 25 2026-06..2026-12", "2026年6月至12月每月25日"),
        ("monthly -1 2026-11..2027-01", "2026年11月至2027年1月每月最后一日"),
        ("daily 17:00 2026-06", "2026年6月每日 17:00"),
        ("XXXX-06-03", "6月3日（年份未写明）"),
        (None, "没有固定时限"),
    ],
)
def test_due_is_told_in_words(due: str | None, words: str) -> None:
    assert due_words(due) == words


def number(code: str, *, drawn: bool) -> Indicator:
    source = Source("lecture", "events") if drawn else None
    return Indicator(f"开展{code}（ ）场", "场", ValueType.NUMBER, code, source=source)


TABLE = Form(
    "附件1",
    "统计表",
    FormKind.STATISTICS,
    groups=(Group("宣讲", (number("1.1", drawn=True), number("1.2", drawn=False))),),
)
REGISTER = Form("附件2", "登记表", FormKind.REGISTER, fields=("序号", "内容", "时间"), rows=("甲", "乙"))
TEXT = "标题\n\n第二段，6月每周三12:00前报送。\n附件1\n统计表\n开展（ ）场"
PLAN = Plan(
    source="通知.txt",
    text=TEXT,
    deadlines=(
        Deadline(
            "统计表",
            "6月每周三12:00前",
            "weekly WED 12:00 2026-06",
            forms=(0, 1),
            documents=("小结",),
            span=(8, 19),
        ),
        Deadline("特色活动", "当天", None),
    ),
    forms=(TABLE, REGISTER),
)


def page(plan: Plan) -> Page:
    return page_of(review(plan, []))


def entries(found: Page, code: str) -> list[Entry]:
    return next(shown for section, shown, _ in found.sections if section.code == code)


def test_burden_counts_blanks_a_unit_fills_by_hand_over_all_times() -> None:
    when = "2026年6月每周三 12:00"
    lines = burden_of(PLAN)
    assert lines == [
        Burden("附件1 统计表", "统计表", when, 2, 1, 4),
        Burden("附件2 登记表", "登记表", when, 2, 0, 4),
        Burden("小结", "文字材料", when, 1, 0, 4, is_text=True),
    ]
    assert [line.typed for line in lines] == [4, 8, 4]


def test_items_name_their_paragraph_and_what_falls_due() -> None:
    found = page(PLAN)
    weekly, standing = entries(found, "deadlines")
    assert (weekly.paragraph, weekly.times, weekly.forms) == (
        2,
        4,
        (("forms-0", "附件1 统计表"), ("forms-1", "附件2 登记表")),
    )
    assert (standing.paragraph, standing.times, standing.forms) == (None, 0, ())
    preview = entries(found, "forms")[0].preview
    assert preview
    assert (preview.blanks, preview.drawn) == (2, 1)


def test_correction_shows_the_paragraph_with_the_words_marked() -> None:
    words, marks = source_of(PLAN, PLAN.deadlines[0].span, "deadlines-0")
    assert words == "第二段，6月每周三12:00前报送。"
    assert [words[mark.start : mark.end] for mark in marks] == ["6月每周三12:00前"]
    assert source_of(PLAN, None, "deadlines-1") == ("", [])


def test_form_is_marked_by_its_head_alone() -> None:
    start = TEXT.index("附件1")
    form = Form("附件1", "统计表", FormKind.STATISTICS, span=(start, len(TEXT)))
    plan = Plan(source="", text=TEXT, forms=(form,), activities=(Activity("甲", "", (), ""),))
    assert [TEXT[mark.start : mark.end] for mark in marks_of(review(plan, []))] == ["附件1\n统计表"]


def test_weeks_outside_the_campaign_are_not_counted() -> None:
    weekly = Deadline("统计表", "活动期间每周三前", "weekly WED 12:00 2026-05..2026-06", forms=(0,))
    days = Period("活动时间", "2026-05-23", "2026-06-22")
    weekly = replace(weekly, recurrence=recurrence_of(weekly.due))
    found = page(replace(PLAN, periods=(days,), deadlines=(weekly,)))
    assert [entry.times for entry in entries(found, "deadlines")] == [5]
