from hypothesis import given
from hypothesis import strategies as st

from anyue.web.marks import Mark, Paragraph, Piece, blocks, cut

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
    assert [
        line.pieces for line in cut("甲乙丙丁", [Mark("a1", "activity", 0, 4), Mark("d1", "deadline", 1, 3)])
    ] == [
        (
            Piece("甲", "activity", ("a1",), ("a1",)),
            Piece("乙丙", "deadline", ("d1", "a1"), ("d1",)),
            Piece("丁", "activity", ("a1",), ()),
        )
    ]


def test_mark_over_two_lines_is_cut_at_the_line() -> None:
    assert cut("甲\n\n乙", [Mark("a1", "activity", 0, 4)]) == [
        Paragraph(0, (Piece("甲", "activity", ("a1",), ("a1",)),), opens=True),
        Paragraph(3, (Piece("乙", "activity", ("a1",), ()),), opens=True),
    ]


@given(st.text(alphabet="甲乙 \t\n", max_size=30), marks)
def test_cutting_loses_no_word_and_opens_each_mark_once(text: str, marked: list[Mark]) -> None:
    lines = cut(text, marked)
    assert ["".join(piece.text for piece in line.pieces) for line in lines] == [
        line for line in text.split("\n") if line.strip()
    ]
    opened = [key for line in lines for piece in line.pieces for key in piece.opens]
    assert len(opened) == len(set(opened))


@given(st.text(alphabet="甲乙 \n", max_size=30), marks)
def test_each_piece_has_the_marks_that_lie_over_it(text: str, marked: list[Mark]) -> None:
    for line in cut(text, marked):
        at = line.start
        for piece in line.pieces:
            over = {
                m.key for m in marked if m.start < m.end and m.start < at + len(piece.text) and at < m.end
            }
            assert set(piece.keys) == over
            at += len(piece.text)


@given(st.text(alphabet="甲 \t\n", max_size=30))
def test_rows_hold_every_line_of_a_table(text: str) -> None:
    lines = cut(text, [])
    held = [
        line
        for block in blocks(lines)
        for line in ([block] if isinstance(block, Paragraph) else [line for cell in block for line in cell])
    ]
    assert held == lines


def test_cells_of_a_row_stand_together_and_a_blank_line_ends_it() -> None:
    text = "标题\n\n\t序号\n\t内容\n续行\n\n\t1\n\t宣讲\n\n正文"
    shape = [
        block.pieces[0].text if isinstance(block, Paragraph) else [len(cell) for cell in block]
        for block in blocks(cut(text, []))
    ]
    assert shape == ["标题", [1, 2], [1, 1], "正文"]
