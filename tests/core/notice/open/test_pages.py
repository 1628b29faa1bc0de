"""PDF and OFD, which both say where each character stands."""

from collections.abc import Callable

import pytest

from anyue.core.errors import FILE_DAMAGED, FILE_ENCRYPTED, FILE_NO_TEXT_LAYER, AnyueError
from anyue.core.notice.open import Opened, open_document
from tests.core.notice.open.page_files import Sheet, ofd_file, pdf_file

LEFT, SIZE = 79.0, 16.0
LINE = "为进一步提升全民安全素质推动安全生产月活动走深走实现就"  # As wide as the page's text.

Maker = Callable[..., bytes]
both = pytest.mark.parametrize(("make", "name"), [(pdf_file, "通知.pdf"), (ofd_file, "通知.ofd")])


def paragraphs(*lines: tuple[int, str]) -> Sheet:
    """Lines (characters of indent, words) one below the other."""
    sheet = Sheet()
    for at, (indent, words) in enumerate(lines):
        sheet.write(LEFT + indent * SIZE, 100 + 29 * at, words)
    return sheet


def cells(opened: Opened, at: int = 0) -> list[tuple[str, int, int, int, int]]:
    table = opened.tables[at]
    return [(opened.text[c.start : c.end], c.row, c.column, c.rows, c.columns) for c in table.cells]


@both
def test_lines_of_a_paragraph_are_joined_at_the_margins(make: Maker, name: str) -> None:
    sheet = paragraphs(
        (0, "各乡镇人民政府："),
        (2, LINE[:-2]),
        (0, LINE),
        (0, "有关事项通知如下。"),
        (2, "一、活动主题"),
        (18, "云台县安委办"),
    )
    assert open_document(make(sheet), name).text.split("\n") == [
        "各乡镇人民政府：",
        f"    {LINE[:-2]}{LINE}有关事项通知如下。",
        "    一、活动主题",
        " " * 36 + "云台县安委办",
        "",
    ]


@both
def test_page_breaks_are_form_feeds(make: Maker, name: str) -> None:
    pages = [paragraphs((2, "第一页")), paragraphs((2, "第二页"), (12, "— 2 —"))]
    assert open_document(make(*pages), name).text.count("\f") == 1


@both
def test_room_between_words_is_spaces_and_a_rule_under_it_a_blank(make: Maker, name: str) -> None:
    sheet = Sheet().write(LEFT, 100, "填报单位：").write(LEFT + 9 * SIZE, 100, "电话：")
    sheet.write(LEFT, 140, "参加").write(LEFT + 6 * SIZE, 140, "人次").rule(LEFT + 32, 142, LEFT + 96, 142)
    assert open_document(make(sheet), name).text == "填报单位：        电话：\n参加________人次\n"


@both
def test_ruled_table_keeps_cells_and_spans(make: Maker, name: str) -> None:
    sheet = Sheet().write(LEFT, 60, "附件1").write(LEFT, 90, "统计表")
    sheet.grid([80, 200, 400], [100, 130, 190])
    sheet.rule(200, 160, 400, 160)
    for left, base, words in (
        (84, 120, "类别"),
        (204, 120, "内容"),
        (84, 150, "宣传"),
        (204, 150, "讲座（场）"),
    ):
        sheet.write(left, base, words, 12)
    sheet.write(LEFT, 230, "注：每周报送。")
    opened = open_document(make(sheet), name)
    assert opened.text == "附件1\n统计表\n\t类别\n\t内容\n\n\t宣传\n\t讲座（场）\n\n\t\n\n注：每周报送。\n"
    assert cells(opened) == [
        ("类别", 0, 0, 1, 1),
        ("内容", 0, 1, 1, 1),
        ("宣传", 1, 0, 2, 1),
        ("讲座（场）", 1, 1, 1, 1),
        ("", 2, 1, 1, 1),
    ]


