from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.errors import AnyueError
from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form
from anyue.core.forms.values import allows_decimals, check_values, clean_text, format_number, parse_number
from tests.core.forms.samples import CARD, REGISTER, STATISTICS, SUMMARY
from tests.core.forms.strategies import statistics_forms, values_of

AMOUNTS = st.decimals(0, Decimal("999999999.99"), places=2, allow_nan=False, allow_infinity=False)


@given(AMOUNTS)
def test_a_number_written_canonically_reads_back(number: Decimal) -> None:
    text = format_number(number)
    assert parse_number(text) == number
    assert format_number(parse_number(text)) == text


@given(AMOUNTS)
def test_a_number_reads_the_same_with_separators_full_width_and_spaces(number: Decimal) -> None:
    plain = f"{number:,f}"
    wide = plain.translate(str.maketrans("0123456789,.", "０１２３４５６７８９，．"))
    assert parse_number(f" {plain}\t") == parse_number(f"\u3000{wide}\u3000") == number


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("12", "12"),
        ("007", "7"),
        ("0", "0"),
        ("1,234", "1234"),
        ("１２", "12"),
        ("0.50", "0.5"),
        ("3.", "3"),
        ("3.000", "3"),
    ],
)
def test_format_number_is_canonical(text: str, canonical: str) -> None:
    assert format_number(parse_number(text)) == canonical


def test_format_number_has_no_exponent() -> None:
    assert [format_number(Decimal(text)) for text in ("1E+3", "1E-2", "-0", "100")] == [
        "1000",
        "0.01",
        "0",
        "100",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-1", "number_negative"),
        ("－１", "number_negative"),
        ("1234567890", "number_too_long"),
        ("1" * 20, "number_too_long"),
        ("1.234", "number_too_long"),
        ("", "number_unreadable"),
        ("十二", "number_unreadable"),
        ("12场", "number_unreadable"),
        ("1,23", "number_unreadable"),
        ("1e3", "number_unreadable"),
        ("²", "number_unreadable"),
        ("٣", "number_unreadable"),
        ("NaN", "number_unreadable"),
    ],
)
def test_parse_number_says_what_is_wrong(text: str, code: str) -> None:
    with pytest.raises(AnyueError) as caught:
        parse_number(text, label="参与（ ）人次")
    assert caught.value.code == code
    assert "参与（ ）人次" in caught.value.message


@given(st.text())
def test_parse_number_raises_nothing_else(text: str) -> None:
    try:
        number = parse_number(text)
    except AnyueError:
        return
    assert 0 <= number <= Decimal("999999999.99")


def test_allows_decimals_only_for_what_can_be_split() -> None:
    assert [unit for unit in ("场", "人次", "人", "个", "家次", "场/次", None) if allows_decimals(unit)] == []
    assert [unit for unit in ("元", "万元", "小时", "平方米", "%", "公里") if not allows_decimals(unit)] == []


def test_check_values_sorts_values_from_errors() -> None:
    raw = {
        "a1": " １２ ",
        "a2": "-5",
        "a3": "1.5",
        "b1": "  ",
        "c1": " 灯\x00谜\r\n会 ",
        "c2": "1.50",
        "other": "9",
    }
    values, errors = check_values(STATISTICS, raw)
    assert values == {"a1": "12", "c1": "灯谜\n会", "c2": "1.5"}
    assert {code: (error.code, error.field) for code, error in errors.items()} == {
        "a2": ("number_negative", "a2"),
        "a3": ("number_not_whole", "a3"),
    }


def test_check_values_limits_text() -> None:
    assert check_values(STATISTICS, {"c1": "字" * 200}) == ({"c1": "字" * 200}, {})
    values, errors = check_values(STATISTICS, {"c1": "字" * 201})
    assert values == {}
    assert errors["c1"].message == "“活动名称（ ）”有 201 个字，最多 200 个字。请删减后再保存。"
    assert check_values(entry_form(SUMMARY), {"content": "字" * 20_000})[1] == {}


@given(st.data())
def test_canonical_values_check_to_themselves(data: st.DataObject) -> None:
    form = data.draw(statistics_forms())
    values = data.draw(values_of(form))
    assert check_values(form, values) == (values, {})


@pytest.mark.parametrize("form", [STATISTICS, CARD, REGISTER, SUMMARY])
@given(data=st.data())
def test_every_blank_given_is_in_the_values_or_the_errors(form: Form, data: st.DataObject) -> None:
    whole = entry_form(form)
    raw = data.draw(st.dictionaries(st.sampled_from([one.code for one in whole.indicators]), st.text()))
    values, errors = check_values(whole, raw)
    assert not values.keys() & errors.keys()
    assert values.keys() | errors.keys() == {code for code, text in raw.items() if clean_text(text)}
    assert check_values(whole, values) == (values, {})
