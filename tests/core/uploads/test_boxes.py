"""Rectangles of a picture: read as people write them, never smaller than they were drawn."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from anyue.core.errors import AnyueError
from anyue.core.uploads.boxes import MOST_BOXES, Box, boxes_in
from anyue.core.uploads.pictures import public_picture
from tests.media import photo

PERCENT = st.floats(0, 99, allow_nan=False).map(lambda one: round(one, 1))
SIZE = st.floats(0.1, 100, allow_nan=False).map(lambda one: round(one, 1))
BOXES = st.builds(Box, PERCENT, PERCENT, SIZE, SIZE)


@given(st.lists(BOXES, max_size=MOST_BOXES))
def test_what_is_written_is_read_back(boxes: list[Box]) -> None:
    assert boxes_in("\n".join(map(str, boxes))) == boxes


@given(st.text(max_size=60))
def test_any_text_is_rectangles_or_a_problem_of_the_catalogue(text: str) -> None:
    with suppress(AnyueError):
        assert all(one.width > 0 and one.height > 0 for one in boxes_in(text))


@pytest.mark.parametrize(
    "text", ["1 2 3", "1 2 3 4 5", "-1 2 3 4", "100 0 1 1", "0 0 0 5", "nan 0 1 1", "1e9 0 1 1"]
)
def test_what_is_no_rectangle_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(AnyueError) as wrong:
        boxes_in(f"0 0 1 1\n\n{text}")
    assert (wrong.value.code, wrong.value.places["number"]) == ("box_unreadable", 3)


def test_too_many_are_refused() -> None:
    with pytest.raises(AnyueError):
        boxes_in("0 0 1 1\n" * (MOST_BOXES + 1))


@given(BOXES, st.integers(1, 5000), st.integers(1, 5000))
def test_every_pixel_that_a_rectangle_touches_lies_in_it(box: Box, width: int, height: int) -> None:
    left, top, right, bottom = box.pixels(width, height)
    assert 0 <= left <= right < width
    assert 0 <= top <= bottom < height
    assert left <= box.left * width / 100
    assert right + 1 >= min(width, (box.left + box.width) * width / 100 - 1e-6)
    assert bottom + 1 >= min(height, (box.top + box.height) * height / 100 - 1e-6)


def brightest(picture: Image.Image) -> int:
    """The highest value of any channel of any pixel."""
    return max(picture.tobytes())


@pytest.mark.parametrize("ending", ["JPEG", "PNG"])
def test_a_public_picture_is_a_small_jpeg_without_what_was_under_a_rectangle(ending: str) -> None:
    data = photo(size=(2000, 1000), orientation=1, ending=ending)
    made = public_picture(data, [Box(0, 0, 50, 50)])
    with Image.open(BytesIO(made.data)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (1600, 800), {})
        quarter = picture.crop((0, 0, 796, 396))
        assert brightest(quarter) < 40
        assert brightest(picture.crop((1400, 700, 1410, 710))) > 150
    with Image.open(BytesIO(made.thumbnail)) as small:
        assert brightest(small.crop((10, 10, 20, 20))) < 40
