import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.forms.returned.figures import Figure, Liberty, read_figure


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("（12）", 12),
        ("(12", 12),
        ("12）", 12),
        ("（ 12 ）", 12),
        ("１２", 12),
        ("__12__", 12),
        ("12场", 12),
        ("12（场）", 12),
        ("12人次", 12),
        ("1,234", 1234),
        ("1，234", 1234),
        ("1.2万", 12_000),
        ("3万人次", 30_000),
        ("3百", 300),
        ("12.5", 12.5),
        ("共12场", 12),
        ("0", 0),
    ],
)
def test_plain_numbers_are_read_without_a_word(typed: str, value: float) -> None:
    assert read_figure(typed, "场") == Figure(value)


@pytest.mark.parametrize(
    ("typed", "value", "liberty"),
    [
        ("无", 0, Liberty.NIL_MARK),
        ("/", 0, Liberty.NIL_MARK),
        ("—", 0, Liberty.NIL_MARK),
        ("未开展", 0, Liberty.NIL_MARK),
        ("约300", 300, Liberty.APPROXIMATE),
        ("300余", 300, Liberty.APPROXIMATE),
        ("300余人次", 300, Liberty.APPROXIMATE),
        ("近8000", 8000, Liberty.APPROXIMATE),
        ("1.2万余", 12_000, Liberty.APPROXIMATE),
        ("100左右", 100, Liberty.APPROXIMATE),
        ("十二", 12, Liberty.CHINESE_NUMERAL),
        ("两", 2, Liberty.CHINESE_NUMERAL),
        ("三百二十", 320, Liberty.CHINESE_NUMERAL),
        ("三百二", 320, Liberty.CHINESE_NUMERAL),
        ("一百零五", 105, Liberty.CHINESE_NUMERAL),
        ("一万二千", 12_000, Liberty.CHINESE_NUMERAL),
        ("零", 0, Liberty.CHINESE_NUMERAL),
    ],
)
def test_liberties_are_told(typed: str, value: int, liberty: Liberty) -> None:
    assert read_figure(typed, "人次") == Figure(value, (liberty,))


@pytest.mark.parametrize("typed", ["", "（ ）", "（", "____", "　", "（　　）"])
def test_an_empty_blank_has_no_value(typed: str) -> None:
    assert read_figure(typed, "场") == Figure(None)


@pytest.mark.parametrize(
    "typed", ["待统计", "详见附件", "3/5", "-5", "5+3", "12、15", "好多", "两三", "七八", "1" * 41]
)
def test_what_is_no_number_has_no_value(typed: str) -> None:
    figure = read_figure(typed, "场")
    assert figure.value is None
    assert not figure.is_readable


@given(
    st.integers(0, 999_999_999_999), st.sampled_from(["{}", "（{}）", " {} ", "{:,}", "（{}", "{}场", "_{}_"])
)
def test_a_number_reads_as_itself_however_it_is_written(number: int, pattern: str) -> None:
    assert read_figure(pattern.format(number), "场") == Figure(number)


_DIGITS = "零一二三四五六七八九"


def _chinese(number: int) -> str:
    """The customary numeral of 1 to 9999."""
    words, pending = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if pending and words else "") + _DIGITS[digit] + name
            pending = False
        else:
            pending = True
    return words.removeprefix("一") if words.startswith("一十") else words


@given(st.integers(11, 9999).filter(lambda n: n % 10 or n > 10))
def test_chinese_numerals_are_read(number: int) -> None:
    assert read_figure(_chinese(number), "场").value == number


@given(st.text(max_size=60), st.sampled_from([None, "场", "人次", "万元"]))
def test_any_words_are_read_without_an_error(typed: str, unit: str | None) -> None:
    figure = read_figure(typed, unit)
    assert figure.value is None or figure.value >= 0
