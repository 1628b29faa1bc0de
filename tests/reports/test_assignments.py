"""Who does what: assigned by the notice's names, done by the ledger, settled by the office."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.actions import (
    assign_units,
    import_notice,
    issue_campaign,
    keep_assignment,
    relay_campaign,
)
from anyue.campaigns.files import Upload
from anyue.campaigns.models import Activity, Assignment, Campaign, Participation, UnknownName
from anyue.campaigns.queries import root_of
from anyue.core.errors import AnyueError
from anyue.orgs.models import Unit
from anyue.records.actions import keep_record
from anyue.reports.queries import duties_below
from anyue.reports.queries.assignments import Task
from tests.cast import ISSUED, NOTICE, Cast, new_key
from tests.fixtures import signed_in

WORDS = (
    NOTICE.read_text("utf-8")
    .replace(
        "县教育局要组织学校在6月底前开展一次疏散演练。",
        "县教育局、县气象局要组织学校在6月底前开展一次疏散演练。",
    )
    .replace("各镇要组织宣讲队进村入户，每村至少宣讲1场。", "各镇要组织宣讲队进村入户，每个镇至少宣讲2场。")
)


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """A campaign of two activities: one for the towns with a minimum, one for a bureau and a stranger."""
    with clock.standing_at(ISSUED):
        notice = import_notice(unit=cast.office, files=[Upload("通知.txt", WORDS.encode())], by=cast.lead)
        recipients = [cast.bureau, cast.town, cast.sibling_town]
        return issue_campaign(notice=notice, recipients=recipients, by=cast.lead)


def part(campaign: Campaign, unit: Unit) -> Participation:
    return Participation.objects.select_related("unit", "campaign").get(campaign=campaign, unit=unit)


def task(campaign: Campaign, unit: Unit, position: int = 0) -> Task:
    duty = duties_below(root_of(campaign), clock.today())[position]
    return next(one for one in duty.tasks if one.assignment.participation.unit == unit)


def hold(
    unit: Unit, user: User, kind: str = "lecture", day: date = date(2026, 6, 2), events: int = 1
) -> None:
    keep_record(
        unit=unit,
        kind=kind,
        title="宣讲",
        held_on=day,
        measures={"events": str(events)},
        key=new_key(),
        by=user,
    )


def test_names_of_the_notice_are_matched_and_the_rest_is_flagged(cast: Cast, campaign: Campaign) -> None:
    lectures, drills = duties_below(root_of(campaign), clock.today())
    assert [one.assignment.participation.unit for one in lectures.tasks] == [cast.town, cast.sibling_town]
    assert [one.assignment.participation.unit for one in drills.tasks] == [cast.bureau]
    assert ([n.name for n in lectures.unknown], [n.name for n in drills.unknown]) == ([], ["县气象局"])


def test_ledger_says_what_is_done_and_how_much_is_missing(cast: Cast, campaign: Campaign) -> None:
    assert task(campaign, cast.town).marker == "to-do"
    hold(cast.town, cast.clerk)
    under_way = task(campaign, cast.town)
    assert under_way.progress[0].own is not None
    assert (under_way.marker, under_way.progress[0].own.words) == ("under-way", "1/2 场")
    assert not under_way.is_done
    hold(cast.town, cast.clerk)
    assert task(campaign, cast.town).marker == "done"
    assert task(campaign, cast.sibling_town).marker == "to-do"


@pytest.mark.parametrize(
    ("kind", "day"), [("emergency-drill", date(2026, 6, 2)), ("lecture", date(2026, 5, 31))]
)
def test_record_of_another_kind_or_day_does_nothing(
    cast: Cast, campaign: Campaign, kind: str, day: date
) -> None:
    hold(cast.town, cast.clerk, kind, day, events=5)
    assert task(campaign, cast.town).marker == "to-do"


def test_nothing_is_done_without_a_record_or_a_reason(cast: Cast, campaign: Campaign) -> None:
    assignment = task(campaign, cast.bureau, 1).assignment
    keep = {"assignment": assignment, "person": "谷雨", "due_on": date(2026, 6, 20), "by": cast.bureau_clerk}
    keep_assignment(**keep, done_reason="  ")  # type: ignore[arg-type]  # The same keywords twice.
    assert task(campaign, cast.bureau, 1).marker == "to-do"
    keep_assignment(**keep, done_reason="由县局统一组织，已于6月3日完成")  # type: ignore[arg-type]  # The same.
    stated = task(campaign, cast.bureau, 1)
    assert (stated.marker, stated.assignment.person, stated.is_done) == ("stated", "谷雨", True)


@pytest.mark.parametrize("who", ["sibling", "lead", "outsider", "leader"])
def test_nobody_else_sets_a_units_task(cast: Cast, campaign: Campaign, who: str) -> None:
    assignment = task(campaign, cast.town).assignment
    user = getattr(cast, who)
    with pytest.raises(AnyueError) as refused:
        keep_assignment(assignment=assignment, person="甲", due_on=None, done_reason="", by=user)
    assert refused.value.code == "not_allowed"
    status = signed_in(user).get(reverse("reports:assignment", args=[assignment.pk])).status_code
    assert status == (404 if who in {"sibling", "outsider"} else 403)


def test_office_settles_what_the_notice_left_open(cast: Cast, campaign: Campaign) -> None:
    drills = Activity.objects.get(campaign=campaign, position=1)
    client = signed_in(cast.lead)
    url = reverse("reports:assign", args=[drills.pk])
    (flagged,) = UnknownName.objects.all()
    fields = {"units": [part(campaign, cast.town).pk], "settled": [flagged.pk]}
    assert client.post(url, fields).status_code == 302
    duty = duties_below(root_of(campaign), clock.today())[1]
    assert [one.assignment.participation.unit for one in duty.tasks] == [cast.bureau, cast.town]
    assert duty.unknown == []
    assert client.post(url, {"units": ["9" * 30]}).status_code == 422
    assert signed_in(cast.clerk).get(url).status_code == 403
    assert signed_in(cast.outsider).get(url).status_code == 404


def test_unit_of_another_campaign_is_refused(cast: Cast, campaign: Campaign) -> None:
    with clock.standing_at(ISSUED):
        notice = import_notice(unit=cast.office, files=[Upload("通知.txt", WORDS.encode())], by=cast.lead)
        other = issue_campaign(notice=notice, recipients=[cast.town], by=cast.lead)
    activity = Activity.objects.filter(campaign=campaign)[1]
    with pytest.raises(AnyueError) as refused:
        assign_units(activity=activity, participations=[part(other, cast.town)], settled=[], by=cast.lead)
    assert refused.value.code == "not_in_campaign"


def test_minimum_of_villages_is_followed_from_the_town(cast: Cast) -> None:
    words = WORDS.replace("每个镇至少宣讲2场", "每村至少宣讲1场").replace("各镇要组织", "各镇、各村要组织")
    with clock.standing_at(ISSUED):
        notice = import_notice(unit=cast.office, files=[Upload("通知.txt", words.encode())], by=cast.lead)
        campaign = issue_campaign(notice=notice, recipients=[cast.town], by=cast.lead)
        assert "各村" in UnknownName.objects.values_list("name", flat=True)
        town = part(campaign, cast.town)
        relay_campaign(participation=town, recipients=[cast.village, cast.other_village], by=cast.clerk)
    assert "各村" not in UnknownName.objects.filter(settled_at=None).values_list("name", flat=True)
    assert Assignment.objects.filter(participation__unit=cast.village).count() == 1
    hold(cast.village, cast.village_clerk)
    progress = task(campaign, cast.town).progress[0]
    assert (progress.own, progress.reached, progress.asked) == (None, 1, 2)
    own = duties_below(part(campaign, cast.village), clock.today())[0].tasks[0]
    assert own.progress[0].own is not None
    assert (own.marker, own.progress[0].own.words) == ("done", "1/1 场")


def test_either_way_that_an_activity_asks_will_do(cast: Cast) -> None:
    words = WORDS.replace("每个镇至少宣讲2场", "每个镇至少组织2场宣讲或至少组织1次应急演练")
    with clock.standing_at(ISSUED):
        notice = import_notice(unit=cast.office, files=[Upload("通知.txt", words.encode())], by=cast.lead)
        campaign = issue_campaign(notice=notice, recipients=[cast.town, cast.sibling_town], by=cast.lead)
    hold(cast.town, cast.clerk)
    assert task(campaign, cast.town).marker == "under-way"
    hold(cast.town, cast.clerk, kind="emergency-drill")
    assert task(campaign, cast.town).marker == "done"


@pytest.mark.parametrize("who", ["lead", "clerk"])
def test_board_and_table_show_who_and_when(cast: Cast, campaign: Campaign, who: str) -> None:
    assignment = task(campaign, cast.town).assignment
    client = signed_in(cast.clerk)
    url = reverse("reports:assignment", args=[assignment.pk])
    assert "石桥铺镇联" in client.get(url).content.decode()
    assert client.post(url, {"person": "谷雨", "due_on": "2026-13-01"}).status_code == 422
    wrong = client.post(url, {"starts_on": "2026-06-21", "due_on": "2026-06-20"})
    assert wrong.status_code == 422
    assert "完成日期早于开始日期" in wrong.content.decode()
    client.post(url, {"person": "=谷雨", "starts_on": "2026-06-08", "due_on": "2026-06-20"})
    at = root_of(campaign) if who == "lead" else part(campaign, cast.town)
    viewer = signed_in(getattr(cast, who))
    page = viewer.get(reverse("reports:assignments", args=[at.pk])).content.decode()
    assert "=谷雨" in page
    assert "6月8日（周一）起，6月20日（周六）" in page
    data = viewer.get(reverse("reports:assignment-book", args=[at.pk])).content
    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=谷雨"]
    assert [cell.data_type for cell in cells] == ["s"]
    assert sheet.cell(cells[0].row, cells[0].column + 1).value == "6月8日（周一）起，6月20日（周六）"


def test_board_of_others_is_not_found(cast: Cast, campaign: Campaign) -> None:
    url = reverse("reports:assignments", args=[part(campaign, cast.town).pk])
    assert signed_in(cast.sibling).get(url).status_code == 404
    assert signed_in(cast.outsider).get(url).status_code == 404


@pytest.mark.parametrize("records", [1, 3])
def test_board_takes_six_questions(
    cast: Cast, campaign: Campaign, records: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(records):
        hold(cast.town, cast.clerk)
    root = Participation.objects.select_related("campaign").get(pk=root_of(campaign).pk)
    with django_assert_num_queries(6):
        assert [len(duty.tasks) for duty in duties_below(root, clock.today())] == [2, 1]


def test_minimum_alone_says_who_is_to_do_it(cast: Cast) -> None:
    words = WORDS.replace(
        "县教育局、县气象局要组织学校在6月底前开展一次疏散演练。", "每个镇至少组织1次应急演练。"
    )
    with clock.standing_at(ISSUED):
        notice = import_notice(unit=cast.office, files=[Upload("通知.txt", words.encode())], by=cast.lead)
        campaign = issue_campaign(notice=notice, recipients=[cast.bureau, cast.town], by=cast.lead)
    duty = duties_below(root_of(campaign), clock.today())[1]
    assert [one.assignment.participation.unit for one in duty.tasks] == [cast.town]
