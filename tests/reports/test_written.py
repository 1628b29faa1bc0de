"""A summary that is drafted from the plan, whose figures stay tied to the tables they come from."""

import re
from io import BytesIO

import pytest
from django.test import Client
from docx import Document

from anyue.campaigns.models import Occurrence
from anyue.core.written.skeleton import prompts_in
from anyue.reports.actions import submit_report, take_back_report
from anyue.reports.models import Report
from tests.cast import Running, new_key
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db

WEEK = {"1.1": "5", "1.2": "60"}


class Summary:
    """The town's summary, and its first weekly table, on which its figures stand."""

    def __init__(self, running: Running) -> None:
        self.running = running
        form = running.campaign.forms.get(kind="document")
        self.when = Occurrence.objects.select_related("deadline__form").get(deadline__form=form)
        self.client = signed_in(running.cast.clerk)
        self.address = f"/reports/{running.town.pk}/{self.when.pk}/"
        self.origin = f"{self.address}figures/2:1.1/"

    def send_week(self, values: dict[str, str], revision: int = 0) -> Report:
        return submit_report(
            participation=self.running.part("town"),
            occurrence=self.running.weeks[0],
            raw=values,
            revision=revision,
            key=new_key(),
            by=self.running.cast.clerk,
        )

    def send_week_anew(self, values: dict[str, str]) -> None:
        report = Report.objects.get(occurrence=self.running.weeks[0])
        take_back_report(report=report, by=self.running.cast.clerk)
        report.refresh_from_db()
        self.send_week(values, report.revision)

    def report(self) -> Report:
        return Report.objects.get(occurrence=self.when)

    def text(self) -> str:
        return str(self.report().entries["content"])

    def page(self, client: Client | None = None) -> str:
        return (client or self.client).get(self.address).content.decode()

    def post(self, button: str, content: str) -> int:
        found = Report.objects.filter(occurrence=self.when).first()
        data = {"revision": str(found.revision if found else 0), "key": new_key(), "content": content}
        self.answer = self.client.post(self.address, {**data, button: "1"})
        return self.answer.status_code

    def draft(self) -> None:
        self.send_week(WEEK)
        assert self.post("draft", "") == 302

    def written_out(self) -> str:
        """The draft as if somebody had written all of it."""
        return re.sub(r"【请[^】]*】", "做法扎实。", self.text())


@pytest.fixture
def summary(running: Running) -> Summary:
    return Summary(running)


def test_the_draft_is_drawn_from_the_plan_and_what_was_sent_in(summary: Summary) -> None:
    assert 'name="draft"' in summary.page()
    summary.draft()
    assert summary.text().startswith("石桥铺镇“安全生产月”活动总结\n根据《")
    assert "宣讲活动{5|表2:1.1}场，参与{60|表2:1.2}人次" in summary.text()
    page = summary.page()
    assert 'name="draft"' not in page
    assert f'href="{summary.origin}"' in page
    opened = summary.client.get(summary.origin).content.decode()
    for words in ("石桥铺镇", "活动统计表", "空 1.1", "第 1 版", "与现在的报表一致"):
        assert words in opened


def test_what_was_typed_before_stays_above_the_draft(summary: Summary) -> None:
    summary.send_week(WEEK)
    summary.post("draft", "先写的一段。")
    assert summary.text().startswith("先写的一段。\n石桥铺镇")


def test_figures_that_moved_are_told_and_taken_when_asked(summary: Summary) -> None:
    summary.draft()
    summary.send_week_anew({"1.1": "7", "1.2": "60"})
    page = summary.page()
    assert "文中有 1 个数字与现在的报表不同" in page
    assert "文中 5，现为 7" in page
    assert "现在的报表合计为 7" in summary.client.get(summary.origin).content.decode()
    # Saving keeps the frozen number, also where a person typed another into the figure.
    assert summary.post("save", summary.text().replace("{5|", "{6|")) == 302
    assert "{5|表2:1.1}" in summary.text()
    assert summary.post("take", "改了别处。" + summary.text()) == 302
    assert summary.text().startswith("改了别处。")
    assert "{7|表2:1.1}" in summary.text()
    assert "与现在的报表不同" not in summary.page()
    report = Report.objects.get(occurrence=summary.running.weeks[0])
    version = report.versions.get(number=2)
    assert summary.report().figures["2:1.1"] == {"value": "7", "versions": [[version.pk, version.digest]]}


def test_a_table_that_was_taken_back_leaves_the_figure_and_says_so(summary: Summary) -> None:
    summary.draft()
    take_back_report(
        report=Report.objects.get(occurrence=summary.running.weeks[0]), by=summary.running.cast.clerk
    )
    assert "文中 5，现为 未报送" in summary.page()
    summary.post("take", summary.text())
    assert "{5|表2:1.1}" in summary.text()


def test_a_figure_with_nothing_behind_it_is_refused_and_nothing_typed_is_lost(summary: Summary) -> None:
    summary.draft()
    for typed in ("共{9|表2:8.8}场", "共{9|表2:1.1场"):
        assert summary.post("save", typed) == 422
        assert typed in summary.answer.content.decode()


def test_the_version_sent_in_freezes_text_and_figures(summary: Summary) -> None:
    summary.draft()
    assert summary.post("submit", summary.text()) == 422
    assert f"还有 {len(prompts_in(summary.text()))} 处" in summary.answer.content.decode()
    assert summary.post("submit", summary.written_out()) == 302
    version = summary.report().versions.get()
    text = version.values["content"]
    assert "{" not in text
    assert text == version.own["content"]
    told = {key: (text[start:end], frozen["value"]) for start, end, key, frozen in version.figures}
    assert told == {"2:1.1": ("5", "5"), "2:1.2": ("60", "60")}
    summary.send_week_anew({"1.1": "7", "1.2": "60"})
    version.refresh_from_db()
    assert version.values["content"] == text
    reviewer = signed_in(summary.running.cast.reviewer)
    page = reviewer.get(f"/review/{summary.report().pk}/").content.decode()
    assert f'href="{summary.origin}?version=1"' in page
    assert '<b class="alarm">7</b>' in page
    assert "现在的报表合计为 7" in reviewer.get(f"{summary.origin}?version=1").content.decode()


def test_a_draft_is_its_unit_s_own(summary: Summary) -> None:
    summary.draft()
    cast = summary.running.cast
    for user in (cast.reviewer, cast.sibling, cast.outsider, cast.village_clerk):
        client = signed_in(user)
        assert client.get(summary.origin).status_code == 404
        assert client.get(f"{summary.origin}?version=1").status_code == 404
    assert summary.client.get(f"{summary.address}figures/2:9.9/").status_code == 404
    assert summary.client.get(f"{summary.address}figures/x/").status_code == 404


def test_the_word_file_is_laid_out_as_an_official_document(summary: Summary) -> None:
    summary.draft()
    summary.post("submit", summary.written_out())
    answer = summary.client.get(f"{summary.address}table.docx")
    document = Document(BytesIO(b"".join(answer)))
    lines = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert lines[:2] == ["石桥铺镇“安全生产月”活动总结", "青溪县安委会办公室："]
    assert any("宣讲活动5场，参与60人次" in line for line in lines)
    assert lines[-2:] == ["石桥铺镇", "2026年6月5日"]
    assert summary.client.get(f"{summary.address}table.xlsx").status_code == 404
