"""The ledger as a workbook: every fault has its cell, all rows come in or none, and twice adds nothing."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from anyue.records.actions import keep_record
from anyue.records.models import ActivityRecord
from tests.cast import Cast, Running, new_key
from tests.fixtures import signed_in

HEADS = ["编号", "种类", "日期", "活动名称", "地点", "场次", "参与人次（人次）", "场所", "面向人群", "备注"]
GOOD = ["", "宣讲", date(2026, 6, 2), "夜校", "礼堂", 1, 40, "学校、企业", "学生", ""]
URL = "/records/import/"


def workbook(*rows: list[Any], heads: list[str] | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([*(heads or HEADS)], *rows):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def drop(cast: Cast, data: bytes, **more: str) -> Any:  # noqa: ANN401  The test client tells no type.
    file = SimpleUploadedFile("台账.xlsx", data)
    return signed_in(cast.clerk).post(URL, {"unit": cast.town.pk, "workbook": file, **more})


def bring_in(cast: Cast, data: bytes) -> Any:  # noqa: ANN401  The test client tells no type.
    """Preview a workbook and confirm what was shown."""
    seen = drop(cast, data)
    assert seen.status_code == 200
    fields = {"unit": cast.town.pk, "cells_seen": seen.context["cells"], "confirm": "1"}
    return signed_in(cast.clerk).post(URL, fields)


def test_workbook_comes_in_once_however_often_it_is_brought(running: Running) -> None:
    cast = running.cast
    data = workbook(GOOD, ["", "演练", "2026年6月3日", "", "", "", "", "", "", "夜间"], GOOD)
    assert not ActivityRecord.objects.exists()
    for _ in range(2):
        assert bring_in(cast, data).status_code == 302
    records = list(ActivityRecord.objects.order_by("pk"))
    # Two rows that say the same are two activities.
    assert [record.kind for record in records] == ["lecture", "emergency-drill", "lecture"]
    first = records[0]
    assert (first.held_on, first.place, first.measures) == (
        date(2026, 6, 2),
        "礼堂",
        {"events": "1", "attendances": "40"},
    )
    assert (first.setting_codes, first.group_codes, first.state) == (
        ["school", "enterprise"],
        ["students"],
        "held",
    )
    assert (records[1].title, records[1].measures) == ("应急演练", {"events": "1"})


def test_nothing_is_written_before_the_preview_is_confirmed(running: Running) -> None:
    seen = drop(running.cast, workbook(GOOD))
    assert (len(seen.context["preview"].new), ActivityRecord.objects.count()) == (1, 0)


def test_every_fault_is_told_with_its_cell_and_nothing_comes_in(running: Running) -> None:
    cast = running.cast
    data = workbook(
        GOOD,
        ["", "跳舞", "2026-06-02", "", "", 1, "", "", "", ""],
        ["", "宣讲", "6月2日", "字" * 101, "", "两", -4, "月球", "", ""],
        ["7", "宣讲", date(2026, 7, 1), "", "", 1.5, "", "", "", ""],
        ["999", "宣讲", date(2026, 6, 1), "", "", 1, "", "", "", ""],
        heads=[*HEADS[:-1], "领导批示"],
    )
    seen = drop(cast, data)
    assert (seen.status_code, ActivityRecord.objects.count()) == (422, 0)
    cells = [fault.cell for fault in seen.context["preview"].faults]
    assert cells == ["J列", "B3", "C4", "D4", "H4", "C5", "F5", "A6"]


def test_confirmation_that_was_tampered_with_does_no_harm(running: Running) -> None:
    cast = running.cast
    client = signed_in(cast.clerk)
    for cells in ("[", "{}", "[[[0,1]],5]", '[[[0,"种类"],[1,"日期"]],[[2,[[0,"跳舞"]]]]]', "[" * 5000):
        fields = {"unit": cast.town.pk, "cells_seen": cells, "confirm": "1"}
        assert client.post(URL, fields).status_code == 422, cells
    assert not ActivityRecord.objects.exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", "种类,日期".encode()])
def test_what_is_no_workbook_is_told(running: Running, data: bytes) -> None:
    assert drop(running.cast, data).status_code == 422


def test_sheet_without_the_headings_is_told(running: Running) -> None:
    seen = drop(running.cast, workbook(heads=["单位", "人数"]))
    assert "没有“种类、日期”这些表头" in seen.content.decode()


def test_export_reads_back_and_adds_nothing(running: Running) -> None:
    cast = running.cast
    formula = '=HYPERLINK("http://x")'
    keep_record(
        unit=cast.town,
        kind="lecture",
        title=formula,
        held_on=date(2026, 6, 2),
        measures={"events": "2", "attendances": "30"},
        key=new_key(),
        by=cast.clerk,
    )
    client = signed_in(cast.clerk)
    data = b"".join(client.get("/records/export.xlsx"))
    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    title = rows[0].index("活动名称")
    assert (rows[1][title], rows[1][rows[0].index("参与人次（人次）")]) == (formula, 30)
    assert sheet.cell(2, title + 1).data_type == "s"
    seen = drop(cast, data)
    assert (seen.status_code, seen.context["preview"].new, seen.context["preview"].known) == (200, [], 1)


def test_template_has_the_numbers_that_the_units_forms_ask_for(running: Running) -> None:
    answer = signed_in(running.cast.clerk).get("/records/template.xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer))).active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    assert heads[:6] == ["编号", "种类", "日期", "活动名称", "地点", "场次"]
    assert "参与人次（人次）" in heads
    assert sheet.max_row == 1


@pytest.mark.parametrize("who", ["sibling", "outsider", "lead"])
def test_ledger_of_another_unit_neither_goes_out_nor_comes_in(running: Running, who: str) -> None:
    cast = running.cast
    client = signed_in(getattr(cast, who))
    for name in ("export", "template"):
        assert client.get(reverse(f"records:{name}") + f"?unit={cast.town.pk}").status_code == 404
    file = SimpleUploadedFile("台账.xlsx", workbook(GOOD))
    assert client.post(URL, {"unit": cast.town.pk, "workbook": file}).status_code == 422
    assert not ActivityRecord.objects.exists()


def test_co_hosts_and_media_come_in_and_go_out_again(running: Running) -> None:
    cast = running.cast
    heads = [*HEADS, "联合开展单位", "媒体报道"]
    media = "青溪日报《夜校开课》 https://example.org/1.html 2026-06-03\n青溪融媒"
    data = workbook([*GOOD, "县教育局、柳林镇", media], GOOD, heads=heads)
    for _ in range(2):
        assert bring_in(cast, data).status_code == 302
    first, second = ActivityRecord.objects.order_by("pk")
    assert {host.unit for host in first.co_hosts.all()} == {cast.bureau, cast.sibling_town}
    told = [(link.outlet, link.title, link.url, link.published_on) for link in first.links.all()]
    assert told == [
        ("青溪日报", "夜校开课", "https://example.org/1.html", date(2026, 6, 3)),
        ("青溪融媒", "", "", None),
    ]
    assert (second.co_hosts.count(), second.links.count()) == (0, 0)
    answer = signed_in(cast.clerk).get(reverse("records:export"))
    sheet = load_workbook(BytesIO(answer.getvalue())).active
    assert sheet is not None
    row = [cell.value for cell in sheet[2]]
    assert row[-2:] == ["县教育局、柳林镇", media]


def test_a_co_host_that_nobody_knows_is_told_with_its_cell(running: Running) -> None:
    data = workbook([*GOOD, "月球镇"], heads=[*HEADS, "联合开展单位"])
    seen = drop(running.cast, data)
    assert seen.status_code == 422
    assert [(fault.cell, "月球镇" in fault.message) for fault in seen.context["preview"].faults] == [
        ("K2", True)
    ]
