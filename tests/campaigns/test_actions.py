import pytest

from anyue.audit.models import AuditEntry
from anyue.campaigns.actions import (
    acknowledge_notice,
    archive_notice,
    correct_notice,
    import_notice,
    issue_campaign,
    relay_campaign,
    shift_notice,
)
from anyue.campaigns.files import Upload
from anyue.campaigns.models import Notice, Occurrence, Participation, ReportingLine
from anyue.core.errors import AnyueError
from anyue.core.notice.corrections import Act, edit_of
from tests.cast import NOTICE, THEME, Cast, Running, import_sample, say

PAST = NOTICE.read_text("utf-8").replace("2026", "2023")


def code_of(caught: pytest.ExceptionInfo[AnyueError]) -> str:
    return caught.value.code


def test_import_reads_the_notice(cast: Cast) -> None:
    plan = import_sample(cast).read_plan()
    assert (plan.issuer, plan.theme) == ("青溪县安全生产委员会办公室", "人人会避险")
    assert [activity.heading for activity in plan.activities] == ["开展安全宣讲", "开展应急演练"]
    assert [(d.what, d.due) for d in plan.deadlines if d.kind == "submit"] == [
        ("联络员登记卡", "2026-06-03"),
        ("活动统计表", "weekly WED 12:00 2026-06"),
        ("“安全生产月”活动总结", "2026-07-03"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "file_unknown"),
        ("通知 ".encode() * 8_000_000, "file_too_large"),
        ("今天天气很好，适合散步。".encode(), "no_plan"),
        (("机密\n" + PAST).encode(), "notice_marked"),
    ],
)
def test_what_is_no_notice_is_refused_and_not_stored(cast: Cast, data: bytes, code: str) -> None:
    with pytest.raises(AnyueError) as caught:
        import_notice(unit=cast.office, files=[Upload("通知.txt", data)], by=cast.lead)
    assert (code_of(caught), Notice.objects.count()) == (code, 0)


def test_liaison_may_not_import(cast: Cast) -> None:
    with pytest.raises(AnyueError) as caught:
        import_notice(unit=cast.town, files=[Upload("通知.txt", NOTICE.read_bytes())], by=cast.clerk)
    assert code_of(caught) == "not_allowed"


def test_correction_keeps_what_was_read(cast: Cast) -> None:
    notice = import_sample(cast)
    say(notice, "header", THEME, value="人人懂安全", by=cast.lead)
    stored = Notice.objects.get(pk=notice.pk)
    assert (stored.plan["theme"], stored.plan_read["theme"], stored.revision) == (
        "人人懂安全",
        "人人会避险",
        1,
    )


def test_correction_of_a_changed_plan_is_refused(cast: Cast) -> None:
    notice = import_sample(cast)
    say(notice, "header", THEME, value="甲", by=cast.lead)
    with pytest.raises(AnyueError) as caught:
        say(notice, "header", THEME, value="乙", by=cast.lead)
    assert code_of(caught) == "notice_changed"


def test_issue_makes_occurrences_forms_and_lines(cast: Cast) -> None:
    campaign = issue_campaign(notice=import_sample(cast), recipients=[cast.town, cast.bureau], by=cast.lead)
    due = [
        (o.deadline.what, o.label, f"{o.starts_on:%m-%d}", f"{o.ends_on:%m-%d}")
        for o in Occurrence.objects.filter(deadline__campaign=campaign).select_related("deadline")
    ]
    assert due == [
        ("活动统计表", "第1周", "06-01", "06-03"),
        ("联络员登记卡", "6月3日报送", "06-01", "06-03"),
        ("活动统计表", "第2周", "06-04", "06-10"),
        ("活动统计表", "第3周", "06-11", "06-17"),
        ("活动统计表", "第4周", "06-18", "06-24"),
        ("“安全生产月”活动总结", "7月3日报送", "06-01", "07-03"),
    ]
    assert [p.unit for p in campaign.participations.all()] == [cast.office, cast.bureau, cast.town]
    assert ReportingLine.objects.filter(superior__unit=cast.office).count() == 3


