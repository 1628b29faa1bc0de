"""Names of files that every system takes, whatever the words they are made of."""

import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.packs import Shot, pack_name, photo_names
from anyue.core.packs.names import MOST_BYTES

JUNE = date(2026, 6, 16)
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}
HOSTILE = st.sampled_from(
    [
        "../../etc/passwd",
        "..\\..\\boot.ini",
        "CON",
        "nul.txt",
        "a\0b",
        "青石镇\n",
        "\u202egpj.exe",
        "C:",
        " . ",
        "",
    ]
)
WORDS = st.text(max_size=90) | HOSTILE
SHOTS = st.builds(
    Shot,
    order=st.integers(1, 99_999),
    unit=WORDS | st.sampled_from(["青石镇", "QING", "qing", "ＱＩＮＧ"]),
    held_on=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    title=WORDS | st.sampled_from(["安全课", "安全课_1", "ß", "SS", "é", "e\u0301"]),
    ending=st.sampled_from([".jpg", ".png"]),
)


def shot(title: str = "安全宣传咨询日", unit: str = "青石镇", order: int = 3) -> Shot:
    return Shot(order, unit, JUNE, title, ".jpg")


def as_windows_and_macs_see(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


@given(st.lists(SHOTS, max_size=12))
def test_names_are_unique_safe_and_short_whatever_the_inputs(shots: list[Shot]) -> None:
    names = list(photo_names(shots))
    assert len({as_windows_and_macs_see(name) for name in names}) == len(shots)
    for one, name in zip(shots, names, strict=True):
        assert name.startswith(f"{one.order:02}_")
        assert name.endswith(one.ending)
        assert not set(name) & set('<>:"/\\|?*')
        assert not [sign for sign in name if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
        assert len(name.encode()) <= MOST_BYTES
        assert name.split(".")[0].upper() not in DEVICES
        assert name == unicodedata.normalize("NFC", name)


@given(WORDS, WORDS)
def test_pack_itself_has_a_name_that_every_system_takes(campaign: str, unit: str) -> None:
    name = pack_name(campaign, unit)
    assert name.endswith("-照片与文字.zip")
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert len(name.encode()) <= 2 * MOST_BYTES


def test_name_says_unit_day_activity_and_number() -> None:
    assert list(photo_names([shot(), shot(), shot("应急演练"), shot(order=12)])) == [
        "03_青石镇_6月16日_安全宣传咨询日_1.jpg",
        "03_青石镇_6月16日_安全宣传咨询日_2.jpg",
        "03_青石镇_6月16日_应急演练_1.jpg",
        "12_青石镇_6月16日_安全宣传咨询日_1.jpg",
    ]


def test_two_activities_of_one_name_and_day_go_on_counting() -> None:
    names = list(photo_names([shot("安全课"), shot("安全课"), shot("安全 课"), shot("安全课\u200b")]))
    assert [name.rsplit("_", 1)[1] for name in names] == ["1.jpg", "2.jpg", "1.jpg", "3.jpg"]


def test_nothing_of_a_path_is_left() -> None:
    (name,) = photo_names([shot("../../启动/a:b*c?", unit="..\\青石镇")])
    assert name == "03_-青石镇_6月16日_-..-启动-a-b-c-_1.jpg"
