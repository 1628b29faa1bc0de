"""Figures in a text: whatever is written round them they stay, and what goes up has plain numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.errors import AnyueError
from anyue.core.written.figures import as_read, key_of, keys_in, marker, settle

numbers = st.integers(0, 10**9).map(str)
keys = st.builds(key_of, st.integers(1, 99), st.from_regex(r"[0-9]{1,2}\.[0-9]{1,2}", fullmatch=True))
words = st.text(st.characters(exclude_characters="{}｛｝|｜", codec="utf-8"), max_size=20).filter(
    lambda text: "表" not in text
)


@given(st.lists(st.tuples(words, st.tuples(numbers, keys))), words)
def test_a_text_reads_as_its_words_and_numbers(parts: list[tuple[str, tuple[str, str]]], end: str) -> None:
    values = {key: value for _, (value, key) in parts}
    draft = "".join(before + marker("", key) for before, (_, key) in parts) + end
    settled = settle(draft, values)
    assert settle(settled, values) == settled
    assert keys_in(settled) == list(dict.fromkeys(key for _, (_, key) in parts))
    text, placed = as_read(settled)
    assert text == "".join(before + values[key] for before, (_, key) in parts) + end
    assert [(text[one.start : one.end], one.key) for one in placed] == [
        (values[key], key) for _, (_, key) in parts
    ]


@pytest.mark.parametrize(
    "typed", ["{9|表2:1.1}", "｛９｜表２：1.1｝".replace("２", "2"), "{|2:1.1}", "{ 9 | 表2: 1.1 }"]
)
def test_a_figure_may_be_typed_on_a_chinese_keyboard(typed: str) -> None:
    assert settle(f"共{typed}场", {"2:1.1": "5"}) == "共{5|表2:1.1}场"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("共{5|表2:1.1场", "braces_left"),
        ("共5|表2:1.1}场", "braces_left"),
        ("共{5|表2}场", "braces_left"),
        ("共{5|表7:1.1}场", "figure_unknown"),
    ],
)
def test_a_damaged_figure_is_told_and_not_sent(typed: str, code: str) -> None:
    with pytest.raises(AnyueError) as told:
        settle(typed, {"2:1.1": "5"})
    assert told.value.code == code
    assert "表" in told.value.message


def test_braces_without_a_figure_are_words() -> None:
    assert settle("集合{甲，乙}与 a|b", {}) == "集合{甲，乙}与 a|b"
