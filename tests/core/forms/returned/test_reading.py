from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyue.core.forms.returned.reading import Reading
from tests.core.collect.tables import (
    HEADING,
    INDICATORS,
    PLAIN,
    RUNNING,
    reading,
    template,
    typed,
    word_table,
)

VALUES = (3, 120, 500, 12, 7, 5, 2, 90, 60, "消防夜市", 1)


def codes(found: Reading) -> set[str]:
    return {finding.code for finding in found.findings}


def where(found: Reading, code: str) -> tuple[int, ...]:
    return next(finding.where for finding in found.findings if finding.code == code)


def changed(index: int, words: str) -> Sequence[str]:
    return [*PLAIN[:index], words, *PLAIN[index + 1 :]]


@pytest.mark.parametrize("is_excel", [False, True])
def test_a_clean_copy_gives_its_values_and_no_finding(*, is_excel: bool) -> None:
    found = reading(typed(PLAIN, is_excel=is_excel))
    assert found.values == VALUES
    assert not found.findings
    assert found.heading.unit == "青岩镇"
    assert found.heading.dated == (2024, 11, 20)


@pytest.mark.parametrize(
    ("index", "words", "code"),
    [
        (0, " ", "missing_value"),
        (1, "待统计", "not_a_number"),
        (2, "约300", "approximate"),
        (3, "十二", "chinese_numeral"),
        (4, "无", "nil_mark"),
        (0, "0", "inconsistent"),
        (8, "100", "inconsistent"),
    ],
)
def test_what_is_odd_in_a_blank_is_told_with_its_place(index: int, words: str, code: str) -> None:
    found = reading(typed(changed(index, words)))
    assert codes(found) == {code}
    assert index in where(found, code)
    assert found.is_form


def _with(rows: Sequence[tuple[str, ...]]) -> Reading:
    return reading(word_table(rows, heading=HEADING.replace("：", "：青岩镇", 1)))


def _filled(rows: Sequence[tuple[str, ...]] = RUNNING) -> list[tuple[str, ...]]:
    """The rows with 1 in each blank."""
    return [
        tuple(
            words.replace("（ ）", "（1）").replace("（　）", "（1）").replace("____", "1") for words in row
        )
        for row in rows
    ]


def test_a_row_that_was_deleted_has_no_values() -> None:
    found = _with([row for row in _filled() if "演练" not in row[0]])
    assert [index for index, value in enumerate(found.values) if value is None] == [6, 7, 8]
    assert {"row_missing", "missing_value"} <= codes(found)


def test_rows_in_another_order_are_read_by_their_names() -> None:
    rows = _filled()
    rows[1], rows[3] = ("一、宣传进社区", "组织宣讲（8）场，参与（9）人次；\n发放资料（7）份。"), rows[1]
    found = _with(
        [
            rows[0],
            rows[2],
            rows[1],
            *rows[4:],
            ("三、应急演练", "企业演练（4）场，参与（6）人次，参演人员（5）人。"),
        ]
    )
    assert found.values[:3] == (8, 9, 7)
    assert found.values[6:9] == (4, 6, 5)
    assert "order_changed" in codes(found)


def test_a_renamed_row_is_read_and_told() -> None:
    rows = _filled()
    rows[2] = ("二、火灾隐患排查整治", rows[2][1])
    found = _with(rows)
    assert None not in found.values[:9]
    assert "label_changed" in codes(found)


def test_a_row_of_one_s_own_is_told_and_not_counted() -> None:
    found = _with([*_filled(), ("五、消防体验", "接待（30）批，参观（400）人次。")])
    assert codes(found) == {"extra_content"}


def test_another_form_is_no_copy() -> None:
    found = reading(
        word_table(
            [("项目", "情况"), ("一、知识讲座", "举办讲座（3）场，参加（80）人次。")],
            title="防灾减灾日统计表",
        )
    )
    assert codes(found) == {"wrong_form"}
    assert not found.is_form
    assert set(found.values) == {None}


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "unreadable"),
        (b"\0" * 5000, "a.docx", "unreadable"),
        (typed(PLAIN)[:3000], "a.docx", "unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx", "old_format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            "password_protected",
        ),
        ("填报说明".encode(), "a.txt", "unsupported"),
        (b"%PDF-1.7", "a.pdf", "unsupported"),
    ],
)
def test_a_file_that_can_t_be_read_has_one_reason(data: bytes, name: str, code: str) -> None:
    found = reading(data, name)
    assert [finding.code for finding in found.findings] == [code]
    assert not found.is_form


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_file_raises_nothing(data: st.DataObject) -> None:
    whole = bytearray(typed(PLAIN))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    found = reading(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    assert len(found.values) == INDICATORS


_NUMBERS = st.integers(1, 10**9).map(str)
_NAMES = st.text(st.characters(codec="gb2312", categories=["Lo"]), min_size=1, max_size=12).filter(
    lambda words: not set(words) & set("活动名称举办")
)


@given(st.tuples(*[_NUMBERS] * 9, _NAMES, _NUMBERS), st.booleans())
def test_what_is_filled_in_is_read_back(words: tuple[str, ...], is_excel: bool) -> None:  # noqa: FBT001
    found = reading(typed(words, is_excel=is_excel))
    assert [str(value) for value in found.values] == list(words)


def test_every_blank_has_a_name_that_tells_it_from_the_others() -> None:
    names = [template().name(index) for index in range(INDICATORS)]
    assert len(set(names)) == INDICATORS
    assert names[7] == "“企业演练”的“参与”（人次）"
