from collections.abc import Sequence
from functools import partial
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from anyue.core.collect.collect import Collected, collect
from anyue.core.collect.messages import messages_to_units
from anyue.core.collect.senders import Senders
from anyue.core.collect.total import build_total
from anyue.core.collect.workbook import write_workbook
from anyue.core.forms.office.archive import Archive
from anyue.core.forms.office.word import read_word
from anyue.core.forms.returned.heading import Heading
from anyue.core.forms.returned.reading import Reading
from tests.core.collect.tables import INDICATORS, PLAIN, UNITS, reading, saved, template, typed, word_table

SENDERS = Senders(UNITS)


def folder(*files: tuple[str, bytes], empty_is_zero: bool = False) -> Collected:
    return collect(
        template(), SENDERS, [reading(data, name) for name, data in files], empty_is_zero=empty_is_zero
    )


def of(file: str, collected: Collected) -> set[str]:
    return next({f.code for f in one.findings} for one in collected.files if one.file == file)


def test_numbers_are_added_and_texts_are_listed_with_their_units() -> None:
    found = folder(("青岩镇.docx", typed(PLAIN)), ("沙坪镇.docx", typed(PLAIN, unit="沙坪镇")))
    assert found.total == (6, 240, 1000, 24, 14, 10, 4, 180, 120, None, 2)
    assert found.texts == {9: (("青岩镇", "消防夜市"), ("沙坪镇", "消防夜市"))}
    assert found.missing == UNITS[2:]
    assert [finding.code for finding in found.findings] == ["heads_may_overlap"]


def test_the_later_of_two_files_counts_and_the_other_is_told() -> None:
    found = folder(
        ("a.docx", typed(PLAIN, day="2024.11.21")),
        ("b.docx", typed(["9", *PLAIN[1:]], day="11月20日")),
    )
    assert [one.counted for one in found.files] == [True, False]
    assert of("b.docx", found) == {"duplicate_unit"}
    assert found.total[0] == 3


def test_of_two_files_of_one_day_the_corrected_one_counts() -> None:
    found = folder(("青岩镇（更正）.docx", typed(["9", *PLAIN[1:]])), ("青岩镇.docx", typed(PLAIN)))
    assert found.total[0] == 9


def test_the_file_s_name_tells_the_unit_where_the_table_doesn_t() -> None:
    found = folder(("县文旅局.docx", typed(PLAIN, unit="")), ("统计表.docx", typed(PLAIN, unit="")))
    assert [one.unit for one in found.files] == ["望山县文化和旅游局", None]
    assert of("县文旅局.docx", found) == {"unit_from_file_name"}
    assert of("统计表.docx", found) == {"unit_unknown"}
    assert found.counted == 1


def test_a_unit_that_is_not_on_the_list_doesn_t_count() -> None:
    found = folder(("a.docx", typed(PLAIN, unit="红星水泥公司")))
    assert next(iter(found.files)).unit == "红星水泥公司"
    assert of("a.docx", found) == {"unit_not_listed"}
    assert set(found.total) - {0} == {None}


def test_without_a_list_every_named_unit_counts() -> None:
    readings = [
        reading(typed(PLAIN, unit=name), f"{n}.docx") for n, name in enumerate(("甲公司", "乙公司", ""))
    ]
    found = collect(template(), Senders(()), readings)
    assert found.counted == 2
    assert not found.missing


def _numbers(*firsts: int) -> list[Reading]:
    """Readings that differ in their first number only."""
    rest: tuple[int | str | None, ...] = (1,) * (INDICATORS - 1)
    return [
        Reading(f"{n}.docx", Heading(f"单位{n}", None), (first, *rest), (), True)
        for n, first in enumerate(firsts)
    ]


@pytest.mark.parametrize(
    ("numbers", "outliers"),
    [
        ((10, 11, 12, 13, 2000), [4]),
        ((1, 1, 1, 1, 50), []),
        ((0, 0, 0, 0, 5000), []),
        ((20, 20, 20, 20, 199), []),
        ((10, 10, 10, 110), [3]),
    ],
)
def test_an_outlier_is_ten_times_the_median_and_a_hundred_above_it(
    numbers: Sequence[int], outliers: list[int]
) -> None:
    found = collect(template(), Senders(()), _numbers(*numbers))
    assert [at for at, one in enumerate(found.files) if one.findings] == outliers


