"""Registers fill from the ledger and merge upward; cards fill from what is known of the unit and person."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from anyue import clock
from anyue.accounts.actions.numbers import set_mobile
from anyue.campaigns.actions import acknowledge_notice, import_notice, issue_campaign, relay_campaign
from anyue.campaigns.files import Upload
from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.core.activity import Details, Link
from anyue.core.forms.register_rows import MOST_ROWS
from anyue.records.actions import keep_record
from anyue.records.models import ActivityRecord, Claim
from anyue.reports.actions import approve_report, submit_report
from anyue.reports.models import Report
from anyue.reports.queries import sheet_for
from tests.cast import ISSUED, NOTICE, Cast, Running, new_key
from tests.fixtures import signed_in

HEADS = ("序号", "活动内容", "时间", "刊登媒体", "媒体链接", "备注")
PRINTED = ("开展主题宣讲活动情况", "组织应急演练情况")


def notice_file() -> bytes:
    """The notice of the tests with a register in Word: two pre-printed rows and an empty one."""
    document, out = Document(), BytesIO()
    text = NOTICE.read_text("utf-8").split("\n附件1\n")[0].replace("2.活动统计表", "2.活动情况登记表")
    lines = text.replace("活动统计表", "活动情况登记表").split("\n")
    for line in (
        *lines,
        "附件2",
        "活动情况登记表",
        "填报单位（盖章）：                    填报日期：          ",
    ):
        document.add_paragraph(line)
    table = document.add_table(4, len(HEADS))
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = head
    for number, label in enumerate(PRINTED, start=1):
        table.cell(number, 0).text, table.cell(number, 1).text = str(number), label
    document.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Registered:
    """A campaign that asks the town and its village for a register each week."""

    cast: Cast
    form: CampaignForm
    root: Participation
    town: Participation
    village: Participation
    week: Occurrence


@pytest.fixture
def registered(cast: Cast, settings: object, tmp_path: Path) -> Registered:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    with clock.standing_at(ISSUED):
        file = Upload("通知.docx", notice_file())
        notice = import_notice(unit=cast.office, files=[file], by=cast.lead)
        campaign = issue_campaign(notice=notice, recipients=[cast.town], by=cast.lead)
        town = Participation.objects.get(campaign=campaign, unit=cast.town)
        acknowledge_notice(participation=town, by=cast.clerk)
        [village] = relay_campaign(participation=town, recipients=[cast.village], by=cast.clerk)
        acknowledge_notice(participation=village, by=cast.village_clerk)
    form = campaign.forms.get(kind="register")
    root = Participation.objects.get(campaign=campaign, superior=None)
    parts = Participation.objects.select_related("unit", "campaign", "superior")
    town, village = parts.get(pk=town.pk), parts.get(pk=village.pk)
    return Registered(cast, form, root, town, village, form.occurrences()[0])


def hold(registered: Registered, name: str, title: str, *, outlet: str = "") -> ActivityRecord:
    cast = registered.cast
    links = (Link(outlet, "", f"https://example.org/{title}", None),) if outlet else ()
    return keep_record(
        unit=getattr(cast, name),
        kind="lecture",
        title=title,
        held_on=date(2026, 6, 2),
        measures={"events": "1"},
        key=new_key(),
        by=cast.clerk if name == "town" else cast.village_clerk,
        details=Details(links=links),
    )


def send(registered: Registered, name: str, **typed: str) -> Report:
    cast, part = registered.cast, getattr(registered, name)
    sheet = sheet_for(part, registered.week)
    return submit_report(
        participation=part,
        occurrence=registered.week,
        raw={**sheet.own, **typed},
        revision=sheet.revision,
        key=new_key(),
        by=cast.clerk if name == "town" else cast.village_clerk,
    )


def test_a_register_is_filled_from_the_ledger_and_counts_each_record_once(registered: Registered) -> None:
    first = hold(registered, "town", "镇宣讲", outlet="青溪融媒")
    own = sheet_for(registered.town, registered.week).own
    row = f"p1e{first.pk}"
    assert own == {
        f"{row}c3": "6月2日",
        f"{row}c4": "青溪融媒",
        f"{row}c5": "https://example.org/镇宣讲",
    }
    report = send(registered, "town", **{f"{row}c6": "全镇干部参加", "r7c2": "安全夜校"})
    assert Claim.objects.get().record == first
    version = report.versions.get()
    assert version.values == {**own, f"{row}c6": "全镇干部参加", "r7c2": "安全夜校"}
    assert version.typed == sorted([f"{row}c6", "r7c2"])


def test_a_row_that_a_person_empties_stays_out(registered: Registered) -> None:
    first = hold(registered, "town", "镇宣讲")
    report = send(registered, "town", **{f"p1e{first.pk}c3": "", "p2c3": "6月4日"})
    assert report.versions.get().values == {"p2c3": "6月4日"}


def test_registers_become_one_sheet_in_the_offices_own_file(registered: Registered) -> None:
    cast = registered.cast
    hold(registered, "village", "村宣讲")
    approve_report(report=send(registered, "village", r1c2="大喇叭"), version=1, by=cast.clerk)
    hold(registered, "town", "镇宣讲")
    approve_report(report=send(registered, "town"), version=1, by=cast.lead)
    client = signed_in(cast.lead)
    total = reverse("reports:total", args=[registered.root.pk, registered.form.pk])
    page = client.get(total).content.decode()
    assert page.count('<th scope="col">单位</th>') == 1
    url = reverse("reports:total-download", args=[registered.root.pk, registered.form.pk, "docx"])
    document = Document(BytesIO(client.get(url).content))
    assert [paragraph.text for paragraph in document.paragraphs][:2] == ["附件2", "活动情况登记表"]
    rows = [[cell.text for cell in row.cells][:3] for row in document.tables[0].rows]
    assert rows == [
        list(HEADS[:3]),
        ["1", PRINTED[0], "石桥铺镇：6月2日"],
        ["2", PRINTED[0], "桥东村：6月2日"],
        ["3", PRINTED[1], ""],
        ["4", "桥东村：大喇叭", ""],
    ]
    book = load_workbook(BytesIO(client.get(url.replace("docx", "xlsx") + "?rows=units").content))
    lines = list(book.active.iter_rows(min_row=3, max_col=3, values_only=True))  # type: ignore[union-attr]
    assert [line[1:] for line in lines[1:]] == [
        ("石桥铺镇", PRINTED[0]),
        ("桥东村", PRINTED[0]),
        ("石桥铺镇", PRINTED[1]),
        ("桥东村", "大喇叭"),
    ]


def test_more_rows_come_without_a_script_and_nothing_typed_is_lost(registered: Registered) -> None:
    client = signed_in(registered.cast.clerk)
    url = reverse("reports:fill", args=[registered.town.pk, registered.week.pk])
    page = client.post(url, {"more": "1", "rows": "5", "revision": "0", "r5c2": "安全夜校"})
    assert page.status_code == 200
    content = page.content.decode()
    assert ">安全夜校</textarea>" in content
    assert 'name="r10c2"' in content
    assert 'name="r11c2"' not in content
    assert not Report.objects.exists()


def test_a_card_is_offered_with_what_is_known_until_it_is_saved(running: Running) -> None:
    cast = running.cast
    set_mobile(user=cast.clerk, typed="13900000007", by=None)
    occurrence = running.card.occurrences()[0]
    url = reverse("reports:fill", args=[running.town.pk, occurrence.pk])
    client = signed_in(cast.clerk)
    labels = {i.label.replace(" ", ""): i.code for i in running.card.form.indicators}
    content = client.get(url).content.decode()
    shown = {label: f'name="{code}" value="' for label, code in labels.items()}
    assert f"{shown['单位名称']}石桥铺镇" in content
    assert f"{shown['姓名']}{cast.clerk.name}" in content
    assert f"{shown['手机']}13900000007" in content
    assert not Report.objects.filter(occurrence=occurrence).exists()
    # The superior sees none of it: nothing was said yet.
    assert "13900000007" not in signed_in(cast.lead).get(url).content.decode()


def test_the_longest_register_is_sent_in_as_one_page(registered: Registered) -> None:
    rows = {
        f"{row}{number}c{column}": "略"
        for row in "er"
        for number in range(1, MOST_ROWS + 1)
        for column in range(2, len(HEADS) + 1)
    }
    url = reverse("reports:fill", args=[registered.town.pk, registered.week.pk])
    answer = signed_in(registered.cast.clerk).post(url, {**rows, "revision": "0", "save": "1"})
    assert answer.status_code == 302
    assert len(Report.objects.get().entries) == len(rows)
