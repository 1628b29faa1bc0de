import json
import unicodedata

import pytest

from anyue.core.forms.form import Adds, Basis, Form, FormKind, Indicator, Source, ValueType
from anyue.core.notice import read_notice
from anyue.core.notice.open import open_document
from anyue.core.notice.read import read_opened
from tests.core.notice.samples import corpus
from tests.timing import is_linear

NOTICE = (
    "关于开展“安全月”活动的通知\n各镇：\n一、活动内容\n（一）开展宣讲。各镇要组织宣讲。\n\n"
    "青溪县安委办\n2026年5月8日\n\n"
)


def forms(text: str) -> tuple[Form, ...]:
    return read_notice(NOTICE + text, source="x.txt").forms


def form(text: str) -> Form:
    (found,) = forms(text)
    return found


def asked(found: Form) -> list[tuple[str, str | None, str | None]]:
    return [(one.label, one.unit, one.column) for one in found.indicators]


def blanks(line: str) -> list[Indicator]:
    return list(form(f"附件2\n活动情况统计表\n{line}，发放资料（ ）份\n").indicators)


@pytest.mark.parametrize(
    ("line", "label", "unit"),
    [
        ("开展宣讲（ ）场", "开展宣讲（ ）场", "场"),
        ("开展宣讲(\u3000)场", "开展宣讲（ ）场", "场"),
        ("开展宣讲____场", "开展宣讲____场", "场"),
        ("开展宣讲＿＿场", "开展宣讲＿＿场", "场"),
        ("开展宣讲﹍﹍场", "开展宣讲﹍﹍场", "场"),
        ("开展宣讲（____）场", "开展宣讲（____）场", "场"),
        ("开展宣讲□场", "开展宣讲□场", "场"),
        ("开展宣讲……场", "开展宣讲……场", "场"),
        ("开展宣讲/   /场", "开展宣讲/   /场", "场"),
        ("开展宣讲    场", "开展宣讲    场", "场"),
        ("开展宣讲XX场", "开展宣讲XX场", "场"),
        ("整改率（ ）%", "整改率（ ）%", "%"),
        ("参训（ ）人（次）", "参训（ ）人（次）", "人（次）"),
        ("培训（ ）名员工", "培训（ ）名", "名"),
        ("活动亮点（ ）", "活动亮点（ ）", None),
        ("是否制定方案 □是 □否", "是否制定方案 □是 □否", None),
    ],
)
def test_blank_of_any_look_is_an_indicator(line: str, label: str, unit: str | None) -> None:
    first, second = blanks(line)
    assert ("".join(first.label.split()), first.unit) == ("".join(label.split()), unit)
    assert first.type is (ValueType.NUMBER if unit else ValueType.TEXT)
    assert second.label == "发放资料（ ）份"


@pytest.mark.parametrize(
    ("unit", "adds"),
    [("场", Adds.BOTH), ("人次", Adds.BOTH), ("人", Adds.UNITS), ("%", Adds.NONE), (None, Adds.NONE)],
)
def test_measure_says_what_a_value_adds_over(unit: str | None, adds: Adds) -> None:
    assert blanks(f"情况（ ）{unit or ''}")[0].adds is adds


def test_measure_is_found_beside_above_and_over_the_table() -> None:
    beside = form("附件1\n活动统计表\n序号\t指标名称\t单位\t本周\t累计\n1\t宣讲\t场\t\t\n2\t听众\t人次\t\t\n")
    assert asked(beside) == [
        ("宣讲", "场", "本周"),
        ("宣讲", "场", "累计"),
        ("听众", "人次", "本周"),
        ("听众", "人次", "累计"),
    ]
    assert [one.basis for one in beside.indicators] == [Basis.PERIOD, Basis.CUMULATIVE] * 2
    above = form("附件1\n活动统计表\n项目\t宣讲（场）\t听众（人次）\n机关\t\t\n学校\t\t\n")
    assert [(one.label, one.unit) for one in above.indicators] == [
        ("机关", "场"),
        ("机关", "人次"),
        ("学校", "场"),
        ("学校", "人次"),
    ]
    over = form("附件1\n活动汇总表\n单位：场、人次\n项目\t开展场次\t参与人次\n宣讲\t\t\n")
    assert asked(over) == [("宣讲", "场", "开展场次"), ("宣讲", "人次", "参与人次")]


def test_totals_examples_and_remarks_ask_for_nothing() -> None:
    found = form(
        "附件1\n活动统计表\n项目\t数量\t合计\t备注\n例：宣讲\t3场\t\t\n宣讲（场）\t\t\t\n横幅（条）\t\t\t\n合计\t\t\t\n"
    )
    assert asked(found) == [("宣讲", "场", "数量"), ("横幅", "条", "数量")]