@both
def test_words_wrapped_in_a_cell_are_joined_and_lines_kept(make: Maker, name: str) -> None:
    sheet = Sheet().grid([80, 150, 300], [100, 160, 190])
    for at, words in enumerate(("组织观看警", "示片", "场次")):
        sheet.write(84, 115 + 18 * at, words, 12)
    for at, words in enumerate(("一、开展演练；", "二、开展讲座")):
        sheet.write(154, 115 + 18 * at, words, 12)
    sheet.write(84, 180, "其他", 12)
    assert [words for words, *_ in cells(open_document(make(sheet), name))] == [
        "组织观看警示片\n场次",
        "一、开展演练；\n二、开展讲座",
        "其他",
        "",
    ]


@both
def test_frame_around_words_is_no_table(make: Maker, name: str) -> None:
    sheet = Sheet().grid([70, 400], [80, 120]).write(LEFT, 100, "云台县安委办文件").rule(60, 150, 500, 150)
    opened = open_document(make(sheet), name)
    assert (opened.text, opened.tables) == ("云台县安委办文件\n", ())


@both
def test_pictures_without_words_have_no_text_layer(make: Maker, name: str) -> None:
    with pytest.raises(AnyueError) as caught:
        open_document(make(Sheet(has_picture=True)), name)
    assert caught.value.problem == FILE_NO_TEXT_LAYER
    opened = open_document(make(paragraphs((2, "正文")), Sheet(has_picture=True)), name)
    assert opened.remarks == (f"“{name}”第2页是图片，没有可读的文字，请对照原文补充。",)


def test_ofd_template_is_part_of_the_page() -> None:
    red_head = Sheet().write(LEFT, 60, "云台县安全生产委员会办公室文件", 24)
    opened = open_document(ofd_file(paragraphs((2, "正文")), template=red_head), "通知.ofd")
    assert opened.text.split() == ["云台县安全生产委员会办公室文件", "正文"]


def test_locked_pdf_is_named_as_such() -> None:
    locked = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<00> <00>]"
    )
    with pytest.raises(AnyueError) as caught:
        open_document(pdf_file(paragraphs((2, "正文")), trailer=locked), "通知.pdf")
    assert caught.value.problem == FILE_ENCRYPTED


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_pdf_page_is_read_the_way_its_words_run(rotation: int) -> None:
    sheet = paragraphs((0, "第一行"), (0, "第二行"))
    assert open_document(pdf_file(sheet, rotation=rotation), "a.pdf").text == "第一行\n第二行\n"


@pytest.mark.parametrize("quarter", ["0 1 -1 0 595 0", "-1 0 0 -1 595 842", "0 -1 1 0 0 842"])
def test_pdf_page_that_was_printed_sideways_is_read_upright(quarter: str) -> None:
    data = pdf_file(paragraphs((0, "第一行"), (0, "第二行")).grid([80, 200, 300], [300, 400, 500]))
    a, b, c, d, e, f = map(int, quarter.split())
    for before in (100, 129):
        x, y = 79, 842 - before
        place = f"{a} {b} {c} {d} {a * x + c * y + e} {b * x + d * y + f} Tm"
        data = data.replace(f"1 0 0 1 79.0 {y} Tm".encode(), place.encode())
    assert open_document(data, "a.pdf").text.split() == ["第一行", "第二行"]


def test_words_across_the_page_are_a_head() -> None:
    sheet = paragraphs((0, "第一行")).write(300, 400, "机密", 60)
    data = pdf_file(sheet).replace(b"1 0 0 1 300 442 Tm", b".7 .7 -.7 .7 300 442 Tm")
    opened = open_document(data, "a.pdf")
    assert (opened.text, opened.heads) == ("第一行\n", "机密")


def test_truncated_ofd_is_damaged() -> None:
    data = ofd_file(paragraphs((2, "正文")))
    with pytest.raises(AnyueError) as caught:
        open_document(data[: len(data) // 2], "通知.ofd")
    assert caught.value.problem == FILE_DAMAGED
