"""Venues add up to the record; links lead to web pages only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue.core.activity import Venue, safe_link, summed
from anyue.core.errors import AnyueError
from anyue.core.vocabulary import vocabulary

LECTURE = vocabulary().kind("lecture")


def test_totals_follow_the_venues_where_nothing_else_was_typed() -> None:
    venues = (Venue("广场", {"events": "1", "attendances": "40"}), Venue("学校", {"attendances": "60"}))
    assert summed(LECTURE, {"events": "1"}, venues) == {"events": "1", "attendances": "100"}
    assert summed(LECTURE, {"events": "2", "attendances": "7"}, ()) == {"events": "2", "attendances": "7"}


def test_total_that_differs_from_its_venues_is_told() -> None:
    with pytest.raises(AnyueError) as caught:
        summed(LECTURE, {"events": "1", "attendances": "90"}, (Venue("广场", {"attendances": "40"}),))
    assert (caught.value.code, caught.value.field) == ("venues_differ", "attendances")
    assert "填的是 90 人次，各地点合计是 40 人次" in caught.value.message


@settings(max_examples=50)
@given(st.lists(st.integers(0, 10**6), max_size=6))
def test_venues_sum_whatever_they_are(numbers: list[int]) -> None:
    venues = [Venue(str(at), {"attendances": str(number)}) for at, number in enumerate(numbers)]
    result = summed(LECTURE, {"events": "1"}, venues)
    assert result.get("attendances") == (str(sum(numbers)) if numbers else None)
    assert summed(LECTURE, result, venues[::-1]) == result


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://news.example.com/a?b=1", "https://news.example.com/a?b=1"),
        (" http://10.0.0.8:8080/x ", "http://10.0.0.8:8080/x"),
        ("www.example.com/1.html", "https://www.example.com/1.html"),
        ("", ""),
    ],
)
def test_web_address_is_kept(typed: str, kept: str) -> None:
    assert safe_link(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JavaScript://www.example.com/%0aalert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//",
        "https://",
        "https://[::1",
        "看这里",
        "https://www.example.com/a b",
        "https://www.example.com/\x00",
    ],
)
def test_any_other_address_is_refused(typed: str) -> None:
    with pytest.raises(AnyueError) as caught:
        safe_link(typed)
    assert caught.value.code == "link_unsafe"


@settings(max_examples=100)
@given(st.text(max_size=40))
def test_whatever_is_kept_is_a_web_address(typed: str) -> None:
    try:
        kept = safe_link(typed)
    except AnyueError:
        return
    assert kept == "" or kept.startswith(("http://", "https://", "HTTP", "Http", "hTtp"))
