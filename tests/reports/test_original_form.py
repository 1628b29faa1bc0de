"""Tables that go out in the office's own file, and come back from it."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import RGBColor

from anyue import clock
from anyue.campaigns.actions import acknowledge_notice, import_notice, issue_campaign
from anyue.campaigns.files import Upload
from anyue.campaigns.models import CampaignForm, Participation
from anyue.campaigns.queries import root_of
from anyue.reports.actions import approve_report, submit_report
from anyue.reports.models import Report
from tests.cast import ISSUED, NOTICE, Cast, new_key
from tests.fixtures import signed_in

ROWS = (
    ("活动项目", "活动进展情况"),
    ("1.安全宣讲", "组织开展宣讲活动（ ）场，参与（ ）人次；"),
    ("2.应急演练", "组织应急演练（ ）场，参与（ ）人次。"),
    ("3.特色活动", "活动名称（ ），组织（ ）场。"),
)
VALUES = {"1.1": "3", "1.2": "120", "2.1": "2", "2.2": "60", "3.1": "安全夜校", "3.2": "1"}
RED = RGBColor(0xC0, 0, 0)


def notice_file() -> bytes:
    """The notice of the tests with its table in Word: red words in it, on a page that lies down."""
    document, out = Document(), BytesIO()
    for line in NOTICE.read_text("utf-8").split("\n附件1\n")[0].split("\n"):
        document.add_paragraph(line)
    for line in ("附件1", "联络员登记卡"):
        document.add_paragraph(line)
    card = document.add_table(2, 2)
    card.cell(0, 0).text, card.cell(1, 0).text = "单位名称", "手机"
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    for line in ("附件2", "活动统计表", "填报单位（盖章）：                    填报日期：          "):
        document.add_paragraph(line)
    table = document.add_table(len(ROWS), 2)
    for row, said in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, said, strict=True):
            cell.paragraphs[0].add_run(text).font.color.rgb = RED
    document.save(out)
    return out.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def started(cast: Cast, file: Upload) -> tuple[CampaignForm, Participation, Participation]:
    """The table of a campaign from this file, the issuer's participation and the town's."""
    with clock.standing_at(ISSUED):
        notice = import_notice(unit=cast.office, files=[file], by=cast.lead)
        campaign = issue_campaign(notice=notice, recipients=[cast.town], by=cast.lead)
        root = root_of(campaign)
        town = Participation.objects.get(campaign=campaign, unit=cast.town)
        acknowledge_notice(participation=town, by=cast.clerk)
    return campaign.forms.get(kind="statistics"), root, town


def sent(table: CampaignForm, town: Participation, cast: Cast) -> Report:
    return submit_report(
        participation=Participation.objects.get(pk=town.pk),
        occurrence=table.occurrences()[0],
        raw=VALUES,
        revision=0,
        key=new_key(),
        by=cast.clerk,
    )


def opened(answer: Any) -> Any:  # noqa: ANN401  python-docx has a class and a function of one name.
    assert answer.status_code == 200
    return Document(BytesIO(answer.content))


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]


@pytest.mark.parametrize("is_zipped", [False, True])
def test_report_goes_out_in_the_offices_own_file(cast: Cast, *, is_zipped: bool) -> None:
    data = notice_file()
    file = Upload("通知.zip", zipped("通知.docx", data)) if is_zipped else Upload("通知.docx", data)
    table, _, town = started(cast, file)
    sent(table, town, cast)
    url = reverse("reports:download", args=[town.pk, table.occurrences()[0].pk, "docx"])
    document = opened(signed_in(cast.clerk).get(url))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[:2] == ["附件2", "活动统计表"]
    assert re.fullmatch(r"填报单位（盖章）：石桥铺镇\s+填报日期：2026年6月5日", lines[2])
    cells = [cell.text for row in document.tables[0].rows[1:] for cell in row.cells][1::2]
    assert cells == [
        "组织开展宣讲活动（3）场，参与（120）人次；",
        "组织应急演练（2）场，参与（60）人次。",
        "活动名称（安全夜校），组织（1）场。",
    ]
    assert {run.font.color.rgb for run in document.tables[0].cell(1, 1).paragraphs[0].runs} == {RED}
    assert document.sections[-1].orientation == WD_ORIENT.LANDSCAPE


def test_total_goes_out_in_the_offices_own_file(cast: Cast) -> None:
    table, root, town = started(cast, Upload("通知.docx", notice_file()))
    approve_report(report=sent(table, town, cast), version=1, by=cast.lead)
    url = reverse("reports:total-download", args=[root.pk, table.pk, "docx"])
    document = opened(signed_in(cast.lead).get(url))
    assert document.tables[0].cell(1, 1).text == "组织开展宣讲活动（3）场，参与（120）人次；"
    assert document.tables[0].cell(3, 1).text == "活动名称（安全夜校（石桥铺镇）），组织（1）场。"
    assert {run.font.color.rgb for run in document.tables[0].cell(1, 1).paragraphs[0].runs} == {RED}
    # The other kind of file goes out in the layout of the notice.
    answer = signed_in(cast.lead).get(reverse("reports:total-download", args=[root.pk, table.pk, "xlsx"]))
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")


def test_what_went_out_can_be_read_back_in(cast: Cast) -> None:
    table, root, town = started(cast, Upload("通知.docx", notice_file()))
    first, second = table.occurrences()[:2]
    sent(table, town, cast)
    data = signed_in(cast.clerk).get(reverse("reports:download", args=[town.pk, first.pk, "docx"])).content
    answer = signed_in(cast.lead).post(
        reverse("reports:collect", args=[root.pk]),
        {"occurrence": second.pk, "returned": [SimpleUploadedFile("表.docx", data)]},
    )
    [file] = answer.context["read"].files
    assert (file.participation, file.outcome, file.messages) == (town, "read", ())
    assert Report.objects.get(occurrence=second).entries == VALUES