def test_head_of_two_rows_names_a_column_by_both_where_one_is_not_enough() -> None:
    found = form(
        "附件1\n活动统计表\n项目\t本周\t\t累计\t\n\t场次（场）\t参与（人次）\t场次（场）\t参与（人次）\n宣讲\t\t\t\t\n"
    )
    assert [(one.unit, one.column, one.basis) for one in found.indicators] == [
        ("场", "本周场次（场）", Basis.PERIOD),
        ("人次", "本周参与（人次）", Basis.PERIOD),
        ("场", "累计场次（场）", Basis.CUMULATIVE),
        ("人次", "累计参与（人次）", Basis.CUMULATIVE),
    ]


def test_rows_of_one_cell_are_the_groups_of_those_below() -> None:
    found = form(
        "附件1\n周报表\n指标\t单位\t本周\n一、宣传\n宣讲\t场\t\n横幅\t条\t\n二、执法\n检查企业\t家次\t\n"
    )
    assert [(group.label, [one.code for one in group.indicators]) for group in found.groups] == [
        ("一、宣传", ["1.1", "2.1"]),
        ("二、执法", ["3.1"]),
    ]


def test_row_of_heads_alone_asks_by_its_heads() -> None:
    found = form("附件1\n活动统计表\n单位名称\t宣讲（场）\t听众（人）\t主要做法\n\t\t\t\n")
    assert asked(found) == [("宣讲", "场", None), ("听众", "人", None), ("主要做法", None, None)]


def test_pairs_of_names_and_empty_cells_with_measures_are_statistics() -> None:
    found = form("附件1\n活动统计表\n填报单位\t\t填报人\t\n横幅（条）\t\t资料（份）\t\n")
    assert (found.kind, found.heading) == (FormKind.STATISTICS, "填报单位：    填报人：")
    assert asked(found) == [("横幅", "条", None), ("资料", "份", None)]


def test_boxes_to_tick_in_a_cell_are_one_text() -> None:
    found = form("附件1\n活动统计表\n项目\t情况\n是否制定方案\t□是 □否\n开展宣讲（场）\t\n")
    assert [(one.label, one.type) for one in found.indicators] == [
        ("是否制定方案", ValueType.TEXT),
        ("开展宣讲", ValueType.NUMBER),
    ]


def test_cell_with_a_stroke_through_it_asks_for_nothing() -> None:
    found = form("附件1\n活动统计表\n项目\t场次（场）\t人次（人次）\n宣讲\t\t\n横幅\t\t——\n")
    assert [(one.label, one.unit) for one in found.indicators] == [
        ("宣讲", "场"),
        ("宣讲", "人次"),
        ("横幅", "场"),
    ]


@pytest.mark.parametrize(
    ("text", "fields", "rows"),
    [
        (
            "序号\t活动名称\t时间\t参加人数（人）\t备注\n1\t\t\t\t\n",
            ("序号", "活动名称", "时间", "参加人数（人）", "备注"),
            (),
        ),
        (
            "序号\t活动内容\t时间\t媒体\n1\t知识竞赛\t\t\n2\t公开课\t\t\n",
            ("序号", "活动内容", "时间", "媒体"),
            ("知识竞赛", "公开课"),
        ),
        ("序号   活动名称   时间   地点\n1\n2\n", ("序号", "活动名称", "时间", "地点"), ()),
        ("序号\n活动名称\n时间\n地点\n1\n2\n", ("序号", "活动名称", "时间", "地点"), ()),
    ],
)
def test_rows_of_events_are_a_register(text: str, fields: tuple[str, ...], rows: tuple[str, ...]) -> None:
    found = form(f"附件3\n活动情况登记表\n{text}")
    assert (found.kind, found.fields, found.rows) == (FormKind.REGISTER, fields, rows)


@pytest.mark.parametrize(
    "text",
    [
        "姓名：____　职务：____\n手机：____\n",
        "姓名\t\t职务\t\n手机\t\n",
        "\t姓  名\n\t\n\t职  务\n\t\n\n\t手机\n\t\n\n",
        "| 姓名 | | 职务 | |\n| 手机 | | | |\n",
        "姓名：\n职务：\n手机：\n",
    ],
)
def test_names_with_a_place_to_write_are_a_card(text: str) -> None:
    found = form(f"附件1\n联络员信息表\n{text}")
    assert (found.kind, found.fields) == (FormKind.CARD, ("姓名", "职务", "手机"))


@pytest.mark.parametrize(
    "text",
    [
        "标语口号\n1.安全第一\n2.预防为主\n",
        "宣传活动安排表\n时间\t内容\t单位\n6月1日\t启动仪式\t县应急局\n6月16日\t咨询\t县安委办\n",
        "活动方案\n一、主题\n平安\n二、时间\n6月\n三、要求\n（一）重视（ ）\n",
    ],
)
def test_attachment_with_nothing_to_fill_is_no_form(text: str) -> None:
    assert forms(f"附件1\n{text}") == ()


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("附件2-1", "附件2-1"),
        ("附表1", "附表1"),
        ("附件二", "附件二"),
        ("附 件 3", "附件3"),
        ("附件4：活动情况统计表", "附件4"),
        ("【附件5】", "附件5"),
    ],
)
def test_number_is_as_printed(printed: str, number: str) -> None:
    found = form(f"{printed}\n活动情况统计表\n宣讲（ ）场\n")
    assert (found.number, found.title) == (number, "活动情况统计表")


