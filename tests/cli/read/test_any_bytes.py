"""Whatever is in a file and whatever it is called: an exit status of ours, never a traceback."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyue.cli.main import main
from tests.core.notice.samples import NAMES, SAMPLES

ENDINGS = (
    "",
    ".txt",
    ".docx",
    ".pdf",
    ".html",
    ".md",
    ".xlsx",
    ".doc",
    ".wps",
    ".ofd",
    ".zip",
    ".TXT",
    ".exe",
)
MAGIC = (
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<!DOCTYPE html>",
    b"\xff\xfe",
)
WORDS = [(SAMPLES / f"{name}.txt").read_bytes() for name in NAMES]
SHAPES: tuple[list[str], ...] = ([], ["--json"], ["--ics"], ["--xlsx"])


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


@st.composite
def cut_notices(draw: st.DrawFn) -> bytes:
    """Part of a notice, with strange bytes in it."""
    words = draw(st.sampled_from(WORDS))
    start = draw(st.integers(0, len(words) - 1))
    length = draw(st.integers(0, 3000))
    return words[start : start + length] + draw(st.binary(max_size=20)) + words[start + length :][:500]


PARTS = st.tuples(
    st.sampled_from(
        ["[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "OFD.xml", "通知.txt", "a/"]
    ),
    st.one_of(st.binary(max_size=200), cut_notices()),
)
CONTENT = st.one_of(
    st.binary(max_size=400),
    st.tuples(st.sampled_from(MAGIC), st.binary(max_size=400)).map(b"".join),
    st.text(max_size=300).map(lambda text: text.encode("utf-16")),
    cut_notices(),
    st.lists(PARTS, max_size=4, unique_by=lambda part: part[0]).map(lambda parts: zipped(*parts)),
)


@settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(content=CONTENT, ending=st.sampled_from(ENDINGS), shape=st.sampled_from(SHAPES))
def test_any_bytes_end_in_an_exit_status(
    content: bytes, ending: str, shape: list[str], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / f"f{ending}"
    path.write_bytes(content)
    output = ["-o", str(tmp_path / "out")] if shape else []
    status = main(["read", *shape, *output, str(path)])
    told = capfdbinary.readouterr()
    assert status in {0, 2, 3}
    assert b"Traceback" not in told.err
    if status:
        assert (told.out, len(told.err.decode().splitlines())) == (b"", 1)
