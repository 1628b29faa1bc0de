import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.errors import FILE_EMPTY, FILE_NOT_TEXT, FILE_TOO_LARGE, AnyueError, Problem
from anyue.core.notice import open_text

WORDS = "关于开展“安全生产月”活动的通知\n6月30日前报送总结。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_open_text_reads_each_encoding(encoding: str) -> None:
    assert open_text(WORDS.encode(encoding), "通知.txt") == WORDS


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", FILE_EMPTY),
        (b" \n\t\r\n", FILE_EMPTY),
        ("\ufeff \u3000\n".encode(), FILE_EMPTY),
        (b"%PDF-1.7 abc", FILE_NOT_TEXT),
        (b"PK\x03\x04 rest", FILE_NOT_TEXT),
        (bytes(range(256)) * 40, FILE_NOT_TEXT),
        (b"a" * (5 * 1024 * 1024 + 1), FILE_TOO_LARGE),
        ("安".encode() * 17_500_000, FILE_TOO_LARGE),
    ],
    ids=["empty", "blank", "blank-utf8", "pdf", "zip", "bytes", "just-over", "50-megabytes"],
)
def test_open_text_names_the_problem(data: bytes, problem: Problem) -> None:
    with pytest.raises(AnyueError) as caught:
        open_text(data, "通知.txt")
    assert caught.value.problem == problem
    assert "通知.txt" in caught.value.message


def test_open_text_reads_a_text_with_a_broken_end() -> None:
    assert open_text((WORDS * 50).encode()[:-5], "通知.txt").startswith("关于开展")


@given(st.binary(max_size=400))
def test_open_text_gives_text_or_a_catalogued_problem(data: bytes) -> None:
    try:
        outcome: object = bool(open_text(data, "f").strip())
    except AnyueError as problem:
        outcome = problem.problem
    assert outcome in (True, FILE_EMPTY, FILE_NOT_TEXT)


def test_open_text_refuses_noise() -> None:
    with pytest.raises(AnyueError):
        open_text(b"\x89PNG\r\n" + os.urandom(4000), "图.png")


LINES = ("关于开展“安全生产月”活动的通知", "6月30日前报送总结。", "联系人：柳青禾，电话0551-5550136")


@given(st.lists(st.sampled_from(("utf-8", "gb18030")), min_size=6, max_size=6))
def test_open_text_reads_lines_of_either_encoding(encodings: list[str]) -> None:
    lines = [LINES[i % 3] for i in range(6)]
    data = b"\n".join(line.encode(encoding) for line, encoding in zip(lines, encodings, strict=True))
    assert open_text(data, "通知.txt") == "\n".join(lines)


def test_open_text_reads_a_passage_of_utf8_within_a_line_of_gb18030() -> None:
    data = "请于".encode("gb18030") + "6月30日前".encode() + "报送活动总结。".encode("gb18030")
    assert open_text(data, "通知.txt") == "请于6月30日前报送活动总结。"


@pytest.mark.parametrize("first", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("second", ["utf-8-sig", "utf-16"])
def test_open_text_reads_files_that_were_copied_together(first: str, second: str) -> None:
    data = WORDS.encode(first) + WORDS.encode(second)
    assert open_text(data, "通知.txt").replace("\ufeff", "") == WORDS * 2
