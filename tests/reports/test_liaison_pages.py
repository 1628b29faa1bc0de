"""The pages of a liaison, as a browser without scripts gets them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anyue import clock
from anyue.campaigns.actions import import_notice, issue_campaign
from anyue.campaigns.files import Upload
from anyue.campaigns.models import Occurrence, Participation
from anyue.campaigns.queries import root_of
from anyue.orgs.actions import appoint
from anyue.orgs.choices import Role
from anyue.records.models import ActivityRecord
from anyue.reports.models import Report
from anyue.reports.queries import overview_of, sheet_for
from tests.cast import ISSUED, NOTICE, Running, new_key
from tests.fixtures import signed_in


def words(page: bytes) -> str:
    """What a page says, without its tags and the space between them."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", page.decode()))


def fill_url(part: Participation, week: Occurrence) -> str:
    return reverse("reports:fill", args=[part.pk, week.pk])


def typed(part: Participation, week: Occurrence, **values: str) -> dict[str, str]:
    """What the page of a table would post."""
    sheet = sheet_for(part, week)
    own = {**sheet.own, **{code.replace("_", "."): value for code, value in values.items()}}
    return {**own, "revision": str(sheet.revision), "key": new_key()}


def hold(running: Running) -> ActivityRecord:
    """Record a lecture through the form of its kind."""
    form = {"unit": running.cast.town.pk, "held_on": "2026-06-02", "measure_events": "1", "key": new_key()}
    client = signed_in(running.cast.clerk)
    client.post(reverse("records:keep", args=["lecture"]), {**form, "measure_attendances": "４０"})
    return ActivityRecord.objects.get()


def test_home_asks_to_acknowledge_before_anything_else(running: Running) -> None:
    response = signed_in(running.cast.bureau_clerk).get(reverse("home"))
    assert [part for part, _ in response.context["unacknowledged"]] == [running.bureau]
    assert response.context["urgent"] == []
    assert "签收通知" in words(response.content)


def test_home_shows_the_earliest_of_each_deadline_with_its_time_left(running: Running) -> None:
    response = signed_in(running.cast.clerk).get(reverse("home"))
    dues = [item.due for item in response.context["urgent"]]
    assert dues == sorted(dues)
    assert response.context["urgent"][0].occurrence == running.weeks[0]
    assert "逾期未报" in words(response.content)
    assert "记一次活动" in words(response.content)


def test_home_of_an_office_has_its_line_of_truth(running: Running) -> None:
    response = signed_in(running.cast.lead).get(reverse("home"))
    ((_, line),) = response.context["issued"]
    assert [item["label"] for item in line][:2] == ["应报", "已报"]
    assert "导入通知" in words(response.content)


def issue_again(running: Running, *, years: int) -> Participation:
    """The same notice of other years, to one town."""
    cast = running.cast
    text = NOTICE.read_text("utf-8").replace("2026", str(2026 + years))
    with clock.standing_at(ISSUED + years * timedelta(days=365)):
        notice = import_notice(unit=cast.office, files=[Upload("通知.txt", text.encode())], by=cast.lead)
        campaign = issue_campaign(notice=notice, recipients=[cast.town], by=cast.lead)
    return root_of(campaign)


def test_each_campaign_under_way_has_its_line_on_the_home_of_an_office(running: Running) -> None:
    past, second = issue_again(running, years=-1), issue_again(running, years=0)
    client = signed_in(running.cast.lead)
    lines = {one.pk: line for one, line in client.get(reverse("home")).context["issued"]}
    assert lines.keys() == {past.pk, second.pk, running.root.pk}
    assert [bool(lines[pk]) for pk in (past.pk, second.pk, running.root.pk)] == [False, True, True]
    asked = {pk: line[0]["value"] for pk, line in lines.items() if line}
    assert asked == {
        one.pk: overview_of(one, clock.now()).counts()["asked"] for one in (running.root, second)
    }


def test_home_asks_no_more_for_more_campaigns(running: Running) -> None:
    client = signed_in(running.cast.lead)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("home"))
    issue_again(running, years=0)
    with CaptureQueriesContext(connection) as two:
        client.get(reverse("home"))
    assert len(two) <= len(one)


def test_table_opens_filled_from_the_ledger_and_names_the_records(running: Running) -> None:
    record = hold(running)
    response = signed_in(running.cast.clerk).get(fill_url(running.town, running.weeks[0]))
    assert response.context["sheet"].own == {"1.1": "1", "1.2": "40"}
    assert response.context["records"] == [record]
    assert "报送第1周活动统计表" in words(response.content)


