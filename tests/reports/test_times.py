"""Grace, lock, more time for one unit, and what was called off; the server's clock decides."""

from datetime import datetime, timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from anyue import clock
from anyue.audit.models import AuditEntry
from anyue.campaigns.actions import cancel_occurrence, extend_time, issue_campaign, set_grace_and_lock
from anyue.campaigns.models import Deadline, OwnTime, Participation
from anyue.campaigns.queries import root_of
from anyue.core.errors import AnyueError
from anyue.notify.models import Message
from anyue.reports.actions import return_report, take_back_report
from anyue.reports.models import Report
from anyue.reports.queries import overview_of, owed_by, sheet_for
from tests.cast import Running, import_sample
from tests.fixtures import signed_in
from tests.reports.test_journey import hold, send
from tests.reports.test_liaison_pages import fill_url, typed, words

DUE = datetime.fromisoformat("2026-06-03T12:00:00+08:00")
HOUR = timedelta(hours=1)


def let(running: Running, *, grace: int = 0, lock: int | None = None) -> None:
    deadline = running.weeks[0].deadline
    set_grace_and_lock(deadline=deadline, grace_hours=grace, lock_hours=lock, by=running.cast.lead)


def state_at(running: Running, moment: datetime) -> str:
    owed = owed_by(running.cast.clerk, moment)
    return next(item.marker for item in owed if item.occurrence == running.weeks[0])


def test_first_week_of_the_tests_is_due_on_wednesday_at_noon(running: Running) -> None:
    assert running.weeks[0].due_at == DUE


def test_grace_keeps_a_report_in_time_and_the_lock_ends_the_waiting(running: Running) -> None:
    let(running, grace=2, lock=24)
    seen = [state_at(running, DUE + hours * HOUR) for hours in (-1, 1, 3, 25)]
    assert seen == ["not-started", "not-started", "missing", "locked"]


@pytest.mark.parametrize(("hours", "marker"), [(1, "submitted"), (3, "late"), (24, "late")])
def test_report_between_due_and_lock(running: Running, hours: int, marker: str) -> None:
    let(running, grace=2, lock=24)
    with clock.standing_at(DUE + hours * HOUR):
        send(running.part("town"), running.weeks[0], running.cast.clerk, **{"1_1": "2"})
    assert state_at(running, DUE + 30 * HOUR) == marker


def test_locked_report_is_refused_and_says_whom_to_ask(running: Running) -> None:
    let(running, lock=24)
    with clock.standing_at(DUE + 25 * HOUR), pytest.raises(AnyueError) as refused:
        send(running.part("town"), running.weeks[0], running.cast.clerk)
    assert refused.value.code == "locked"
    assert running.cast.office.name + running.cast.lead.name in refused.value.message
    assert "6月4日（周四）12:00" in refused.value.message
    assert Report.objects.count() == 0


def test_page_of_a_locked_table_keeps_what_is_typed_and_offers_no_sending(
    running: Running, settings: Settings
) -> None:
    let(running, lock=24)
    part, week = running.part("town"), running.weeks[0]
    client = signed_in(running.cast.clerk)
    settings.ANYUE_NOW = DUE + 25 * HOUR
    page = client.post(fill_url(part, week), {**typed(part, week, **{"1_1": "7"}), "submit": "1"})
    assert page.status_code == 409
    assert 'name="1.1" value="7"' in page.content.decode()
    assert f"请联系{running.cast.office.name}" in words(page.content)
    assert 'name="submit"' not in page.content.decode()


def test_returned_report_is_taken_after_the_lock_but_not_taken_back(running: Running) -> None:
    let(running, lock=0)
    cast, part, week = running.cast, running.part("town"), running.weeks[0]
    with clock.standing_at(DUE - HOUR):
        report = send(part, week, cast.clerk, **{"1_1": "2"})
    with pytest.raises(AnyueError) as refused:
        take_back_report(report=report, by=cast.clerk)
    assert refused.value.code == "locked_as_sent"
    return_report(report=report, version=1, reason="请核对", by=cast.lead)
    assert send(part, week, cast.clerk, **{"1_1": "3"}).version == 2


class SlowBody(BytesIO):
    """A form that is still on its way when the clock moves on."""

    def __init__(self, data: bytes, settings: Settings, until: datetime) -> None:
        super().__init__(data)
        self._move = settings, until

    def read(self, size: int | None = -1, /) -> bytes:
        settings, until = self._move
        settings.ANYUE_NOW = until
        return super().read(size)


