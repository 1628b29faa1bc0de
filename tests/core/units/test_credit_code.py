"""The check character of GB 32100-2015."""

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.units.credit_code import check_letter, is_credit_code

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def test_the_standards_own_example() -> None:
    assert is_credit_code("91350100M000100Y43")


@given(st.text(LETTERS, min_size=17, max_size=17), st.integers(0, 17), st.sampled_from(LETTERS))
def test_one_wrong_character_is_always_found(first: str, place: int, other: str) -> None:
    code = first + check_letter(first)
    assert is_credit_code(code)
    changed = code[:place] + other + code[place + 1 :]
    assert is_credit_code(changed) == (changed == code)


@given(st.text(max_size=20))
def test_any_text_is_a_question(text: str) -> None:
    assert is_credit_code(text) in {True, False}