def test_wrong_values_come_back_as_typed_with_the_reason(running: Running) -> None:
    part, week = running.part("town"), running.weeks[0]
    data = typed(part, week, **{"1_1": "三"})
    response = signed_in(running.cast.clerk).post(fill_url(part, week), {**data, "save": "1"})
    assert response.status_code == 422
    assert 'name="1.1" value="三"' in response.content.decode()
    assert 'href="#blank-1.1"' in response.content.decode()
    assert not Report.objects.exists()


def test_sent_table_can_be_taken_back_until_it_was_opened(running: Running) -> None:
    part, week = running.part("town"), running.weeks[0]
    client = signed_in(running.cast.clerk)
    client.post(fill_url(part, week), {**typed(part, week), "submit": "1"})
    assert "撤回修改" in words(client.get(fill_url(part, week)).content)
    client.post(reverse("reports:take-back", args=[part.pk, week.pk]))
    assert Report.objects.get().submitted_at is None


def test_what_was_typed_stays_in_sight_when_a_colleague_was_faster(running: Running) -> None:
    part, week = running.part("town"), running.weeks[0]
    client = signed_in(running.cast.clerk)
    mine = {**typed(part, week, **{"1_1": "7"}), "submit": "1"}
    client.post(fill_url(part, week), {**typed(part, week, **{"1_1": "2"}), "submit": "1"})
    response = client.post(fill_url(part, week), mine)
    assert response.status_code == 409
    assert "您填写、没有报送的内容" in words(response.content)
    assert Report.objects.get().versions.get().own["1.1"] == "2"


@pytest.mark.parametrize("who", ["sibling", "outsider", "lead"])
def test_nobody_else_fills_in_a_table(running: Running, who: str) -> None:
    response = signed_in(getattr(running.cast, who)).get(fill_url(running.town, running.weeks[0]))
    assert response.status_code == 404


def test_record_leads_to_the_table_that_counts_it(running: Running) -> None:
    record = hold(running)
    part, week = running.part("town"), running.weeks[0]
    client = signed_in(running.cast.clerk)
    assert "未计入" in words(client.get(reverse("records:ledger")).content)
    client.post(fill_url(part, week), {**typed(part, week), "submit": "1"})
    page = client.get(reverse("records:record", args=[record.pk]))
    assert f'href="{fill_url(part, week)}"' in page.content.decode()
    assert "更正" not in re.findall(r"<a[^>]*>([^<]+)</a>", page.content.decode())
    assert "已计入" in words(client.get(reverse("records:ledger")).content)


def test_units_below_are_told_apart_on_the_table_above(running: Running) -> None:
    village, week = running.part("village"), running.weeks[0]
    village_client = signed_in(running.cast.village_clerk)
    village_client.post(fill_url(village, week), {**typed(village, week), "submit": "1"})
    response = signed_in(running.cast.clerk).get(fill_url(running.town, week))
    assert response.context["below"] == {"units": 2, "approved": 0, "waiting": 1, "open": 1}


def test_messages_are_read_when_the_button_says_so(running: Running) -> None:
    clerk = running.cast.clerk
    running.cast.office.messages.create(text="别处的消息", url="/", posted_at="2026-06-01T00:00Z")
    running.cast.town.messages.create(text="审核通过", url="/", posted_at="2026-06-01T00:00Z")
    client = signed_in(clerk)
    assert unread(client) > 0
    client.post(reverse("notify:messages"))
    assert unread(client) == 0
    assert unread(signed_in(running.cast.lead)) == 1


def unread(client: Client) -> int:
    """What the head of a page says beside 消息."""
    frame = client.get(reverse("notify:messages")).context["frame"]
    (item,) = (one for one in frame.nav if one.label == "消息")
    return item.count or 0


def test_a_person_for_several_units_sees_one_list_that_names_them(running: Running) -> None:
    cast = running.cast
    appoint(user=cast.sibling, unit=cast.town, role=Role.LIAISON, by=None)
    client, mine = signed_in(cast.sibling), (cast.town, cast.sibling_town)
    for page in ("/", "/owed/"):
        text = client.get(page).content.decode()
        owed = re.findall(r'<li class="owed-item">.*?</li>', text, re.DOTALL)
        naming = [{unit.name for unit in mine if unit.name in one} for one in owed if "待审核" not in one]
        assert all(len(names) == 1 for names in naming), page
        assert set().union(*naming) == {"石桥铺镇", "柳林镇"}, page
