"""What an item asks before it can be sent, and what of it is counted and public."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.anonymise import Parties, anonymise, masked_name, public_text
from anyue.core.anonymise.enterprises import public_name
from anyue.core.cases import (
    FIELDS,
    FieldsWrongError,
    Register,
    check_complete,
    cleaned,
    count_words,
    parties_of,
    public_fields,
)
from anyue.core.cases.public import people_in

TODAY = date(2026, 6, 10)
CASE = {
    "title": "某案",
    "kinds": "other",
    "enterprise": "霁岚化工有限公司",
    "decided_on": "2026-06-02",
    "authority": "青溪县应急管理局",
    "facts": "没有培训。",
    "basis": "安全生产法",
    "on_enterprise": "罚款",
}
EXPOSURE = {
    "enterprise": "霁岚水泥厂",
    "hazard": "没有泄爆装置",
    "level": "general",
    "found_on": "2026-06-01",
    "order": "整改",
    "state": "open",
}
DUAL = {"kinds": "dual", "person": "张淼", "on_person": "罚款"}
TRANSFER = {"kinds": "transfer", "receiver": "police", "transferred_on": "2026-06-03"}
WRONG = [
    (Register.CASE, {"facts": ""}, {"facts": "case_field_missing"}),
    (Register.CASE, {"kinds": "dual"}, {"person": "case_dual_unproven", "on_person": "case_dual_unproven"}),
    (Register.CASE, DUAL | {"on_enterprise": ""}, {"on_enterprise": "case_dual_unproven"}),
    (Register.CASE, TRANSFER | {"receiver": ""}, {"receiver": "case_transfer_unproven"}),
    (Register.CASE, TRANSFER | {"transferred_on": ""}, {"transferred_on": "case_transfer_unproven"}),
    (Register.CASE, TRANSFER | {"transferred_on": "2026-06-01"}, {"transferred_on": "case_days_reversed"}),
    (Register.CASE, {"receiver": "police"}, {"receiver": "case_not_transferred"}),
    (Register.CASE, {"on_enterprise": ""}, {"on_enterprise": "case_nothing_imposed"}),
    (Register.CASE, {"decided_on": "2026-06-11"}, {"decided_on": "case_day_ahead"}),
    (Register.CASE, {"enterprise": "甲"}, {"enterprise": "case_name_too_short"}),
    (Register.EXPOSURE, {"level": "major"}, {"criterion": "criterion_missing"}),
    (Register.EXPOSURE, {"state": "done"}, {"rectified_on": "rectified_day_missing"}),
    (Register.EXPOSURE, {"rectified_on": "2026-06-02"}, {"rectified_on": "not_rectified"}),
    (Register.EXPOSURE, {"deadline": "2026-05-31"}, {"deadline": "case_days_reversed"}),
]


@pytest.mark.parametrize(("register", "changes", "expected"), WRONG)
def test_what_is_missing_or_contradicts_itself_is_told_at_its_field(
    register: Register, changes: dict[str, str], expected: dict[str, str]
) -> None:
    content = (CASE if register is Register.CASE else EXPOSURE) | changes
    with pytest.raises(FieldsWrongError) as wrong:
        check_complete(register, content, TODAY)
    assert {code: one.code for code, one in wrong.value.problems.items()} == expected


@pytest.mark.parametrize(
    ("register", "content"),
    [
        (Register.CASE, CASE),
        (Register.CASE, CASE | DUAL | TRANSFER | {"kinds": "dual transfer"}),
        (Register.EXPOSURE, EXPOSURE),
        (
            Register.EXPOSURE,
            EXPOSURE | {"state": "done", "rectified_on": "2026-06-02", "deadline": "2026-07-01"},
        ),
    ],
)
def test_what_is_complete_passes(register: Register, content: dict[str, str]) -> None:
    check_complete(register, cleaned(register, content), TODAY)


@given(
    st.sampled_from(list(Register)),
    st.dictionaries(
        st.sampled_from([field.code for fields in FIELDS.values() for field in fields]), st.text()
    ),
)
def test_any_input_is_cleaned_or_told_and_cleaning_twice_changes_nothing(
    register: Register, raw: dict[str, str]
) -> None:
    known = {field.code for field in FIELDS[register]}
    wrong: set[str] = set()
    once: dict[str, str] = {}
    try:
        once = cleaned(register, raw)
    except FieldsWrongError as error:
        wrong = set(error.problems)
    assert wrong | set(once) <= known
    assert cleaned(register, once) == once


def test_a_case_of_both_kinds_is_told_in_both() -> None:
    rows = [{"kinds": "dual transfer"}, {"kinds": "dual"}, {"kinds": "other"}]
    assert count_words(Register.CASE, rows) == "典型案例 3 件，其中一案双罚 2 件、行刑衔接 1 件"
    assert count_words(Register.CASE, []) == "典型案例 0 件"
    exposed = [{"level": "major", "state": "done"}, {"level": "general", "state": "open"}]
    assert count_words(Register.EXPOSURE, exposed) == "隐患曝光 2 条，其中重大事故隐患 1 条、已整改 1 条"


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("张三", "张某某"),
        ("欧阳修", "欧阳某某"),
        ("欧阳", "欧某某"),
        ("张某", "张某"),
        ("Smith", "某某"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_surname(name: str, public: str) -> None:
    assert masked_name(name) == public


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("霁岚化工有限公司", "青溪县某化工企业"),
        ("青溪县石桥水泥厂", "青溪县某水泥厂"),
        ("青溪县化工有限公司", "青溪县某化工企业"),
        ("红星煤矿", "青溪县某煤矿"),
        ("霁岚（青溪）商贸有限公司", "青溪县某商贸企业"),
        ("青溪县某化工企业", "青溪县某化工企业"),
    ],
)
def test_an_enterprise_keeps_its_area_and_kind(name: str, public: str) -> None:
    assert public_name(name, ("青溪县",)) == public


def test_what_is_plain_stays_readable() -> None:
    text = (
        "2026年6月3日10时30分，依据GB 18218-2018第1、2、3、4、5、6、7项，罚款1500000元，"
        "2026-06-03复查，整治2024-2026年任务。"
    )
    assert public_text(anonymise(text, Parties(areas=("青溪县",)))) == text


def test_people_behind_their_posts_are_found_though_nobody_entered_them() -> None:
    text = "法定代表人李四未履行职责，安全员：欧阳修，负责人高度重视。"
    assert (
        public_text(anonymise(text, Parties()))
        == "法定代表人李某某未履行职责，安全员：欧阳某某，负责人高度重视。"
    )


def test_names_are_split_as_people_write_them() -> None:
    assert people_in("张三、李四；王五", "赵六 孙七", "张 三") == [
        "张三",
        "李四",
        "王五",
        "赵六",
        "孙七",
        "张 三",
    ]


def test_only_public_fields_go_out_and_a_link_only_with_the_name() -> None:
    content = EXPOSURE | {
        "place": "青溪县石桥铺镇桥东村三组12号",
        "people": "张淼",
        "number": "青应急〔2026〕1号",
        "url": "https://news.example.com/1",
    }
    for is_named in (True, False):
        parties = parties_of(Register.EXPOSURE, content, areas=["青溪县"], is_named=is_named)
        told = {one.field.code: one.text for one in public_fields(Register.EXPOSURE, content, parties)}
        assert "people" not in told
        assert "number" not in told
        assert told["place"] == "青溪县石桥铺镇"
        assert bool(told["url"]) == is_named
        assert told["enterprise"] == ("霁岚水泥厂" if is_named else "青溪县某水泥厂")
    assert not parties_of(Register.CASE, CASE, areas=[], is_named=True).is_named
