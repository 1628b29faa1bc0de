from hypothesis import given
from hypothesis import strategies as st

from anyue.web.marks import Mark, Piece, cut

marks = st.lists(
    st.builds(
        Mark,
        key=st.sampled_from(["a1", "d1", "u1"]),
        kind=st.sampled_from(["activity", "deadline", "unit", "form"]),
        start=st.integers(-5, 40),
        end=st.integers(-5, 40),
    ),
    max_size=6,
)


def test_overlapping_marks_become_a_flat_run_with_the_narrowest_first() -> None:
    assert cut("甲乙丙丁", [Mark("a1", "activity", 0, 4), Mark("d1", "deadline", 1, 3)]) == [
        [
            Piece("甲", "activity", ("a1",), ("a1",)),
            Piece("乙丙", "deadline", ("d1", "a1"), ("d1",)),
            Piece("丁", "activity", ("a1",), ()),
        ]
    ]


def test_mark_over_two_lines_is_cut_at_the_line() -> None:
    assert cut("甲\n\n乙", [Mark("a1", "activity", 0, 4)]) == [
        [Piece("甲", "activity", ("a1",), ("a1",))],
        [Piece("乙", "activity", ("a1",), ())],
    ]


@given(st.text(alphabet="甲乙 \n", max_size=30), marks)
def test_cutting_loses_no_word_and_opens_each_mark_once(text: str, marked: list[Mark]) -> None:
    lines = cut(text, marked)
    assert ["".join(piece.text for piece in line) for line in lines] == [
        line for line in text.split("\n") if line.strip()
    ]
    opened = [key for line in lines for piece in line for key in piece.opens]
    assert len(opened) == len(set(opened))
