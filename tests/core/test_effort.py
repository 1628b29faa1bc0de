"""Blanks in hours, and what is asked twice."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.asked_twice import asked_twice
from anyue.core.effort import Burden, Minutes, hours
from anyue.core.forms.form import Form, FormKind, Group, Indicator, Line, Source, ValueType

burdens = st.builds(
    lambda drawn, more, times: Burden("表", "统计表", "每周", drawn + more, drawn, times),
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(0, 52),
)


@given(burdens)
def test_what_the_ledger_fills_costs_less(line: Burden) -> None:
    by_hand = Burden(line.title, line.kind, line.when, line.blanks, 0, line.times)
    assert line.minutes(Minutes()) <= by_hand.minutes(Minutes())
    assert by_hand.minutes(Minutes(Decimal(1), Decimal(0))) == line.blanks * line.times


def test_text_costs_its_own_time_and_no_blank() -> None:
    line = Burden("总结", "文字材料", "6月30日", 1, 0, 2, is_text=True)
    assert hours(line.minutes(Minutes())) == Decimal("3.0")


def table(*rows: tuple[str, str, Source | None]) -> Form:
    groups = tuple(
        Group(
            name,
            (Indicator(label, "场", ValueType.NUMBER, f"{at}.1", source=source),),
            (Line(("", ""), (f"{at}.1",)),),
        )
        for at, (name, label, source) in enumerate(rows, 1)
    )
    return Form("附件1", "统计表", FormKind.STATISTICS, groups=groups)


def test_same_measure_or_same_words_are_the_same_question() -> None:
    lectures = Source("lecture", "events")
    mine = table(("1.宣讲", "开展宣讲（ ）场", lectures), ("2.演练", "组织演练（ ）场", None))
    theirs = table(("一、宣讲活动", "宣讲（  ）场次", lectures), ("五、演练", "组织演练（　　）场", None))
    other = table(("演练", "参加演练（ ）场", None))
    (found,) = asked_twice([mine], [("县应急局", theirs), ("县教育局", other)])
    assert (found.other, found.labels) == ("县应急局", ("宣讲：开展宣讲（）场", "演练：组织演练（）场"))


rows = st.lists(
    st.tuples(
        st.sampled_from(["宣讲", "演练", "检查"]),
        st.sampled_from(["开展（ ）场", "参加（ ）人次"]),
        st.sampled_from([None, Source("lecture", "events")]),
    ),
    max_size=5,
).map(lambda found: table(*found))


@given(rows, rows)
def test_asking_the_same_goes_both_ways(one: Form, other: Form) -> None:
    assert bool(asked_twice([one], [(0, other)])) == bool(asked_twice([other], [(0, one)]))


@given(rows)
def test_every_form_asks_what_it_asks(form: Form) -> None:
    assert bool(asked_twice([form], [(0, form)])) == bool(form.indicators)
