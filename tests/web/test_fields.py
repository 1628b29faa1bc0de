import pytest
from django import forms

from anyue.web.fields import CountField


class CountForm(forms.Form):
    people = CountField(label="参与人次", unit="人次", required=False, help_text="没有参与的请填 0。")


def people(typed: str) -> tuple[object, list[str]]:
    form = CountForm({"people": typed})
    form.is_valid()
    return form.cleaned_data.get("people"), [str(error) for error in form.errors.get("people", ())]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        ("0", 0),
        (" １，２００ ", 1200),
        ("1,234", 1234),
        ("１ ２", 12),
        ("", None),
        ("999999999", 999999999),
    ],
)
def test_count_is_read_as_people_type_it(typed: str, number: int | None) -> None:
    assert people(typed) == (number, [])


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("-3", "不能是负数。没有发生的请填 0。"),
        ("－３", "不能是负数。没有发生的请填 0。"),
        ("12345678901234567890", "数字太大，最多 9 位。请核对是否多输了位数。"),
        ("-12345678901234567890", "数字太大，最多 9 位。请核对是否多输了位数。"),
        ("十二", "请填写整数，例如 12。没有发生的请填 0。"),
        ("1.5", "请填写整数，例如 12。没有发生的请填 0。"),
    ],
)
def test_count_refuses_with_words_that_say_what_to_do(typed: str, message: str) -> None:
    assert people(typed) == (None, [message])


def test_field_is_rendered_with_its_label_hint_error_and_unit_tied_together() -> None:
    html = CountForm({"people": "－3"}).as_div()

    assert '<label class="field-label" for="id_people">参与人次<span class="field-optional">（选填）' in html
    assert '<p class="field-hint" id="id_people_helptext">没有参与的请填 0。</p>' in html
    assert '<p class="field-error" id="id_people_error">不能是负数。没有发生的请填 0。</p>' in html
    assert 'aria-describedby="id_people_helptext id_people_error"' in html
    assert 'inputmode="numeric"' in html
    assert 'value="－3"' in html
    assert '<span class="field-unit" aria-hidden="true">人次</span>' in html