def test_attachment_with_two_tables_is_two_forms() -> None:
    found = forms("附件1\n活动统计表\n宣讲（场）\t\n\n活动登记表\n名称\t时间\t地点\n\t\t\n")
    assert [(one.number, one.title, one.kind) for one in found] == [
        ("附件1", "活动统计表", FormKind.STATISTICS),
        ("附件1", "活动登记表", FormKind.REGISTER),
    ]


def test_table_whose_cells_are_lost_says_that_it_was_guessed() -> None:
    found = form("附件1\n活动统计表\n项目\n单位\n数量\n宣讲\n场\n横幅\n条\n")
    assert asked(found) == [("宣讲", "场", "数量"), ("横幅", "条", "数量")]
    assert found.doubt is not None


def test_title_alone_is_a_form_with_a_doubt() -> None:
    found = form("附件1\n活动统计表\n（请到工作群下载）\n")
    assert (found.kind, found.fields) == (FormKind.OTHER, ())
    assert found.doubt is not None


@pytest.mark.parametrize(
    ("sentence", "basis", "is_sure"),
    [
        ("请于6月30日前报送附件1。", Basis.PERIOD, True),
        ("请于6月30日前报送附件1（累计数据）。", Basis.CUMULATIVE, True),
        ("请于6月30日前报送附件1。12月1日前再报附件1（6—12月累计数据）。", Basis.CUMULATIVE, False),
        ("各镇累计开展宣讲不少于3场。请于6月30日前报送附件1。", Basis.PERIOD, True),
    ],
)
def test_sentence_about_a_form_gives_its_basis(sentence: str, basis: Basis, is_sure: object) -> None:
    (found,) = read_notice(f"{NOTICE}{sentence}\n附件1\n活动统计表\n宣讲（ ）场\n", source="x.txt").forms
    assert found.indicators[0].basis is basis
    assert (found.doubt is None) is is_sure


def test_row_gives_the_source_of_its_cells() -> None:
    found = form("附件1\n活动统计表\n项目\t场次（场）\t参与（人次）\n应急演练\t\t\n")
    assert [one.source for one in found.indicators] == [
        Source("emergency-drill", "events"),
        Source("emergency-drill", "attendances"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "甲\t" * 16_000,
        "甲\t乙\n" * 8_000,
        "\t甲\n\n" * 8_000,
        "| 甲 | |\n" * 6_000,
        "│甲│─│\n" * 6_000,
        "□是 " * 10_000,
        "甲  " * 4_000,
        "（场" * 16_000,
        "宣讲\n场\n" * 8_000,
        "附件1\n统计表\n" * 4_000,
        "1\t\n" * 8_000,
    ],
    ids=range(11),
)
def test_forms_take_linear_time_on_adverse_tables(text: str) -> None:
    def read(length: int) -> None:
        read_notice("附件1\n活动统计表\n" + text[:length], source="x.txt")

    assert is_linear(read, len(text), slack=0.5)


@pytest.mark.corpus
def test_blank_files_ask_what_was_written_down_of_them() -> None:
    folder = corpus().parent / "forms"
    facts = json.loads((folder / "blanks.json").read_text(encoding="utf-8"))
    for name, fact in facts.items():
        (found,) = read_opened(open_document((folder / name).read_bytes(), name)).forms
        assert (found.kind, list(found.fields) if fact["fields"] else []) == (fact["kind"], fact["fields"])
        assert [_plain(one.label, one.unit, one.column) for one in found.indicators] == [
            _plain(one["label"], one["unit"], one.get("column")) for one in fact["indicators"]
        ]
        assert found.place is not None


@pytest.mark.corpus
def test_blank_of_word_excel_and_text_is_one_form() -> None:
    folder = corpus().parent
    text = (folder / "notices" / "yuncheng-2023.txt").read_text(encoding="utf-8")
    of_text = next(one for one in read_notice(text, source="x.txt").forms if one.number == "附件2")
    for name in ("yuncheng-form2.docx", "yuncheng-form2.xlsx"):
        (found,) = read_opened(open_document((folder / "forms" / name).read_bytes(), name)).forms
        assert [
            (one.code, one.source, *_plain(one.label, one.unit, one.column)) for one in found.indicators
        ] == [(one.code, one.source, *_plain(one.label, one.unit, one.column)) for one in of_text.indicators]


def _plain(*words: str | None) -> tuple[str, ...]:
    return tuple("".join(unicodedata.normalize("NFKC", word or "").split()) for word in words)
