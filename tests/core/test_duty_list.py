"""Whom a notice's words of duty mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.duty_list import Candidate, DutyList

UNITS = (
    Candidate(1, "青溪县安委会办公室", "office"),
    Candidate(2, "县教育局", "department"),
    Candidate(3, "青溪县文化和旅游局", "department"),
    Candidate(4, "石桥铺镇", "town"),
    Candidate(5, "柳林镇人民政府", "town"),
    Candidate(6, "桥东村", "village"),
    Candidate(7, "石桥水泥厂", "enterprise"),
)


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("县教育局", (2,)),
        ("教育局", (2,)),
        ("县文旅局", (3,)),
        ("石桥铺镇人民政府", (4,)),
        ("柳林镇", (5,)),
        ("各乡镇", (4, 5)),
        ("各镇（街道）", (4, 5)),
        ("每村", (6,)),
        ("各镇、村", (4, 5, 6)),
        ("各企业", (7,)),
        ("各成员单位", (2, 3)),
        ("各有关部门", (2, 3)),
        ("各单位", (2, 3, 4, 5, 6, 7)),
        ("县安委办", (1,)),
        ("县气象局", ()),
        ("", ()),
        ("各", ()),
    ],
)
def test_names_and_kinds(written: str, keys: tuple[int, ...]) -> None:
    assert DutyList(UNITS).meant(written) == keys


@given(st.text(max_size=20) | st.text("各每县镇村局办委教育文旅学校企业单位", max_size=10))
def test_any_words_mean_units_of_the_list_each_once(written: str) -> None:
    keys = DutyList(UNITS).meant(written)
    assert set(keys) <= {one.key for one in UNITS}
    assert len(keys) == len(set(keys))


@given(st.permutations(UNITS), st.sampled_from(["各乡镇", "县教育局", "各单位", "县气象局"]))
def test_order_of_the_list_changes_only_the_order(units: list[Candidate], written: str) -> None:
    assert set(DutyList(units).meant(written)) == set(DutyList(UNITS).meant(written))


def test_two_units_of_one_name_are_left_to_a_person() -> None:
    twins = (Candidate(1, "桥东村", "village"), Candidate(2, "桥东村", "village"))
    assert DutyList(twins).meant("桥东村") == ()
    assert DutyList(twins).meant("各村") == (1, 2)
