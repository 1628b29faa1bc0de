from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.forms.form import Adds, Form, FormKind, Group, Indicator, ValueType
from anyue.core.rollup import add_values
from anyue.core.rollup.columns import Column, change_own, count_positive, roll_up
from anyue.core.rollup.tree import NOBODY, Tree, lay_out

HEADS = Indicator("人", "人", ValueType.NUMBER, "h", adds=Adds.UNITS)
FORM = Form("", "", FormKind.STATISTICS, groups=(Group("", (HEADS,)),))

Superiors = list[int]
Numbers = list[int | None]
number = st.none() | st.integers(0, 10**11)


@st.composite
def forests(draw: st.DrawFn) -> tuple[Superiors, Numbers]:
    """Who reports to whom in any order of the units, and the numbers of each, in hundredths."""
    size = draw(st.integers(1, 25))
    drawn = [draw(st.integers(NOBODY, unit - 1)) for unit in range(size)]
    shuffled = draw(st.permutations(range(size)))
    superiors = [NOBODY] * size
    for unit, above in enumerate(drawn):
        superiors[shuffled[unit]] = above if above == NOBODY else shuffled[above]
    return superiors, draw(st.lists(number, min_size=size, max_size=size))


def column(tree: Tree, numbers: Numbers) -> Column:
    told = [numbers[unit] for unit in tree.order]
    return Column(np.array([one or 0 for one in told], np.int64), np.array([one is not None for one in told]))


def totals(tree: Tree, own: Column, total: Column) -> dict[int, int | None]:
    """The totals by unit; those of the deepest level are their own numbers."""
    numbers = [*total.numbers.tolist(), *own.numbers[len(total.numbers) :].tolist()]
    is_given = [*total.is_given.tolist(), *own.is_given[len(total.numbers) :].tolist()]
    found = zip(tree.order.tolist(), numbers, is_given, strict=True)
    return {unit: number if is_given else None for unit, number, is_given in found}


def line_up(superiors: Superiors, unit: int) -> list[int]:
    return [] if unit == NOBODY else [unit, *line_up(superiors, superiors[unit])]


def below(superiors: Superiors, unit: int) -> list[int]:
    return [one for one in range(len(superiors)) if unit in line_up(superiors, one)]


@given(forests())
def test_each_total_is_the_sum_of_all_at_or_below(drawn: tuple[Superiors, Numbers]) -> None:
    superiors, numbers = drawn
    tree = lay_out(np.array(superiors, np.int64))
    own = column(tree, numbers)
    expected: dict[int, int | None] = {}
    positive = {}
    for unit in range(len(superiors)):
        given_numbers = [n for one in below(superiors, unit) if (n := numbers[one]) is not None]
        expected[unit] = sum(given_numbers) if given_numbers else None
        positive[unit] = sum(n > 0 for n in given_numbers)
    assert totals(tree, own, roll_up(tree, own)) == expected
    counted = count_positive(tree, own).tolist()
    assert dict(zip(tree.order.tolist()[: len(counted)], counted, strict=True)).items() <= positive.items()


@given(forests())
def test_columns_say_what_adding_up_level_by_level_says(drawn: tuple[Superiors, Numbers]) -> None:
    superiors, numbers = drawn
    tree = lay_out(np.array(superiors, np.int64))

    def by_hand(unit: int) -> dict[str, str]:
        parts = [by_hand(one) for one, above in enumerate(superiors) if above == unit]
        if (given_number := numbers[unit]) is not None:
            parts.append({"h": str(Decimal(given_number) / 100)})
        return add_values(FORM, [("", part) for part in parts], over="units").values

    own = column(tree, numbers)
    for unit, total in totals(tree, own, roll_up(tree, own)).items():
        said = by_hand(unit).get("h")
        assert total == (None if said is None else int(Decimal(said) * 100))


@given(forests(), st.data())
def test_a_change_leaves_the_totals_that_a_new_sum_would_give(
    drawn: tuple[Superiors, Numbers], data: st.DataObject
) -> None:
    superiors, numbers = drawn
    tree = lay_out(np.array(superiors, np.int64))
    own = column(tree, numbers)
    total = roll_up(tree, own)
    for _ in range(3):
        unit, new = data.draw(st.integers(0, len(superiors) - 1)), data.draw(number)
        numbers[unit] = new
        change_own(tree, own, total, int(tree.places[unit]), new)
    anew = column(tree, numbers)
    assert totals(tree, own, total) == totals(tree, anew, roll_up(tree, anew))


def test_periods_and_indicators_stand_before_the_units() -> None:
    tree = lay_out(np.array([NOBODY, 0, 0], np.int64))
    numbers = np.arange(12, dtype=np.int64).reshape(2, 2, 3)
    total = roll_up(tree, Column(numbers, np.ones_like(numbers, np.bool_)))
    assert total.numbers[..., 0].tolist() == numbers.sum(axis=-1).tolist()


def test_no_units_have_no_totals() -> None:
    tree = lay_out(np.array([], np.int64))
    assert roll_up(tree, column(tree, [])).numbers.tolist() == []


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        lay_out(np.array([NOBODY, 2, 1], np.int64))