@pytest.mark.parametrize("name", ["sibling_town", "village", "far_office"])
def test_issue_beyond_reach_is_refused(cast: Cast, name: str) -> None:
    outside = getattr(cast, name)
    recipients = [cast.town, outside]
    if name == "sibling_town":
        recipients = []
    with pytest.raises(AnyueError) as caught:
        issue_campaign(notice=import_sample(cast), recipients=recipients, by=cast.lead)
    assert code_of(caught) == ("no_recipients" if name == "sibling_town" else "not_addressable")
    assert not Participation.objects.exists()


def test_issue_twice_is_refused(cast: Cast) -> None:
    notice = import_sample(cast)
    issue_campaign(notice=notice, recipients=[cast.town], by=cast.lead)
    with pytest.raises(AnyueError) as caught:
        issue_campaign(notice=notice, recipients=[cast.bureau], by=cast.lead)
    assert code_of(caught) == "notice_closed"


def test_issue_of_a_plan_corrected_meanwhile_is_refused(cast: Cast) -> None:
    notice = import_sample(cast)
    say(notice, "header", THEME, value="甲", by=cast.lead)
    with pytest.raises(AnyueError) as caught:
        issue_campaign(notice=notice, recipients=[cast.town], revision=0, by=cast.lead)
    assert code_of(caught) == "notice_changed"


def test_past_notice_has_to_be_shifted_or_archived(cast: Cast) -> None:
    notice = import_notice(unit=cast.office, files=[Upload("旧通知.txt", PAST.encode())], by=cast.lead)
    with pytest.raises(AnyueError) as caught:
        issue_campaign(notice=notice, recipients=[cast.town], by=cast.lead)
    assert code_of(caught) == "notice_past"
    shift_notice(notice=notice, years=3, by=cast.lead)
    assert notice.read_plan().deadlines[1].due == "weekly WED 12:00 2026-06"
    issue_campaign(notice=notice, recipients=[cast.town], by=cast.lead)


def test_archived_notice_is_closed(cast: Cast) -> None:
    notice = import_sample(cast)
    archive_notice(notice=notice, by=cast.lead)
    with pytest.raises(AnyueError) as caught:
        issue_campaign(notice=notice, recipients=[cast.town], by=cast.lead)
    assert code_of(caught) == "notice_closed"


def test_notice_without_deadlines_says_what_is_missing(cast: Cast) -> None:
    notice = import_sample(cast)
    edits = [edit_of(item, None) for item in notice.reviewed().live("deadlines")]
    correct_notice(notice=notice, act=Act.DELETE, edits=edits, revision=0, by=cast.lead)
    with pytest.raises(AnyueError) as caught:
        issue_campaign(notice=notice, recipients=[cast.town], by=cast.lead)
    assert code_of(caught) == "no_deadlines"


def test_second_acknowledgement_changes_nothing(running: Running) -> None:
    first = running.part("town").acknowledged_at
    acknowledge_notice(participation=running.part("town"), by=running.cast.clerk)
    assert running.part("town").acknowledged_at == first
    acts = AuditEntry.objects.filter(action="acknowledge_notice", target=f"participation:{running.town.pk}")
    assert acts.count() == 1


def test_relay_asks_earlier_and_only_once(running: Running) -> None:
    cast = running.cast
    joined = relay_campaign(
        participation=running.part("town"), recipients=[cast.enterprise], hours_earlier=24, by=cast.clerk
    )
    assert (joined[0].superior_id, joined[0].hours_earlier) == (running.town.pk, 24)
    above = ReportingLine.objects.filter(participation=joined[0]).order_by("depth")
    assert [line.superior_id for line in above] == [joined[0].pk, running.town.pk, running.root.pk]
    with pytest.raises(AnyueError) as caught:
        relay_campaign(participation=running.part("town"), recipients=[cast.enterprise], by=cast.clerk)
    assert code_of(caught) == "already_takes_part"


def test_relay_to_a_neighbour_is_refused(running: Running) -> None:
    with pytest.raises(AnyueError) as caught:
        relay_campaign(
            participation=running.part("town"), recipients=[running.cast.sibling_town], by=running.cast.clerk
        )
    assert code_of(caught) == "not_addressable"
