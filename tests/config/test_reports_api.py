"""Versions, corrections, differences, texts, quotas, times and assignments through the interface."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from anyue.campaigns.models import Activity, Notice, Occurrence, Participation
from anyue.reports.models import Report
from tests.campaigns.test_coverage_page import own  # noqa: F401  A fixture.
from tests.cast import Running, new_key
from tests.config.test_people_api import post
from tests.config.test_records_api import of_town, put
from tests.config.test_tokens import bearer, code_of, token_for
from tests.fixtures import signed_in
from tests.media import photo
from tests.reports.test_correcting import approved  # noqa: F401  A fixture.
from tests.reports.test_differences import sent, village  # noqa: F401  A fixture.
from tests.reports.test_history import resent  # noqa: F401  A fixture.
from tests.reports.test_journey import hold, send
from tests.reports.test_written_files import word

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def office(running: Running) -> Client:
    """A program of the county office that reviews and issues."""
    cast = running.cast
    return bearer(token_for(cast.lead, cast.office, "read", "review_report", "issue_campaign")[1])


@pytest.fixture
def town(running: Running) -> Client:
    """A program of the town that fills in and keeps its ledger."""
    return bearer(of_town(running, "read", "submit_report", "keep_records"))


def get(client: Client, address: str) -> Any:  # noqa: ANN401  The test client's own response.
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_versions_and_values_are_told_as_far_as_one_sees_them(
    running: Running,
    resent: Report,  # noqa: F811  The fixture.
    office: Client,
    town: Client,
) -> None:
    address = f"/api/reviews/{resent.pk}"
    assert [one["number"] for one in get(office, f"{address}/versions")] == [3, 2]
    last, returned, _ = get(town, f"{address}/versions")
    assert (returned["decision"], returned["reason"], returned["marks"]) == (
        "returned",
        "人次偏少。",
        ["1.2"],
    )
    assert (last["asked"], last["missing"]) == (2, [{"unit": "桥西村", "progress": "已签收未填报"}])
    assert last["is_intact"] is True
    kept = get(office, f"{address}/versions/3")
    assert (kept["values"]["1.2"], kept["own"]["1.2"], kept["reasons"]) == ("75", "45", {"1.2": "漏记一场"})
    assert code_of(office.get(f"{address}/versions/1")) == (404, "not_found")
    told = [(one["version"], one["value"], one["is_marked"]) for one in get(office, f"{address}/values/1.2")]
    assert told == [(3, "75", False), (2, "70", True)]
    assert code_of(office.get(f"{address}/values/9.9")) == (404, "not_found")
    for part in ("versions", "versions/3", "values/1.2", "rows"):
        assert signed_in(running.cast.sibling).get(f"{address}/{part}").status_code == 404


def test_an_approved_table_is_corrected(running: Running, approved: Report, town: Client) -> None:  # noqa: F811  The fixture.
    address = f"/api/reports/{running.town.pk}/{running.weeks[0].pk}"
    assert code_of(post(town, f"{address}/correct", version=9, reason="漏记")) == (409, "review_stale")
    told = post(town, f"{address}/correct", version=1, reason="漏记一场").json()
    assert told["id"] == approved.pk
    kept = put(town, f"{address}/draft", values={"1.1": "1", "1.2": "40"}, revision=told["revision"]).json()
    stale = put(town, f"{address}/draft", values={}, revision=told["revision"])
    assert code_of(stale) == (409, "report_changed")
    body = {"values": {"1.1": "1", "1.2": "40"}, "revision": kept["revision"], "key": new_key()}
    assert put(town, address, **body).json()["version"] == 2
    assert get(town, f"/api/reviews/{approved.pk}/versions")[0]["revised_for"] == "漏记一场"


@pytest.mark.usefixtures("sent")
def test_what_changed_below_is_accepted(running: Running, town: Client) -> None:
    address = f"/api/reports/{running.town.pk}/{running.weeks[0].pk}/differences"
    told = get(town, address)
    assert [(one["unit"], one["why"]) for one in told["differences"]] == [
        ("桥东村", "更正：漏记一场"),
        ("桥西村", "补报"),
    ]
    assert {"code": "2.1", "before": "3", "after": "4"} in told["differences"][0]["changes"]
    chosen = [told["differences"][1]["id"]]
    assert code_of(post(town, address, version=9, accepted=chosen)) == (409, "review_stale")
    assert post(town, address, version=told["version"], accepted=chosen).json()["version"] == 2
    assert [one["unit"] for one in get(town, address)["differences"]] == ["桥东村"]
    assert signed_in(running.cast.sibling).get(address).status_code == 404


def test_the_inbox_and_approving_many(running: Running, office: Client) -> None:
    cast, week = running.cast, running.weeks[0]
    hold(cast.town, cast.clerk, people=40)
    clear = send(running.part("town"), week, cast.clerk)
    odd = send(running.part("sibling_town"), week, cast.sibling, **{"1_2": "30"})
    told = {one["report"]: one for one in get(office, "/api/inbox")}
    assert {pk: one["is_clear"] for pk, one in told.items()} == {clear.pk: True, odd.pk: False}
    assert told[odd.pk]["hints"][0]["codes"]
    seen = [{"report": pk, "version": 1} for pk in (clear.pk, odd.pk, 2**31 - 1)]
    done = post(office, "/api/reviews/approve", reports=seen).json()
    assert (done["approved"], [one["report"] for one in done["left"]]) == ([clear.pk], [odd.pk])
    reading = bearer(token_for(cast.lead, cast.office, "read")[1])
    refused = post(reading, "/api/reviews/approve", reports=[{"report": odd.pk, "version": 1}]).json()
    assert (refused["approved"], len(refused["left"])) == ([], 1)


def test_who_is_absent_and_who_is_short(running: Running, office: Client) -> None:
    address = f"/api/overview/{running.root.pk}"
    told = get(office, f"{address}/absent/{running.weeks[0].pk}")
    assert (told["asked"], len(told["absent"])) == (3, 3)
    assert {"not-started", "not-acknowledged"} >= {one["progress"] for one in told["absent"]}
    (quota,) = get(office, f"{address}/quotas")
    assert quota["words"] == "每村宣讲不少于 1 场"
    assert [one["unit"] for one in quota["units"]] == ["桥东村", "桥西村"]
    years = get(office, f"/api/totals/{running.root.pk}/{running.table.pk}/years")
    assert years["years"] == [2026]
    assert code_of(office.get(f"/api/totals/{running.root.pk}/{running.card.pk}/years")) == (404, "not_found")
    levels = get(office, f"/api/totals/{running.root.pk}/{running.table.pk}/levels")
    assert (levels[0]["depth"], levels[0]["sent"], levels[0]["differing"]) == (0, None, [])
    assert len(levels) == running.campaign.participations.count()
    assert code_of(office.get(f"/api/totals/{running.root.pk}/{running.card.pk}/levels"))[0] == 404
    for beside in (f"{address}/absent/{running.weeks[0].pk}", f"{address}/quotas"):
        assert signed_in(running.cast.outsider).get(beside).status_code == 404


def test_a_text_goes_up_with_its_file(running: Running, town: Client, office: Client) -> None:
    when = Occurrence.objects.get(deadline__form=running.campaign.forms.get(kind="document"))
    address = f"/api/reports/{running.town.pk}/{when.pk}"
    kept = put(town, f"{address}/draft", values={"content": "本镇开展宣讲。"}).json()
    form = {"part": "editable", "revision": kept["revision"]}
    added = town.post(f"{address}/files", {**form, "file": word()})
    assert added.status_code == 200, added.content
    stale = town.post(f"{address}/files", {**form, "file": word("二")})
    assert code_of(stale) == (409, "report_changed")
    false = SimpleUploadedFile("总结.docx", photo())
    assert town.post(f"{address}/files", {**form, "file": false}).status_code == 422
    assert [(one["version"], one["part"]) for one in get(town, f"{address}/files")] == [(0, "editable")]
    assert get(office, f"{address}/files") == []
    assert code_of(office.get(f"{address}/files/0/editable")) == (404, "not_found")
    revision = added.json()["revision"]
    assert get(town, address)["own"]["content"] == "本镇开展宣讲。"
    body = {"values": {"content": "本镇开展宣讲。"}, "revision": revision, "key": new_key()}
    assert put(town, address, **body).json()["version"] == 1
    assert [one["version"] for one in get(office, f"{address}/files")] == [1]
    answer: Any = office.get(f"{address}/files/1/editable")
    assert (answer.status_code, answer.getvalue()[:2]) == (200, b"PK")
    closed = post(town, f"{address}/files/remove", part="editable", revision=revision + 1)
    assert code_of(closed)[0] == 409
    week = f"/api/reports/{running.town.pk}/{running.weeks[0].pk}/files"
    no_text = town.post(week, {"part": "editable", "revision": 0, "file": word()})
    assert code_of(no_text) == (404, "not_found")


def test_a_sign_off_is_a_persons_and_no_programs(running: Running, town: Client) -> None:
    send(running.part("town"), running.weeks[0], running.cast.clerk)
    address = f"/api/reports/{running.town.pk}/{running.weeks[0].pk}/sign-off"
    assert code_of(post(town, address, version=1)) == (401, "sign_in_missing")
    assert code_of(post(signed_in(running.cast.clerk), address, version=1)) == (403, "not_allowed")


def test_a_unit_gets_more_time(running: Running, office: Client, town: Client) -> None:
    address = f"/api/times/{running.town.pk}/{running.weeks[0].pk}"
    before = get(town, address)
    more = {"due_at": "2026-06-20T18:00:00+08:00", "reason": "汛期值守"}
    assert code_of(post(town, f"{address}/extend", **more)) == (403, "not_allowed")
    told = post(office, f"{address}/extend", **more).json()
    assert (told["planned"], told["reason"]) == (before["planned"], "汛期值守")
    assert told == get(town, address) != before
    early = {**more, "due_at": "2026-06-01T18:00:00+08:00"}
    assert code_of(post(office, f"{address}/extend", **early)) == (422, "not_later")
    assert signed_in(running.cast.outsider).get(address).status_code == 404


def test_tasks_are_seen_kept_and_given(running: Running, office: Client, town: Client) -> None:
    duties = get(office, f"/api/assignments/{running.root.pk}")
    tasks = [task for duty in duties for task in duty["tasks"]]
    mine = next(task for task in tasks if task["participation"] == running.town.pk)
    said = {"person": "王宁", "due_on": "2026-06-20", "done_reason": ""}
    told = put(town, f"/api/assignments/tasks/{mine['id']}", **said).json()
    kept = next(task for duty in told for task in duty["tasks"] if task["id"] == mine["id"])
    assert (kept["person"], kept["due_on"]) == ("王宁", "2026-06-20")
    wrong = put(town, f"/api/assignments/tasks/{mine['id']}", starts_on="2026-06-21", due_on="2026-06-20")
    assert code_of(wrong) == (422, "request_unreadable")
    assert code_of(put(office, f"/api/assignments/tasks/{mine['id']}", **said)) == (403, "not_allowed")
    activity = Activity.objects.filter(campaign=running.campaign).first()
    assert activity
    free = Participation.objects.filter(campaign=running.campaign).exclude(
        pk__in=activity.assignments.values("participation")
    )
    chosen = [one.pk for one in free[:1]]
    address = f"/api/assignments/activities/{activity.pk}"
    assert post(office, address, participations=chosen).json() == chosen
    assert code_of(post(office, address, participations=[2**31 - 1]))[1] == "not_in_campaign"
    assert code_of(post(town, address, participations=chosen)) == (403, "not_allowed")


def test_a_notice_is_held_against_its_superiors(running: Running, own: Notice) -> None:  # noqa: F811  The fixture.
    client = signed_in(running.cast.bureau_clerk)
    address = f"/api/notices/{own.pk}/coverage"
    assert [one["id"] for one in get(client, address)] == [running.campaign.pk]
    place = f"{address}/{running.campaign.pk}"
    assert get(client, place)[0]["standing"] == "contradicting"
    assert post(client, place, key="theme-0", word="confirmed").json()[0]["standing"] == "matched"
    assert post(client, place, key="theme-0", word="none").json()[0]["standing"] == "contradicting"
    assert code_of(post(client, place, key="theme-0", word="matched"))[1] == "counterpart_missing"
    assert post(client, place, key="theme-0", word="maybe").status_code == 422
    assert signed_in(running.cast.clerk).get(place).status_code == 404
    assert json.dumps(get(client, place), ensure_ascii=False).count("人人会避险") >= 1