@pytest.mark.parametrize(("seconds", "status"), [(0, 302), (1, 409)])
def test_moment_at_which_the_request_begins_decides(
    running: Running, settings: Settings, seconds: int, status: int
) -> None:
    let(running, lock=0)
    part, week = running.part("town"), running.weeks[0]
    client = signed_in(running.cast.clerk)
    data = urlencode({**typed(part, week, **{"1_1": "2"}), "submit": "1"}).encode()
    settings.ANYUE_NOW = DUE + timedelta(seconds=seconds)
    response = client.request(
        REQUEST_METHOD="POST",
        PATH_INFO=fill_url(part, week),
        CONTENT_TYPE="application/x-www-form-urlencoded",
        CONTENT_LENGTH=str(len(data)),
        **{"wsgi.input": SlowBody(data, settings, DUE + HOUR)},
    )
    assert response.status_code == status
    assert [report.first_submitted_at for report in Report.objects.all()] == ([DUE] if status == 302 else [])
    settings.ANYUE_NOW = DUE + HOUR
    assert state_at(running, DUE + HOUR) == ("submitted" if status == 302 else "locked")


def test_clock_of_a_browser_changes_nothing(running: Running, settings: Settings) -> None:
    let(running, lock=0)
    part, week = running.part("town"), running.weeks[0]
    settings.ANYUE_NOW = DUE + timedelta(seconds=1)
    client = Client(headers={"date": "Wed, 03 Jun 2026 03:00:00 GMT"})
    client.force_login(running.cast.clerk, backend="django.contrib.auth.backends.ModelBackend")
    data = {**typed(part, week), "submit": "1", "submitted_at": "2026-06-03T11:00", "now": "2026-06-03T11:00"}
    assert client.post(fill_url(part, week), data).status_code == 409


def extend(running: Running, hours: int = 48, reason: str = "汛期值守") -> OwnTime:
    return extend_time(
        participation=running.part("town"),
        occurrence=running.weeks[0],
        due_at=DUE + hours * HOUR,
        reason=reason,
        by=running.cast.lead,
    )


def test_extension_opens_a_locked_report_for_one_unit_alone(running: Running) -> None:
    let(running, lock=24)
    extend(running)
    moment = DUE + 47 * HOUR
    assert state_at(running, moment) == "not-started"
    with clock.standing_at(moment):
        send(running.part("town"), running.weeks[0], running.cast.clerk, **{"1_1": "2"})
        with pytest.raises(AnyueError, match="锁定"):
            send(running.part("sibling_town"), running.weeks[0], running.cast.sibling)
    assert state_at(running, moment) == "submitted"


def test_extension_is_told_and_on_the_trail(running: Running) -> None:
    own = extend(running)
    extend(running, 72, "道路中断")
    own.refresh_from_db()
    assert (own.number, own.reason, own.set_by) == (2, "道路中断", running.cast.lead)
    told = AuditEntry.objects.filter(action="extend_time").values_list("target", flat=True)
    assert list(told) == [f"{own._meta.model_name}:{own.pk}"] * 2


def test_extension_leaves_a_message(running: Running, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # A fixture without a type.
        extend(running)
    texts = Message.objects.filter(unit=running.cast.town).values_list("text", flat=True)
    assert any("时限延长至6月5日（周五）12:00" in text and "汛期值守" in text for text in texts)


def test_both_sides_see_the_reason_and_nobody_beside_does(running: Running) -> None:
    extend(running)
    for user in (running.cast.clerk, running.cast.lead):
        page = signed_in(user).get(running.town.get_absolute_url())
        assert "汛期值守" in words(page.content)
    sibling = signed_in(running.cast.sibling)
    assert sibling.get(running.town.get_absolute_url()).status_code == 404
    assert "汛期值守" not in words(sibling.get(running.sibling_town.get_absolute_url()).content)


@pytest.mark.parametrize(
    ("who", "code"), [("clerk", "not_allowed"), ("leader", "not_allowed"), ("sibling", "not_allowed")]
)
def test_nobody_but_the_superior_extends(running: Running, who: str, code: str) -> None:
    with pytest.raises(AnyueError) as refused:
        extend_time(
            participation=running.part("town"),
            occurrence=running.weeks[0],
            due_at=DUE + HOUR,
            reason="自己延长",
            by=getattr(running.cast, who),
        )
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("hours", "reason", "code"),
    [(0, "因故", "not_later"), (24 * 400, "因故", "too_far_ahead"), (24, "  ", "time_reason_missing")],
)
def test_extension_that_makes_no_sense_is_refused(
    running: Running, hours: int, reason: str, code: str
) -> None:
    with pytest.raises(AnyueError) as refused:
        extend(running, hours, reason)
    assert refused.value.code == code


def test_extension_by_the_page(running: Running) -> None:
    client = signed_in(running.cast.reviewer)
    url = reverse("campaigns:extend", args=[running.town.pk, running.weeks[0].pk])
    wrong = client.post(url, {"day": "2026-06-01", "at": "12:00", "reason": "因故"})
    assert (wrong.status_code, "要晚于原时限" in words(wrong.content)) == (422, True)
    assert client.post(url, {"day": "2026-06-08", "reason": "因故"}).status_code == 302
    assert OwnTime.objects.get().due_at == datetime.fromisoformat("2026-06-08T23:59:00+08:00")
    other = reverse("campaigns:extend", args=[running.root.pk, running.weeks[0].pk])
    assert client.get(other).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("sibling", 404), ("outsider", 404), ("clerk", 403)])
