from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.forms.form import Adds, Basis, Form, FormKind, Group, Indicator, ValueType
from anyue.core.rollup import Over, add_values, does_add
from tests.core.forms.samples import STATISTICS
from tests.core.forms.strategies import statistics_forms, values_of

Parts = list[tuple[str, dict[str, str]]]


@st.composite
def forms_with_parts(draw: st.DrawFn) -> tuple[Form, Parts]:
    form = draw(statistics_forms())
    parts = draw(st.lists(values_of(form), max_size=6))
    return form, [(f"单位{at}", values) for at, values in enumerate(parts)]


OVER: st.SearchStrategy[Over] = st.sampled_from(["units", "periods"])


def test_units_add_and_heads_are_flagged_and_texts_listed() -> None:
    parts: Parts = [
        ("甲镇", {"a1": "12", "b1": "5", "c1": "灯谜"}),
        ("乙镇", {"a1": "0", "b1": "7", "c2": "0.5"}),
    ]
    total = add_values(STATISTICS, parts, over="units")
    assert total.values == {"a1": "12", "b1": "12", "c2": "0.5"}
    assert total.texts == {"c1": [("甲镇", "灯谜")]}
    assert total.overlapping == {"b1"}


def test_heads_of_one_unit_do_not_overlap() -> None:
    assert (
        add_values(STATISTICS, [("甲镇", {"b1": "5"}), ("乙镇", {"b1": "0"})], over="units").overlapping
        == frozenset()
    )


def test_heads_never_add_over_periods() -> None:
    total = add_values(
        STATISTICS, [("第1周", {"a1": "1", "b1": "5"}), ("第2周", {"a1": "2", "b1": "5"})], over="periods"
    )
    assert total.values == {"a1": "3"}
    assert total.overlapping == frozenset()


def test_a_cumulative_number_adds_over_units_only() -> None:
    one = Indicator("累计", "场", ValueType.NUMBER, "x", basis=Basis.CUMULATIVE)
    assert (does_add(one, "units"), does_add(one, "periods")) == (True, False)


def test_no_value_is_not_zero() -> None:
    assert add_values(STATISTICS, [("甲镇", {})], over="units").values == {}
    assert add_values(STATISTICS, [("甲镇", {"a1": "0"})], over="units").values == {"a1": "0"}


@given(forms_with_parts(), OVER)
def test_sums_agree_with_a_naive_model(drawn: tuple[Form, Parts], over: Over) -> None:
    form, parts = drawn
    expected: dict[str, str] = {}
    for one in form.indicators:
        may_add = one.adds in {Adds.BOTH, Adds.UNITS if over == "units" else Adds.PERIODS}
        if over == "periods" and one.basis is Basis.CUMULATIVE:
            may_add = False
        given_values = [values[one.code] for _, values in parts if one.code in values]
        if one.type is ValueType.NUMBER and may_add and given_values:
            expected[one.code] = str(sum(int(value) for value in given_values))
    assert add_values(form, parts, over=over).values == expected


@given(forms_with_parts(), OVER, st.randoms(use_true_random=False))
def test_order_does_not_matter(drawn: tuple[Form, Parts], over: Over, random: Random) -> None:
    form, parts = drawn
    shuffled = random.sample(parts, len(parts))
    one, other = add_values(form, parts, over=over), add_values(form, shuffled, over=over)
    assert (one.values, one.overlapping) == (other.values, other.overlapping)
    assert {code: sorted(texts) for code, texts in one.texts.items()} == {
        code: sorted(texts) for code, texts in other.texts.items()
    }


@given(forms_with_parts(), st.integers(0, 6))
def test_a_parent_equals_its_leaves(drawn: tuple[Form, Parts], cut: int) -> None:
    form, parts = drawn
    below = [
        (name, add_values(form, group, over="units").values)
        for name, group in (("甲县", parts[:cut]), ("乙县", parts[cut:]))
    ]
    assert add_values(form, below, over="units").values == add_values(form, parts, over="units").values


def test_sums_stay_exact_over_many_units() -> None:
    money = Indicator("经费（ ）元", "元", ValueType.NUMBER, "m")
    form = Form("", "", FormKind.STATISTICS, groups=(Group("", (money,)),))
    parts = [(str(at), {"m": "999999999.99"}) for at in range(1000)]
    assert Decimal(add_values(form, parts, over="units").values["m"]) == Decimal(999999999990)
