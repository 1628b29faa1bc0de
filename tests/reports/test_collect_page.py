"""Returned files in the web program: what becomes a draft, what is left alone, and who may do it."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.models import AuditEntry
from anyue.campaigns.actions import issue_campaign
from anyue.core.collect.limits import RETURNED_FILES
from anyue.core.forms.sheet import build_xlsx
from anyue.core.forms.word import build_docx
from anyue.notify.models import Message
from anyue.reports.choices import ReadOutcome
from anyue.reports.models import Report, ReportVersion
from anyue.reports.queries import sheet_for
from tests.cast import ISSUED, Running, import_sample, new_key
from tests.fixtures import signed_in
from tests.reports.test_journey import hold, send
from tests.reports.test_liaison_pages import words

VALUES = {
    "1.1": "3",
    "1.2": "120",
    "1.3": "45",
    "2.1": "2",
    "2.2": "60",
    "3.1": "安全夜校",
    "3.2": "1",
    "3.3": "33",
}
READ, SENT, TYPED = ReadOutcome.READ, ReadOutcome.SENT, ReadOutcome.TYPED
NOT_COUNTED = ReadOutcome.NOT_COUNTED


@pytest.fixture(autouse=True)
def nobody_has_sent_anything() -> None:
    cache.clear()


def returned(
    running: Running,
    values: Mapping[str, str] = VALUES,
    *,
    unit: str = "石桥铺镇",
    day: str = "2026年6月3日",
    name: str = "附件2.docx",
) -> SimpleUploadedFile:
    """A file as a unit fills it in and sends it by chat."""
    write = build_xlsx if name.endswith(".xlsx") else build_docx
    data = write(running.table.form, values, heading={"填报单位": unit, "填报日期": day})
    return SimpleUploadedFile(name, data)


def address(running: Running, part: str = "root") -> str:
    return reverse("reports:collect", args=[getattr(running, part).pk])


def drop(
    running: Running, *files: SimpleUploadedFile, by: User | None = None, part: str = "root", week: int = 0
) -> Any:  # noqa: ANN401  The test client's own answer.
    data = {"occurrence": running.weeks[week].pk, "returned": list(files)}
    return signed_in(by or running.cast.lead).post(address(running, part), data)


def outcomes(answer: Any) -> list[tuple[str, ReadOutcome]]:  # noqa: ANN401  The test client's own answer.
    return [(file.name, file.outcome) for file in answer.context["read"].files]


def fill_address(running: Running, part: str = "town") -> str:
    return reverse("reports:fill", args=[getattr(running, part).pk, running.weeks[0].pk])


def confirm(running: Running) -> Any:  # noqa: ANN401  The test client's own answer.
    sheet = sheet_for(running.part("town"), running.weeks[0])
    data = {**sheet.own, "revision": str(sheet.revision), "key": new_key(), "submit": "1"}
    return signed_in(running.cast.clerk).post(fill_address(running), data)


@pytest.mark.parametrize("name", ["附件2.docx", "附件2.xlsx"])
def test_file_becomes_a_draft_that_says_where_it_is_from(running: Running, name: str) -> None:
    answer = drop(running, returned(running, name=name))
    assert (answer.status_code, outcomes(answer)) == (200, [(name, READ)])
    report = Report.objects.get()
    assert (report.participation, report.occurrence) == (running.town, running.weeks[0])
    assert report.entries == VALUES
    assert (report.read_from, report.read_by, report.submitted_at) == (name, running.cast.lead, None)
    assert report.read_at is not None
    entry = AuditEntry.objects.get(action="read_in_report")
    assert (entry.by, entry.unit_id, entry.reason) == (running.cast.lead, running.cast.town.pk, "")


def test_unit_confirms_with_one_button(
    running: Running,
    django_capture_on_commit_callbacks: Any,  # noqa: ANN401  A fixture of pytest-django.
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        drop(running, returned(running))
    assert Message.objects.filter(unit=running.cast.town, text__contains="从文件读入").count() == 1
    client = signed_in(running.cast.clerk)
    assert "待确认" in words(client.get(reverse("home")).content)
    page = client.get(fill_address(running)).content
    assert f"本表由{running.cast.lead.name}" in words(page)
    assert "从文件“附件2.docx”读入，请核对后报送" in words(page)
    assert '<button class="btn btn-primary" form="report-form" name="submit" value="1"' in page.decode()
    assert confirm(running).status_code == 302
    version = ReportVersion.objects.get()
    assert {code: version.own[code] for code in VALUES} == VALUES
    assert (version.typed, version.read_from) == (sorted(VALUES), "附件2.docx")
    assert "从文件“附件2.docx”读入，请核对" not in words(client.get(fill_address(running)).content)
    report = Report.objects.get()
    review = signed_in(running.cast.lead).get(reverse("reports:review", args=[report.pk])).content
    assert "数字读自文件“附件2.docx”" in words(review)
    assert "手工填写" in words(review)


def test_office_sees_who_has_yet_to_confirm(running: Running) -> None:
    drop(running, returned(running))
    client = signed_in(running.cast.lead)
    page = client.get(reverse("reports:overview", args=[running.root.pk]))
    assert page.context["counts"]["read"] == 1
    units = client.get(reverse("reports:units", args=[running.root.pk]) + "?what=read")
    assert [cell.participation.unit for cell in units.context["page"]] == [running.cast.town]
    confirm(running)
    assert client.get(reverse("reports:overview", args=[running.root.pk])).context["counts"]["read"] == 0


def test_what_was_found_stands_at_its_blank(running: Running) -> None:
    answer = drop(running, returned(running, {**VALUES, "1.2": "约120", "2.1": "若干"}))
    assert "约数" in words(answer.content)
    page = signed_in(running.cast.clerk).get(fill_address(running)).content.decode()
    notes = page.split('id="about-1.2"')[1].split("</span></span>")[0]
    assert "填的是约数“约120”，按 120 计入" in notes
    assert "不是数字" in page.split('id="about-2.1"')[1].split("</span></span>")[0]
    assert "2.1" not in Report.objects.get().entries


def test_findings_go_when_the_unit_types(running: Running) -> None:
    drop(running, returned(running, {**VALUES, "1.2": "约120"}))
    client = signed_in(running.cast.clerk)
    client.post(fill_address(running), {**VALUES, "1.2": "118", "revision": "1", "save": "1"})
    page = words(client.get(fill_address(running)).content)
    assert "约数" not in page
    assert "读入以后有改动" in page
    assert outcomes(drop(running, returned(running))) == [("附件2.docx", TYPED)]
    assert Report.objects.get().entries["1.2"] == "118"


def test_later_file_replaces_what_an_earlier_one_gave(running: Running) -> None:
    drop(running, returned(running))
    answer = drop(running, returned(running, {**VALUES, "1.1": "4"}, name="更正.docx"))
    assert outcomes(answer) == [("更正.docx", READ)]
    report = Report.objects.get()
    assert (report.entries["1.1"], report.read_from) == ("4", "更正.docx")


def test_what_a_unit_sent_is_never_overwritten(running: Running) -> None:
    hold(running.cast.town, running.cast.clerk, people=40)
    send(running.part("town"), running.weeks[0], running.cast.clerk)
    before = Report.objects.values().get()
    answer = drop(running, returned(running))
    assert outcomes(answer) == [("附件2.docx", SENT)]
    assert Report.objects.values().get() == before
    assert not AuditEntry.objects.filter(action="read_in_report").exists()


def test_blank_that_a_file_leaves_empty_follows_the_ledger(running: Running) -> None:
    hold(running.cast.town, running.cast.clerk, people=40)
    drop(running, returned(running, {"1.3": "45"}))
    assert Report.objects.get().entries == {"1.3": "45"}
    assert sheet_for(running.part("town"), running.weeks[0]).own["1.2"] == "40"


def test_of_two_files_of_a_unit_the_later_counts(running: Running) -> None:
    answer = drop(
        running,
        returned(running, {**VALUES, "1.1": "9"}, day="2026年6月4日", name="新.docx"),
        returned(running, name="旧.docx"),
        returned(running, unit="柳林镇", name="柳林.docx"),
    )
    assert outcomes(answer) == [("新.docx", READ), ("旧.docx", NOT_COUNTED), ("柳林.docx", READ)]
    assert Report.objects.get(participation=running.town).entries["1.1"] == "9"
    assert [one.unit for one in answer.context["read"].without] == [running.cast.bureau]


def bomb() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (80 * 1024 * 1024))
    return out.getvalue()


def other_form() -> bytes:
    document, out = Document(), BytesIO()
    document.add_paragraph("车辆登记表")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "车牌", "司机"
    document.save(out)
    return out.getvalue()


def test_nothing_is_kept_of_what_cannot_be_used(running: Running) -> None:
    answer = drop(
        running,
        SimpleUploadedFile("炸弹.docx", bomb()),
        SimpleUploadedFile("石桥铺镇.docx", other_form()),
        SimpleUploadedFile("石桥铺镇.pdf", b"%PDF-1.7"),
        SimpleUploadedFile("~$附件2.docx", b"lock"),
        returned(running, unit="远山镇", name="远山.docx"),
        returned(running, unit="桥东村", name="村.docx"),
        returned(running, unit="", name="表.docx"),
    )
    assert [outcome for _, outcome in outcomes(answer)] == [*[NOT_COUNTED] * 6, ReadOutcome.SET_ASIDE]
    told = {file.name: file.messages[0] for file in answer.context["read"].files if file.messages}
    assert told["炸弹.docx"].startswith("文件打不开")
    assert told["石桥铺镇.docx"].startswith("不是要汇总的这张表")
    assert told["远山.docx"].startswith("填报单位“远山镇”不在单位名单里")
    assert told["表.docx"].startswith("表上没有填报单位")
    assert not Report.objects.exists()


def test_page_is_closed_to_who_may_not_review(running: Running) -> None:
    cast = running.cast
    for user, part, status in (
        (cast.sibling, "town", 404),
        (cast.village_clerk, "town", 404),
        (cast.clerk, "root", 404),
        (cast.outsider, "root", 404),
        (cast.leader, "root", 403),
        # What a town collects from its villages is the town's own affair.
        (cast.lead, "town", 403),
    ):
        assert signed_in(user).get(address(running, part)).status_code == status
        assert drop(running, returned(running), by=user, part=part).status_code == status
    assert not Report.objects.exists()


def test_occurrence_of_another_campaign_is_refused(running: Running) -> None:
    with clock.standing_at(ISSUED):
        notice = import_sample(running.cast)
        other = issue_campaign(notice=notice, recipients=[running.cast.town], by=running.cast.lead)
    week = other.forms.get(kind="statistics").occurrences()[0]
    data = {"occurrence": week.pk, "returned": [returned(running)]}
    assert signed_in(running.cast.lead).post(address(running), data).status_code == 422
    assert not Report.objects.exists()


def test_card_is_read_by_the_names_of_its_fields(running: Running) -> None:
    fields = dict(zip((i.code for i in running.card.form.indicators), running.card.form.fields, strict=True))
    assert [*fields.values()][:2] == ["单位名称", "姓名"]
    values = {"f1": "石桥铺镇", "f2": "谷雨", "f3": "0300-5550101"}
    data = build_docx(running.card.form, values, heading={})
    occurrence = running.card.occurrences()[0]
    answer = signed_in(running.cast.lead).post(
        address(running),
        {"occurrence": occurrence.pk, "returned": [SimpleUploadedFile("石桥铺镇.docx", data)]},
    )
    assert outcomes(answer) == [("石桥铺镇.docx", READ)]
    report = Report.objects.get()
    assert (report.participation, report.occurrence, report.entries) == (running.town, occurrence, values)


def test_town_reads_the_files_of_its_villages(running: Running) -> None:
    answer = drop(running, returned(running, unit="桥东村"), by=running.cast.clerk, part="town")
    assert outcomes(answer) == [("附件2.docx", READ)]
    assert Report.objects.get().participation == running.village


def test_form_without_its_token_is_refused(running: Running) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(running.cast.lead, backend="django.contrib.auth.backends.ModelBackend")
    data = {"occurrence": running.weeks[0].pk, "returned": [returned(running)]}
    assert client.post(address(running), data).status_code == 403
    assert not Report.objects.exists()


def test_no_file_and_too_many_files_are_told_at_the_field(running: Running) -> None:
    assert "请选择各单位报回的文件" in words(drop(running).content)
    many = [SimpleUploadedFile(f"{n}.docx", b"x") for n in range(RETURNED_FILES + 1)]
    answer = drop(running, *many)
    assert answer.status_code == 422
    assert f"一次最多{RETURNED_FILES}个文件" in words(answer.content)


def test_more_than_a_server_takes_is_refused_before_it_is_read(running: Running) -> None:
    client = signed_in(running.cast.lead)
    answer = client.post(address(running), b"", "text/plain", CONTENT_LENGTH=str(61 * 1024 * 1024))
    assert answer.status_code == 413


def test_reading_too_often_is_refused(running: Running) -> None:
    client = signed_in(running.cast.lead)
    answers = [client.post(address(running), {}).status_code for _ in range(21)]
    assert answers == [*[422] * 20, 429]


def test_each_draft_costs_the_same_queries_and_other_files_none(running: Running) -> None:
    def cost(*files: SimpleUploadedFile) -> int:
        client = signed_in(running.cast.lead)
        with CaptureQueriesContext(connection) as asked:
            client.post(address(running), {"occurrence": running.weeks[0].pk, "returned": list(files)})
        return len(asked)

    def unused(count: int) -> list[SimpleUploadedFile]:
        return [SimpleUploadedFile(f"{n}.pdf", b"%PDF-1.7") for n in range(count)]

    cost(*unused(1))
    none = cost(*unused(1))
    assert cost(*unused(5)) == none
    one = cost(returned(running, unit="县教育局", name="局.docx"))
    # Eight for a draft: what it is filled from (records, channels, own choices), the draft, its
    # entry, the transaction; the town takes in what its villages reported as well.
    both = (returned(running), returned(running, unit="柳林镇", name="柳林.docx"))
    assert (one - none, cost(*both, *unused(3)) - none) == (8, 17)


def test_page_proposes_the_table_of_the_period_under_way(running: Running) -> None:
    form = signed_in(running.cast.lead).get(address(running)).context["form"]
    # On 5 June the second week has begun.
    assert form["occurrence"].initial == running.weeks[1].pk
