from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form, FormKind
from anyue.core.forms.register_rows import merged_rows, rows_of
from anyue.core.forms.values import check_values
from anyue.core.registers import Event, draw_rows, draws_events
from anyue.core.vocabulary import vocabulary

FIELDS = ("序号", "活动内容", "时间", "地点", "参加人数", "主办单位", "备注")
PRINTED = entry_form(
    Form("附件3", "活动情况登记表", FormKind.REGISTER, FIELDS, ("主题宣讲活动", "应急演练、警示教育活动"))
)
OPEN = entry_form(Form("附件3", "“安全宣传咨询日”活动登记表", FormKind.REGISTER, FIELDS))
KINDS = ("lecture", "cautionary-education", "emergency-drill", "consultation-day", "pledge")


def event(pk: int, kind: str, day: int = 3, *, beside: tuple[str, ...] = ()) -> Event:
    return Event(pk, kind, f"第 {pk} 次", date(2026, 6, day), "柳林镇", "文化广场", "40", beside)


def shown(form: Form, values: dict[str, str]) -> list[tuple[str, str, str]]:
    """(pre-printed row, what was held, unit) of each row."""
    return [
        (form.rows[row.printed - 1] if row.printed else "", row.cells.get(2, ""), row.unit)
        for row in rows_of(form, values)
    ]


def test_an_event_stands_under_the_printed_row_of_its_kind() -> None:
    events = [event(9, "lecture"), event(4, "lecture"), event(5, "cautionary-education"), event(6, "pledge")]
    drawn = draw_rows(PRINTED, events, vocabulary())
    assert [(row.code, row.printed) for row in rows_of(PRINTED, drawn.values)] == [
        ("p1e4", 1),
        ("p1e9", 1),
        ("p2e5", 2),
    ]
    assert drawn.record_ids == {4, 5, 9}
    assert {code: text for code, text in drawn.values.items() if code.startswith("p2e5")} == {
        "p2e5c3": "6月3日",
        "p2e5c4": "文化广场",
        "p2e5c5": "40",
        "p2e5c6": "柳林镇",
    }


def test_a_register_without_printed_rows_takes_the_kind_that_its_title_names() -> None:
    kind = vocabulary().classify(OPEN.title) or ""
    drawn = draw_rows(OPEN, [event(1, kind, beside=("县教育局",)), event(2, "lecture")], vocabulary())
    assert drawn.values["e1c2"] == "第 1 次"
    assert drawn.values["e1c6"] == "柳林镇、县教育局"
    assert drawn.record_ids == {1}


def test_a_register_that_asks_for_no_day_draws_nothing() -> None:
    form = Form("附件", "自查登记表", FormKind.REGISTER, ("序号", "检查项目", "检查情况", "完成时限"))
    assert not draws_events(form)
    assert draw_rows(form, [event(1, "lecture")], vocabulary()).values == {}


EVENTS = st.lists(
    st.builds(event, st.integers(1, 60), st.sampled_from(KINDS), st.integers(1, 30)),
    unique_by=lambda one: one.pk,
    max_size=12,
)


@given(EVENTS, st.randoms())
def test_drawing_ignores_order_and_keeps_rows_in_place_when_others_come(events: list[Event], random) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    whole = draw_rows(PRINTED, events, vocabulary()).values
    mixed = list(events)
    random.shuffle(mixed)
    assert draw_rows(PRINTED, mixed, vocabulary()).values == whole
    for fewer in (events[:-1], events[1:]):
        assert draw_rows(PRINTED, fewer, vocabulary()).values.items() <= whole.items()


@given(EVENTS)
def test_what_is_drawn_can_be_typed_into_the_form(events: list[Event]) -> None:
    drawn = draw_rows(PRINTED, events, vocabulary()).values
    assert check_values(entry_form(PRINTED, drawn), drawn) == (drawn, {})


@given(st.lists(EVENTS, max_size=4))
def test_a_merged_register_has_every_row_of_every_unit_once(registers: list[list[Event]]) -> None:
    parts = [
        (f"第 {at} 村", draw_rows(OPEN, events, vocabulary()).values | {"r1c2": "自办"})
        for at, events in enumerate(registers)
    ]
    town = merged_rows(OPEN, parts)
    assert shown(OPEN, town) == [
        ("", row.cells.get(2, ""), name) for name, values in parts for row in rows_of(OPEN, values)
    ]
    # Passed on upward, the rows keep the names of the units that held the activities.
    assert shown(OPEN, merged_rows(OPEN, [("石桥铺镇", town)])) == shown(OPEN, town)
