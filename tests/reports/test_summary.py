"""The summary that the issuing office writes of its campaign: drawn from the totals and tied to them."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document

from anyue import clock
from anyue.campaigns.models import Occurrence
from anyue.core.digests import digest_of
from anyue.core.written.skeleton import prompts_in
from anyue.reports.actions import (
    approve_report,
    correct_report,
    submit_report,
)
from anyue.reports.models import Grounds, Report, Summary
from tests.cast import Running, new_key
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db

TOWN = {"1.1": "5", "1.2": "60"}
BUREAU = {"1.1": "3", "1.2": "40"}


class Office:
    """The county office with its campaign: the town and the bureau have sent in a week that is approved."""

    def __init__(self, running: Running) -> None:
        self.running, self.cast = running, running.cast
        self.client = signed_in(self.cast.lead)
        self.address = f"/overview/{running.root.pk}/summary/"
        self.town = self.send("town", TOWN, by="clerk")
        self.bureau = self.send("sibling_town", BUREAU, by="sibling")

    def send(self, name: str, values: dict[str, str], *, by: str, revision: int = 0) -> Report:
        report = submit_report(
            participation=self.running.part(name),
            occurrence=self.running.weeks[0],
            raw=values,
            revision=revision,
            key=new_key(),
            by=getattr(self.cast, by),
        )
        approve_report(report=report, version=report.version, by=self.cast.lead)
        return report

    def correct(self, values: dict[str, str]) -> None:
        """The town corrects its week, and the office approves that."""
        self.town.refresh_from_db()
        correct_report(report=self.town, version=self.town.version, reason="漏记一场", by=self.cast.clerk)
        self.town.refresh_from_db()
        self.town = self.send("town", values, by="clerk", revision=self.town.revision)

    def summary(self) -> Summary:
        return Summary.objects.get(participation=self.running.root)

    def text(self) -> str:
        return self.summary().text

    def page(self, query: str = "", client: Client | None = None) -> str:
        answer = (client or self.client).get(self.address + query)
        assert answer.status_code == 200
        return str(answer.content.decode())

    def post(self, button: str, content: str = "", revision: int | None = None) -> int:
        found = Summary.objects.filter(participation=self.running.root).first()
        known = found.revision if found else 0
        data = {"revision": str(known if revision is None else revision), "content": content, button: "1"}
        self.answer = self.client.post(self.address, data)
        return self.answer.status_code

    def draft(self) -> str:
        assert self.post("draft") == 302
        return self.text()

    def written_out(self) -> str:
        return re.sub(r"【请[^】]*】", "做法扎实。", self.text())

    def finalise(self) -> None:
        assert self.post("finalise", self.written_out()) == 302


@pytest.fixture
def office(running: Running) -> Office:
    return Office(running)


def test_the_draft_is_drawn_from_the_plan_and_the_official_totals(office: Office) -> None:
    assert 'name="draft"' in office.page()
    text = office.draft()
    assert text.startswith("青溪县安委会办公室2026年“安全生产月”活动总结\n根据《")
    for heading in ("一、基本情况", "二、主要做法", "三、取得的成效", "四、存在的问题", "五、下一步打算"):
        assert f"\n{heading}\n" in text
    assert "宣讲活动{8|表2:1.1}场，参与{100|表2:1.2}人次" in text
    assert "活动通知下发{3|报送:下发单位}个单位，{2|报送:签收单位}个单位已签收。" in text
    assert len(prompts_in(text)) > 4


def test_who_is_missing_is_named(office: Office) -> None:
    text = office.draft()
    missing = next(line for line in text.split("\n") if "缺报" in line)
    assert missing.startswith("应报送材料的单位{3|报送:应报单位}个，已报齐{")
    assert "县教育局（" in missing
    opened = office.client.get(f"{office.address}figures/报送:缺报单位/").content.decode()
    assert "县教育局" in opened


def test_what_waits_for_review_is_told_and_not_counted(office: Office) -> None:
    submit_report(
        participation=office.running.part("town"),
        occurrence=office.running.weeks[1],
        raw=TOWN,
        revision=0,
        key=new_key(),
        by=office.cast.clerk,
    )
    text = office.draft()
    assert "另有{1|报送:待审核份数}份已报待审核，未计入以下数字。" in text
    assert "{8|表2:1.1}" in text


def test_every_figure_opens_to_its_units_and_versions(office: Office) -> None:
    office.draft()
    assert f'href="{office.address}figures/2:1.1/"' in office.page()
    opened = office.client.get(f"{office.address}figures/2:1.1/").content.decode()
    for words in ("石桥铺镇", "柳林镇", "第 1 版", "与现在一致", "活动统计表"):
        assert words in opened
    numbers = re.findall(r"<td class=\"num\">(?:<[^>]*>)*([0-9]+)", opened)
    assert numbers == ["5", "3"]


def test_the_figures_of_a_table_share_one_row_of_grounds(office: Office) -> None:
    office.draft()
    figures = office.summary().figures
    assert figures["2:1.1"]["grounds"] == figures["2:1.2"]["grounds"]
    grounds = Grounds.objects.get(digest=figures["2:1.1"]["grounds"])
    versions = [office.town.versions.get(), office.bureau.versions.get()]
    pairs = [(one.pk, one.digest) for one in versions]
    assert grounds.body == {"versions": [pk for pk, _ in pairs], "values": grounds.body["values"]}
    assert grounds.digest == digest_of({"form": office.running.table.pk, "versions": pairs})
    before = Grounds.objects.count()
    office.post("save", office.text())
    assert Grounds.objects.count() == before


def test_figures_that_moved_are_told_and_taken_all_at_once(office: Office) -> None:
    office.draft()
    office.correct({"1.1": "7", "1.2": "60"})
    page = office.page()
    assert "文中 8，现为 10" in page
    opened = office.client.get(f"{office.address}figures/2:1.1/").content.decode()
    assert "现在是 10" in opened
    assert "已有变动" in opened
    # Saving keeps what was frozen, whatever a person typed into the figure.
    office.post("save", office.text().replace("{8|", "{9|"))
    assert "{8|表2:1.1}" in office.text()
    assert office.post("take", "改了别处。\n" + office.text()) == 302
    assert office.text().startswith("改了别处。")
    assert "{10|表2:1.1}" in office.text()
    assert "现为" not in office.page()


def test_what_two_people_write_at_once_is_not_lost(office: Office) -> None:
    office.draft()
    assert office.post("save", "先保存的。") == 302
    assert office.post("save", "后保存的。", revision=1) == 409
    assert "后保存的。" in office.answer.content.decode()
    assert office.text() == "先保存的。"
    assert office.post("save", "从头写起", revision=0) == 409


def test_a_figure_with_nothing_behind_it_is_refused_and_what_was_typed_stays(office: Office) -> None:
    office.draft()
    for typed in ("共{9|表2:8.8}场", "共{9|报送:没有的}个", "共{9|表2:1.1场", "字" * 20_001):
        assert office.post("save", typed) == 422
        assert typed in office.answer.content.decode()


def test_a_finalised_version_never_changes_and_goes_on_as_the_next(office: Office) -> None:
    office.draft()
    assert office.post("finalise", office.text()) == 422
    assert office.post("finalise", "") == 422
    office.finalise()
    version = office.summary().versions.get()
    assert "{" not in version.text
    told = {key: (version.text[start:end], frozen["value"]) for start, end, key, frozen in version.figures}
    assert told["2:1.1"] == ("8", "8")
    assert version.digest == digest_of({"text": version.text, "figures": version.figures})
    assert office.post("save", "改") == 409
    office.correct({"1.1": "7", "1.2": "60"})
    page = office.page()
    assert "定稿以后有 1 个数字变动" in page
    assert f'href="{office.address}figures/2:1.1/?version=1"' in page
    assert "现在是 10" in office.client.get(f"{office.address}figures/2:1.1/?version=1").content.decode()
    assert office.client.post(f"{office.address}reopen/", {"version": "1"}).status_code == 302
    assert office.client.post(f"{office.address}reopen/", {"version": "1"}).status_code == 409
    assert office.post("take", office.text()) == 302
    office.finalise()
    assert [one.number for one in office.summary().versions.all()] == [2, 1]
    assert office.summary().versions.get(number=1).text == version.text
    assert "宣讲活动8场" in office.page("?version=1")
    assert "宣讲活动10场" in office.page("?version=2")
    assert office.client.get(office.address + "?version=3").status_code == 404


def test_the_word_file_is_laid_out_as_an_official_document(office: Office) -> None:
    assert office.client.get(f"{office.address}export.docx").status_code == 404
    office.draft()
    office.finalise()
    answer = office.client.get(f"{office.address}export.docx?version=1")
    lines = [one.text for one in Document(BytesIO(answer.content)).paragraphs if one.text]
    assert lines[0] == "青溪县安委会办公室2026年“安全生产月”活动总结"
    assert any("宣讲活动8场，参与100人次" in line for line in lines)
    assert lines[-2:] == ["青溪县安委会办公室", "2026年6月5日"]


def test_a_leader_reads_and_writes_nothing(office: Office) -> None:
    office.draft()
    leader = signed_in(office.cast.leader)
    page = office.page(client=leader)
    assert "宣讲活动" in page
    assert "<form" not in page.split("<main")[1]
    assert leader.post(office.address, {"content": "改", "revision": "1", "save": "1"}).status_code == 403


def test_nobody_else_sees_it(office: Office) -> None:
    office.draft()
    for user in (office.cast.clerk, office.cast.outsider, office.cast.village_clerk):
        client = signed_in(user)
        for path in ("", "export.docx", "figures/2:1.1/"):
            assert client.get(office.address + path).status_code == 404
    # A unit to which nobody reports has nothing to sum up.
    assert (
        signed_in(office.cast.sibling).get(f"/overview/{office.running.sibling_town.pk}/summary/").status_code
        == 404
    )


def test_a_unit_that_relayed_sums_up_what_it_sent_in(office: Office) -> None:
    town = office.running.part("town")
    client = signed_in(office.cast.clerk)
    address = f"/overview/{town.pk}/summary/"
    assert f'href="{address}"' in client.get(f"/overview/{town.pk}/").content.decode()
    assert client.post(address, {"revision": "0", "content": "", "draft": "1"}).status_code == 302
    text = Summary.objects.get(participation=town).text
    assert "{5|表2:1.1}" in text
    assert "桥东村（" in text
    opened = client.get(f"{address}figures/2:1.1/").content.decode()
    assert "石桥铺镇" in opened
    assert signed_in(office.cast.lead).get(address).status_code == 404


def test_the_home_asks_for_it_once_the_last_time_has_passed(office: Office) -> None:
    words = f'href="{office.address}">写活动总结'
    assert words not in office.client.get("/").content.decode()
    last = Occurrence.objects.filter(deadline__campaign=office.running.campaign).latest("due_at").due_at
    with clock.standing_at(last + timedelta(days=1)):
        assert words in office.client.get("/").content.decode()
        office.draft()
        office.finalise()
        assert words not in office.client.get("/").content.decode()


def test_programs_read_it(office: Office) -> None:
    address = f"/api/overview/{office.running.root.pk}/summary"
    assert office.client.get(address).status_code == 404
    office.draft()
    office.correct({"1.1": "7", "1.2": "60"})
    told = office.client.get(address).json()
    assert told["moved"] == {"2:1.1": "10"}
    figure = next(one for one in told["figures"] if one["key"] == "2:1.1")
    assert told["text"][figure["start"] : figure["end"]] == figure["value"] == "8"
    office.finalise()
    (version,) = office.client.get(f"{address}/versions").json()
    assert version["number"] == 1
    assert signed_in(office.cast.clerk).get(address).status_code == 404


def test_programs_write_it(office: Office) -> None:
    address = f"/api/overview/{office.running.root.pk}/summary"

    def send(path: str, method: str = "post", **given: object) -> Any:  # noqa: ANN401  The client's own response.
        return getattr(office.client, method)(address + path, given, content_type="application/json")

    assert send("/draft", revision=0).json()["revision"] == 1
    assert send("", "put", text="共{0|表2:1.1}场。", revision=1).json()["text"] == "共8场。"
    assert send("", "put", text="别人的", revision=1).status_code == 409
    office.correct({"1.1": "7", "1.2": "60"})
    told = send("", "put", text="共{0|表2:1.1}场。", revision=2, takes_new=True).json()
    assert (told["text"], told["source"], told["moved"]) == ("共10场。", "共{10|表2:1.1}场。", {})
    assert send("/finalise", text=told["source"], revision=3).json()["text"] == "共10场。"
    assert office.client.get(address).json()["is_final"] is True
    assert send("/reopen", version=1).json()["is_final"] is False