def test_page_of_extension_is_the_superiors(running: Running, who: str, status: int) -> None:
    url = reverse("campaigns:extend", args=[running.town.pk, running.weeks[0].pk])
    assert signed_in(getattr(running.cast, who)).get(url).status_code == status


def test_called_off_week_is_owed_by_nobody_and_refused(running: Running) -> None:
    before = len(owed_by(running.cast.clerk, DUE))
    cancel_occurrence(occurrence=running.weeks[0], reason="与月报合并", by=running.cast.lead)
    assert len(owed_by(running.cast.clerk, DUE)) == before - 1
    with pytest.raises(AnyueError, match="与月报合并"):
        send(running.part("town"), running.weeks[0], running.cast.clerk)
    with pytest.raises(AnyueError) as twice:
        cancel_occurrence(occurrence=running.weeks[0], reason="再取消", by=running.cast.lead)
    assert twice.value.code == "already_cancelled"


def test_what_came_in_before_it_was_called_off_stays(running: Running) -> None:
    send(running.part("town"), running.weeks[0], running.cast.clerk, **{"1_1": "2"})
    cancel_occurrence(occurrence=running.weeks[0], reason="与月报合并", by=running.cast.lead)
    assert state_at(running, DUE) == "late"
    counts = overview_of(running.root, DUE + HOUR).counts()
    assert (counts["in"], counts["missing"]) == (1, 0)


def test_grace_and_lock_by_the_page_of_the_campaign(running: Running) -> None:
    client = signed_in(running.cast.lead)
    url = reverse("campaigns:deadlines", args=[running.campaign.pk])
    pks = [deadline.pk for deadline in Deadline.objects.filter(occurrences__isnull=False).distinct()]
    first = pks[0]
    wrong = client.post(url, {f"d{first}-grace_hours": "24", f"d{first}-lock_hours": "2"})
    assert (wrong.status_code, "锁定要晚于宽限" in words(wrong.content)) == (422, True)
    assert client.post(url, {f"d{first}-grace_hours": "2", f"d{first}-lock_hours": "24"}).status_code == 302
    kept = Deadline.objects.get(pk=first)
    assert (kept.grace_hours, kept.lock_hours) == (2, 24)
    assert AuditEntry.objects.filter(action="set_grace_and_lock").count() == 1
    assert signed_in(running.cast.clerk).get(url).status_code == 403
    assert signed_in(running.cast.outsider).get(url).status_code == 404


def test_campaign_is_issued_with_grace_and_lock(running: Running) -> None:
    cast = running.cast
    campaign = issue_campaign(
        notice=import_sample(cast), recipients=[cast.town], grace_hours=2, lock_hours=48, by=cast.lead
    )
    assert set(campaign.deadlines.values_list("grace_hours", "lock_hours")) == {(2, 48)}
    with pytest.raises(AnyueError, match="锁定要晚于宽限"):
        issue_campaign(
            notice=import_sample(cast), recipients=[cast.town], grace_hours=5, lock_hours=4, by=cast.lead
        )


@pytest.mark.parametrize("campaigns", [1, 3])
def test_everything_a_person_owes_takes_four_questions(
    running: Running, campaigns: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast = running.cast
    for _ in range(campaigns - 1):
        issue_campaign(notice=import_sample(cast), recipients=[cast.town], by=cast.lead)
    extend(running)
    with django_assert_num_queries(4):
        items = owed_by(cast.clerk, DUE - 48 * HOUR)
        told = [(item.due, item.participation.superior, item.occurrence.title) for item in items]
    assert [due for due, _, _ in told] == sorted(due for due, _, _ in told)
    assert Participation.objects.filter(unit=cast.town).count() == campaigns
    assert {item.participation.campaign_id for item in items} == {
        part.campaign_id for part in Participation.objects.filter(unit=cast.town)
    }
    assert root_of(running.campaign).unit == cast.office


def test_records_of_a_locked_week_go_on_to_the_next(running: Running) -> None:
    part, (first, second) = running.part("town"), running.weeks[:2]
    hold(running.cast.town, running.cast.clerk, people=40)
    assert sheet_for(part, second).own == {}
    let(running, lock=24)
    with clock.standing_at(DUE + 25 * HOUR):
        assert sheet_for(part, second).own == {"1.1": "1", "1.2": "40"}
        extend(running, 72)
        assert sheet_for(part, second).own == {}
        assert sheet_for(part, first).own == {"1.1": "1", "1.2": "40"}
