import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.forms.returned.gaps import typed_in
from anyue.core.forms.returned.template import Gap, gap_of
from anyue.core.notice.blanks import BLANK

WORDS = "组织宣讲（ ）场，参与（ ）人次；\n发放资料____份，网络直播（ ）场、（ ）人观看。"


def gap(words: str = WORDS) -> Gap:
    return gap_of(words, [(*found.span(), n) for n, found in enumerate(BLANK.finditer(words))])


def filled(*values: str, words: str = WORDS) -> str:
    given_values = iter(values)
    return BLANK.sub(lambda _: next(given_values), words)


@given(
    st.lists(st.integers(0, 10**9), min_size=5, max_size=5),
    st.sampled_from(["（{}）", "({})", "{}", "（{}", " {} "]),
)
def test_numbers_in_unchanged_words_are_found(values: list[int], pattern: str) -> None:
    said = typed_in(gap(), filled(*(pattern.format(value) for value in values)))
    assert [word.strip("（）()") if word else word for word in said.words] == [str(value) for value in values]
    assert not said.changed
    assert not said.added


def test_white_space_and_width_don_t_matter() -> None:
    retyped = "组织 宣讲(3)场,参与（120） 人次；\n\n发放资料 50份，网络直播（1）场、（900）人观看。"
    assert typed_in(gap(), retyped).words == ["(3)", "(120)", "50", "(1)", "(900)"]


def test_a_changed_clause_is_told_and_read() -> None:
    retyped = "举行专题宣讲（3）场，参与（120）人次；\n发放资料50份，网络直播（1）场、（900）人观看。"
    said = typed_in(gap(), retyped)
    assert said.words == ["(3)", "(120)", "50", "(1)", "(900)"]
    assert said.changed == [0]


def test_an_added_sentence_gives_no_value() -> None:
    retyped = (
        "组织宣讲（3）场，参与（120）人次；\n"
        "其中11月9日在广场宣讲1场，参加40人次。\n"
        "发放资料50份，网络直播（1）场、（900）人观看。"
    )
    said = typed_in(gap(), retyped)
    assert said.words == ["(3)", "(120)", "50", "(1)", "(900)"]
    assert len(said.added) == 1
    assert "40" in said.added[0]


def test_a_deleted_clause_has_no_value() -> None:
    said = typed_in(gap(), "组织宣讲（3）场，参与（120）人次；网络直播（1）场、（900）人观看。")
    assert said.words == ["(3)", "(120)", None, "(1)", "(900)"]


@pytest.mark.parametrize("words", ["待统计", "十二", "详见附件", "约300"])
def test_words_in_a_blank_are_kept(words: str) -> None:
    assert typed_in(gap(), filled(words, "（2）", "（3）", "（4）", "（5）")).words[0] == words


@given(st.text(max_size=300))
def test_any_words_give_as_many_answers_as_there_are_blanks(words: str) -> None:
    assert len(typed_in(gap(), words).words) == len(gap().blanks)


@given(
    st.lists(
        st.sampled_from(["组织宣讲", "（ ）", "场，", "参与", "(3)", "人次；", "\n", "____", "份", "12"]),
        max_size=40,
    )
)
def test_shuffled_words_of_the_form_raise_nothing(words: list[str]) -> None:
    assert len(typed_in(gap(), "".join(words)).words) == len(gap().blanks)
