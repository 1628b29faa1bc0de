"""What is kept of a file is told by its content alone, and says nothing of place, maker and device."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image

from anyue.core.errors import AnyueError, uploads
from anyue.core.uploads import DOCUMENTS, PICTURES, Prepared, UploadKind, prepare
from anyue.core.uploads.kinds import accept_of
from tests.media import MAKER, PLACE, SHOWN, box, photo, pixels, video

TOLD = (PLACE, MAKER.encode(), b"AY-1", b"Exif", b"xmpmeta", b"AY encode", b"appl")
TOO_MANY_TO_UNPACK = 6 * 1024 * 1024


def kept(data: bytes, name: str = "附件") -> Prepared:
    return prepare(data, name, megabytes=5)


def refused(data: bytes, **limits: object) -> str:
    with pytest.raises(AnyueError) as told:
        prepare(data, "附件", **{"megabytes": 5, **limits})  # type: ignore[arg-type]
    assert "附件" in told.value.message
    return told.value.code


def shown(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def is_red(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return bool(pixel[0] > 150 and pixel[2] < 100)


def word() -> bytes:
    out = BytesIO()
    Document().save(out)
    return out.getvalue()


def excel() -> bytes:
    out = BytesIO()
    Workbook().save(out)
    return out.getvalue()


def package(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def pdf() -> bytes:
    out = BytesIO()
    pixels().save(out, "PDF")
    return out.getvalue()


SLIDES = package({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"})
OFD = package({"OFD.xml": b"<ofd/>"})
GOOD = {
    UploadKind.JPEG: photo(),
    UploadKind.PNG: photo(ending="PNG"),
    UploadKind.MOV: video(),
    UploadKind.MP4: video(brand=b"isom"),
    UploadKind.PDF: pdf(),
    UploadKind.OFD: OFD,
    UploadKind.WORD: word(),
    UploadKind.EXCEL: excel(),
    UploadKind.SLIDES: SLIDES,
}


@pytest.mark.parametrize("kind", GOOD)
def test_kind_is_that_of_the_content_and_so_is_the_ending(kind: UploadKind) -> None:
    found = kept(GOOD[kind], "现场.exe")
    assert (found.kind, found.name) == (kind, f"现场{kind.ending}")
    assert bool(found.thumbnail) == (kind in PICTURES)
    assert kept(found.data).data == found.data or kind is UploadKind.JPEG
    if kind in DOCUMENTS:
        assert found.data == GOOD[kind]


@pytest.mark.parametrize("ending", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_a_photo_tells_where_or_with_what_it_was_taken(ending: str) -> None:
    data = photo(ending=ending)
    assert PLACE in data
    found = kept(data)
    assert [told for told in TOLD if told in found.data + found.thumbnail] == []
    assert dict(Image.open(BytesIO(found.data)).getexif()) == {}


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, (5, 5)), (3, (54, 34)), (6, (34, 5)), (8, (5, 54)), (2, (54, 5))]
)
def test_photo_stands_upright(orientation: int, corner: tuple[int, int]) -> None:
    found = kept(photo(orientation=orientation))
    for data in (found.data, found.thumbnail):
        picture = shown(data)
        assert picture.size == ((60, 40) if orientation < 5 else (40, 60))
        places = ((x, y) for x in (5, picture.width - 6) for y in (5, picture.height - 6))
        assert [place for place in places if is_red(picture.getpixel(place))] == [corner]


def test_large_photo_is_made_as_small_as_a_page_needs() -> None:
    found = kept(photo(size=(4000, 3000), orientation=1))
    assert (shown(found.data).size, shown(found.thumbnail).size) == ((2560, 1920), (480, 360))


def test_what_one_can_see_through_stays_so() -> None:
    out = BytesIO()
    Image.new("RGBA", (9, 9), (255, 0, 0, 0)).save(out, "WEBP")
    found = kept(out.getvalue())
    assert found.kind is UploadKind.PNG
    assert Image.open(BytesIO(found.data)).getchannel("A").getextrema() == (0, 0)
    assert shown(found.thumbnail).getpixel((4, 4)) == (255, 255, 255)


def test_same_photo_twice_is_the_same_and_another_one_is_not() -> None:
    one, again, other = kept(photo()), kept(photo()), kept(photo(seed=1))
    assert (one.sha256, one.original) == (again.sha256, again.original)
    assert {one.sha256, one.original}.isdisjoint({other.sha256, other.original})


def test_what_hangs_on_a_photo_is_left_behind() -> None:
    data = photo() + word() + PLACE
    assert kept(data).data == kept(photo()).data


@pytest.mark.parametrize("brand", [b"qt  ", b"mp42"])
def test_nothing_of_a_video_tells_where_or_with_what_it_was_taken(brand: bytes) -> None:
    data = video(brand=brand)
    found = kept(data)
    assert data.count(PLACE) == 7
    assert [told for told in TOLD if told in found.data] == []
    # Every byte that is left stands where it stood, so that the tables of the video are right.
    assert (len(found.data), found.data.index(SHOWN)) == (len(data), data.index(SHOWN))
    assert all(new in {old, 0} for old, new in zip(data, found.data, strict=True) if new not in b"free")


WRONG = {
    "empty": (b"", uploads.UPLOAD_EMPTY),
    "text": ("宣讲情况".encode(), uploads.UPLOAD_NOT_TAKEN),
    "program": (b"MZ" + bytes(400), uploads.UPLOAD_NOT_TAKEN),
    "web page": (b"<html><script>alert(1)</script>", uploads.UPLOAD_NOT_TAKEN),
    "drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", uploads.UPLOAD_NOT_TAKEN),
    "archive": (package({"a.exe": b"MZ"}), uploads.UPLOAD_NOT_TAKEN),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), uploads.UPLOAD_NOT_TAKEN),
    "no Word file": (package({"[Content_Types].xml": b"<Types/>"}), uploads.UPLOAD_NOT_TAKEN),
    "HEIC": (box(b"ftyp", b"heic", bytes(4)), uploads.UPLOAD_HEIC),
    "macros": (package({"word/document.xml": b"", "word/vbaProject.bin": b"x"}), uploads.UPLOAD_HAS_MACROS),
    "Word behind a PDF": (pdf() + word(), uploads.UPLOAD_DOUBTFUL),
    "Word behind a video": (video(further=box(b"free", word())), uploads.UPLOAD_DOUBTFUL),
    "Word behind a program": (b"MZ" + bytes(400) + word(), uploads.UPLOAD_DOUBTFUL),
    "something before a PDF": (b"<html>" + pdf(), uploads.UPLOAD_DOUBTFUL),
    "something behind Word": (word() + b"<script>", uploads.UPLOAD_DOUBTFUL),
    "cut photo": (photo(size=(900, 900))[:-900], uploads.PICTURE_DAMAGED),
    "cut video": (video()[:-9], uploads.VIDEO_DAMAGED),
    "sound only": (video().replace(b"vide", b"soun"), uploads.VIDEO_DAMAGED),
    "video in pieces": (video(further=box(b"moof")), uploads.VIDEO_UNKNOWN),
}


@pytest.mark.parametrize("what", WRONG)
def test_anything_else_is_refused_in_words(what: str) -> None:
    data, problem = WRONG[what]
    assert refused(data) == problem.code


def test_kind_that_is_not_asked_for_is_refused_with_those_that_are() -> None:
    with pytest.raises(AnyueError) as told:
        prepare(photo(), "附件", megabytes=5, kinds={UploadKind.PDF, UploadKind.WORD})
    assert "PDF、Word 文档（.docx）" in told.value.message
    assert refused(word(), kinds=PICTURES) == refused(pdf(), kinds=PICTURES) == "upload_not_taken"
    assert refused(video(), kinds=PICTURES) == "upload_not_taken"


def test_what_is_too_large_or_bursts_is_refused() -> None:
    assert refused(photo(size=(900, 900)) + bytes(1024 * 1024), megabytes=1) == "upload_over_limit"
    bomb = package({"word/document.xml": b"<w/>", "word/media/a.bin": bytes(TOO_MANY_TO_UNPACK)})
    assert refused(bomb) == "file_swells"
    out = BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")
    assert refused(out.getvalue()) == "picture_too_large"


def test_phone_is_offered_its_camera_and_no_heic() -> None:
    offered = accept_of(PICTURES)
    assert "image/jpeg" in offered
    assert "hei" not in offered
    assert "image/" not in accept_of(DOCUMENTS)


@hypothesis_settings(max_examples=60)
@given(
    start=st.sampled_from([photo(), photo(ending="PNG"), photo(ending="WEBP"), video(), OFD, SLIDES]),
    wounds=st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=8)), max_size=6),
    end=st.integers(0, 3000),
)
def test_damage_is_told_in_the_catalogues_words_and_nothing_of_the_place_is_kept(
    start: bytes, wounds: list[tuple[int, bytes]], end: int
) -> None:
    data = bytearray(start)
    for at, wound in wounds:
        data[at : at + len(wound)] = wound
    try:
        found = kept(bytes(data[: end + 8]))
    except AnyueError:
        return
    assert found.kind not in PICTURES or PLACE not in found.data


def test_what_older_word_and_wps_write_is_taken_where_it_is_asked_for() -> None:
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "WordDocument\0".encode("utf-16-le") + bytes(600)
    assert refused(old) == "upload_not_taken"
    kinds = {UploadKind.WORD, UploadKind.OLD_WORD}
    for name in ("总结.wps", "总结.doc"):
        found = prepare(old, name, megabytes=1, kinds=kinds)
        assert (found.kind, found.name, found.data) == (UploadKind.OLD_WORD, name, old)
    assert {".doc", ".wps", ".docx"} <= set(accept_of(kinds).split(","))
    with pytest.raises(AnyueError) as told:
        prepare(old + "_VBA_PROJECT\0".encode("utf-16-le"), "总结.doc", megabytes=1, kinds=kinds)
    assert told.value.code == "upload_has_macros"
