"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.errors import AnyueError
from anyue.core.mobile import find_mobile, mask_mobile, read_mobile

NUMBERS = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@pytest.mark.parametrize(
    "typed",
    [
        "13800001234",
        " 138 0000 1234 ",
        "138-0000-1234",
        "138—0000－1234",
        "１３８００００１２３４",
        "+86 13800001234",
        "+8613800001234",
        "0086 138 0000 1234",
        "（+86）13800001234",
        "86-138-0000-1234",
        "138\u200b0000\u00a01234",
        "\u202d13800001234\u202c",
    ],
)
def test_number_is_read_as_it_was_meant(typed: str) -> None:
    assert read_mobile(typed) == "13800001234"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1380000123",
        "138000012345",
        "12800001234",
        "03570001234",
        "0357-2099000",
        "+85291234567",
        "+1 415 555 0000",
        "1380000123x",
        "clerk",
        "१३८००००१२३४",
        "1" * 100_000,
    ],
)
def test_what_is_no_mobile_number_is_refused_in_words(typed: str) -> None:
    assert find_mobile(typed) is None
    with pytest.raises(AnyueError) as refused:
        read_mobile(typed)
    assert (refused.value.code, refused.value.field) == ("mobile_wrong", "mobile")


@given(NUMBERS, st.sampled_from(["", "+86", "0086", "86"]), st.lists(st.integers(0, 10), max_size=3))
def test_spaces_and_dashes_anywhere_change_nothing(number: str, code: str, gaps: list[int]) -> None:
    typed = number
    for gap in gaps:
        typed = f"{typed[:gap]}- {typed[gap:]}"
    assert find_mobile(code + typed) == number


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(typed: str) -> None:
    found = find_mobile(typed)
    assert found is None or find_mobile(found) == found


@given(NUMBERS)
def test_mask_tells_seven_digits(number: str) -> None:
    masked = mask_mobile(number)
    assert (len(masked), masked[:3], masked[3:7], masked[7:]) == (11, number[:3], "****", number[7:])
