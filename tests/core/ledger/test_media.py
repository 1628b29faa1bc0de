from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.activity import Link
from anyue.core.errors import AnyueError
from anyue.core.ledger.media import media_in, media_words

WORDS = st.text("青溪日报融媒安全月AB1", min_size=1, max_size=20)
LINKS = st.builds(
    Link,
    WORDS,
    st.one_of(st.just(""), WORDS),
    st.sampled_from(["", "https://example.org/1.html", "http://a.example.cn/?b=1"]),
    st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2039, 12, 31))),
)


@given(st.lists(LINKS, max_size=5))
def test_what_was_written_is_read_back(links: list[Link]) -> None:
    assert media_in(media_words(links)) == tuple(links)


def test_a_line_may_leave_out_what_it_does_not_know() -> None:
    assert media_in("青溪融媒 www.example.org/a\n\n《夜校开课》") == (
        Link("青溪融媒", "", "https://www.example.org/a"),
        Link("", "夜校开课"),
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("https://example.org/1", "link_untitled"),
        ("青溪融媒 javascript://example.org/1", "link_unsafe"),
        ("青溪融媒 2026-13-01", "row_day_unreadable"),
        ("字" * 61, "row_text_too_long"),
    ],
)
def test_what_cannot_be_is_told(line: str, code: str) -> None:
    with pytest.raises(AnyueError) as wrong:
        media_in(line)
    assert wrong.value.problem.code == code
