import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.trail import Anchor, AnchorUnreadableError, read_anchor

anchors = st.builds(Anchor, batch=st.integers(1, 10**12), digest=st.binary(min_size=32, max_size=32))


@given(anchors)
def test_a_printed_anchor_reads_back(anchor: Anchor) -> None:
    printed = str(anchor)
    assert read_anchor(printed) == anchor
    assert read_anchor(f"  {printed.replace('-', ' ')}\n") == anchor


@given(anchors, st.data())
def test_a_mistyped_digit_is_noticed(anchor: Anchor, more: st.DataObject) -> None:
    printed = str(anchor)
    at = more.draw(st.sampled_from([place for place, mark in enumerate(printed) if mark.isdigit()]))
    wrong = more.draw(st.sampled_from([digit for digit in "0123456789" if digit != printed[at]]))
    with pytest.raises(AnchorUnreadableError):
        read_anchor(printed[:at] + wrong + printed[at + 1 :])


@pytest.mark.parametrize("typed", ["", "12", "12-34567", "x-" + "0" * 80, "1-" + "9" * 80, "１-" + "0" * 80])
def test_what_is_no_anchor_is_refused(typed: str) -> None:
    with pytest.raises(AnchorUnreadableError):
        read_anchor(typed)