def test_empty_blanks_count_as_zero_on_request() -> None:
    words = ["", *PLAIN[1:]]
    assert of("a.docx", folder(("a.docx", typed(words)))) == {"missing_value"}
    zeros = folder(("a.docx", typed(words)), empty_is_zero=True)
    assert next(iter(zeros.files)).values[0] == 0
    assert not of("a.docx", zeros)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_the_total_is_the_sum_in_any_order(numbers: list[int], shuffle: object) -> None:
    readings = _numbers(*numbers)
    getattr(shuffle, "shuffle")(readings)  # noqa: B009  Hypothesis gives its own kind of Random.
    assert collect(template(), Senders(()), readings).total[0] == sum(numbers)


def test_the_total_is_written_into_the_blank_form() -> None:
    found = folder(("青岩镇.docx", typed(PLAIN)), ("沙坪镇.docx", typed(PLAIN, unit="沙坪镇")))
    sheet = read_word(Archive(build_total(template(), word_table(), found)))
    assert sheet.rows[1][1] == "组织宣讲（6）场，参与（240）人次；\n发放资料（1000）份。"
    assert sheet.rows[4][1] == "活动名称（青岩镇：消防夜市；沙坪镇：消防夜市），举办（2）场。"


def workbook(found: Collected) -> bytes:
    return saved(partial(write_workbook, template(), found))


def test_the_workbook_has_a_row_a_unit_and_marks_what_is_odd() -> None:
    words = ["约300", *PLAIN[1:]]
    found = folder(("青岩镇.docx", typed(PLAIN)), ("=1+1.docx", typed(words, unit="沙坪镇")), ("x.txt", b"x"))
    data = workbook(found)
    assert data == workbook(found)
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["明细", "问题清单", "未报送", "未计入", "文字内容"]
    rows = list(book["明细"].iter_rows(min_row=3, values_only=True))
    assert rows[0][1:6] == ("合计（2 个单位）", None, 303, 240, 1000)
    assert rows[1][:5] == (1, "青岩镇", "青岩镇.docx", 3, 120)
    odd = book["明细"].cell(5, 4)
    assert odd.value == 300
    assert odd.comment is not None
    assert "约300" in odd.comment.text
    assert odd.fill.start_color.rgb == "FFFFF2CC"
    file = book["明细"].cell(5, 3)
    assert (file.value, file.data_type) == ("=1+1.docx", "s")
    assert [row[0] for row in book["未报送"].iter_rows(min_row=2, values_only=True)] == list(UNITS[2:])
    assert next(book["未计入"].iter_rows(min_row=2, values_only=True))[0] == "x.txt"


def test_rows_of_the_lists_are_as_high_as_their_words() -> None:
    found = folder(("青岩镇.docx", typed([*[""] * 8, *PLAIN[8:]])), ("临江街道.docx", b"\0" * 99))
    sheet = load_workbook(BytesIO(workbook(found)))["问题清单"]
    long, short = (sheet.row_dimensions[row].height for row in (2, 3))
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["青岩镇", "临江街道"]
    assert long >= 2 * short > 0


def test_each_late_or_faulty_unit_gets_one_message() -> None:
    words = ["待统计", *PLAIN[1:]]
    found = folder(
        ("青岩镇.docx", typed(words)),
        ("沙坪镇.docx", typed(PLAIN, unit="沙坪镇")),
        ("临江街道.docx", b"\0" * 99),
    )
    messages = dict(messages_to_units(template().title, found))
    assert set(messages) == set(UNITS) - {"沙坪镇"}
    assert "“组织宣讲”（场）填的是“待统计”" in messages["青岩镇"]
    assert "打不开" in messages["临江街道"]
    assert "还没有收到" in messages["望山县教育局"]
