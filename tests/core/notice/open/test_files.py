from io import BytesIO
from zipfile import ZipFile

import pytest

from anyue.core.errors import ARCHIVE_WITHIN_ARCHIVE, FILE_EMPTY, FILE_HAS_TOO_MANY_PARTS, AnyueError
from anyue.core.forms.form import Place
from anyue.core.notice import read_files, read_opened
from anyue.core.notice.open import open_document, open_files
from tests.core.notice.open.word_files import paragraph, row, table, word_file

NOTICE = """云台县安全生产委员会办公室
关于开展“安全生产月”活动的通知
各乡镇人民政府：
一、活动内容
（一）开展宣传咨询。各乡镇要组织咨询活动。
二、工作要求
请于2024年6月30日前报送统计表。
附件：1.活动联络员表
      2.活动统计表
云台县安全生产委员会办公室
2024年5月20日
"""
LIAISONS = word_file(paragraph("联络员表") + table(row("单位", "姓名", "电话"), row("", "", "")))
FIGURES = word_file(
    paragraph("附件2")
    + paragraph("活动统计表")
    + table(row("项目", "内容"), row("宣传", "发放资料（　）份"), row("演练", "开展演练（　）场"))
)
PRINTED = "附件2\n活动统计表\n项目：发放资料（　　）份\n"


def archive(*members: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as target:
        for name, data in members:
            target.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "ordered",
    [
        ("关于开展活动的通知.txt", "附件一：联络员表.txt", "附件2-统计表.txt", "附件10.txt"),
        ("1.关于开展活动的通知（含附件）.txt", "2.附件1.txt", "3.附件2.txt"),
        ("云安办〔2024〕3号通知.txt", "活动方案.txt", "附件1 安排.txt", "统计表.txt"),
        ("通知.txt", "附件１.txt", "附件2-1.txt", "附件2-2.txt", "附件十二.txt"),
    ],
)
def test_files_stand_in_reading_order(ordered: tuple[str, ...]) -> None:
    opened = open_files([(name, b"x") for name in reversed(ordered)])
    assert opened.files == ordered
    assert opened.name == ordered[0]


def test_joined_text_keeps_tables_and_says_the_numbers_of_attachments() -> None:
    files = [("附件1.docx", LIAISONS), ("附件2.docx", FIGURES), ("通知.txt", NOTICE.encode())]
    opened = open_files(files)
    assert opened.text.startswith(NOTICE + "\f附件1\n联络员表\n")
    assert "\f附件2\n活动统计表" in opened.text
    assert [opened.text[start:][:3] for start in opened.starts] == ["云台县", "附件1", "附件2"]
    assert [(t.place.file, opened.text[t.cells[0].start : t.cells[0].end]) for t in opened.tables] == [
        ("附件1.docx", "单位"),
        ("附件2.docx", "项目"),
    ]


def test_archive_is_read_as_its_files() -> None:
    files = [("通知.txt", NOTICE.encode()), ("附件1.docx", LIAISONS), ("附件2.docx", FIGURES)]
    packed = archive(*files, ("__MACOSX/._通知.txt", b"x"), ("~$通知.docx", b"x"), (".DS_Store", b"x"))
    assert open_document(packed, "材料.zip") == open_files(files)
    assert read_files([("材料.zip", packed)]) == read_files(files) == read_opened(open_files(files))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_in_an_archive_are_decoded(encoding: str) -> None:
    name = "关于开展活动的通知.txt"
    placeholder = "x" * len(name.encode(encoding))
    packed = archive((placeholder, NOTICE.encode())).replace(placeholder.encode(), name.encode(encoding))
    assert open_document(packed, "a.zip").files == (name,)


def test_file_that_can_not_be_opened_is_a_remark_beside_one_that_can() -> None:
    inner = archive(("a.txt", b"a"))
    opened = open_files(
        [("通知.txt", NOTICE.encode()), ("附件1.txt", b" "), ("更多.zip", archive(("内.zip", inner)))]
    )
    assert opened.files == ("通知.txt",)
    assert opened.remarks == (
        AnyueError(FILE_EMPTY, name="附件1.txt").message,
        AnyueError(ARCHIVE_WITHIN_ARCHIVE, name="内.zip").message,
    )


def test_first_problem_is_raised_where_no_file_can_be_opened() -> None:
    with pytest.raises(AnyueError) as caught:
        open_files([("一.txt", b" "), ("二.zip", b"PK\x03\x04")])
    assert caught.value.problem == FILE_EMPTY
    with pytest.raises(AnyueError) as caught:
        open_document(archive(*((f"{i}.txt", b"x") for i in range(101))), "多.zip")
    assert caught.value.problem == FILE_HAS_TOO_MANY_PARTS


def test_second_copy_of_the_notice_is_passed_over() -> None:
    word = word_file("".join(paragraph(line) for line in NOTICE.splitlines()))
    opened = open_files([("通知.txt", NOTICE.encode()), ("通知(盖章).docx", word), ("附件1.docx", LIAISONS)])
    assert opened.files == ("通知(盖章).docx", "附件1.docx")
    assert opened.remarks == ("“通知.txt”与“通知(盖章).docx”文字相同，只读了后者。",)


def test_two_attachments_with_like_words_are_both_read() -> None:
    opened = open_files(
        [("通知.txt", NOTICE.encode()), ("周统计表.docx", FIGURES), ("总统计表.docx", FIGURES)]
    )
    assert len(opened.files) == 3


def test_office_form_replaces_the_one_printed_in_the_notice() -> None:
    files = [
        ("通知.txt", (NOTICE + "附件1\n联络员表\n姓名：\n\n" + PRINTED).encode()),
        ("附件2.docx", FIGURES),
    ]
    plan = read_files(files)
    assert [(f.number, f.title) for f in plan.forms][-1] == ("附件2", "活动统计表")
    labels = [i.label for form in plan.forms for i in form.indicators]
    assert labels == ["发放资料（ ）份", "开展演练（ ）场"]
    assert "附件1\n联络员表" in plan.text


def test_office_form_replaces_the_table_of_the_notice() -> None:
    lines = [*NOTICE.splitlines(), "附件二", "活动统计表"]
    printed = table(row("项目", "内容"), row("宣传", "发放资料（　）份"))
    notice = word_file("".join(map(paragraph, lines)) + printed)
    plan = read_files([("通知.docx", notice), ("附件2.docx", FIGURES)])
    assert [(form.title, form.place) for form in plan.forms] == [("活动统计表", Place("附件2.docx", 0))]
    assert [i.label for form in plan.forms for i in form.indicators] == ["发放资料（ ）份", "开展演练（ ）场"]


def test_remarks_become_warnings() -> None:
    plan = read_files([("通知.txt", NOTICE.encode()), ("附件1.txt", b" ")])
    assert [w.message for w in plan.warnings if w.code == "opening"] == [
        AnyueError(FILE_EMPTY, name="附件1.txt").message
    ]


@pytest.mark.parametrize("names", [("通知.md", "通知.txt"), ("通知.txt", "通知.md")])
def test_the_marking_of_a_copy_that_is_left_out_still_counts(names: tuple[str, str]) -> None:
    words = (
        "关于开展安全生产月活动的通知\n各镇人民政府：\n现将有关事项通知如下，请认真组织实施，确保活动取得实效。\n"
        "请于2026年6月30日前将总结材料报送至县安委办公室，逾期未报的予以通报。\n"
    )
    texts = {"通知.md": words, "通知.txt": f"秘密★1年\n{words}"}
    plan = read_files([(name, texts[name].encode()) for name in names])
    assert plan.markings == ("秘密",)
    assert plan.text.startswith("关于")
