"""The inbox: what needs a person first, and approving together what every check passed."""

import pytest
from django.urls import reverse

from anyue import clock
from anyue.core.errors import HINTS_OPEN
from anyue.reports.actions import approve_reports, return_report
from anyue.reports.models import Report
from anyue.reports.queries import hints_on, inbox_of
from tests.cast import Running
from tests.fixtures import signed_in
from tests.reports.test_journey import hold, send
from tests.reports.test_liaison_pages import words

pytestmark = pytest.mark.django_db


def sound(running: Running) -> Report:
    """A table in which everything agrees."""
    hold(running.cast.town, running.cast.clerk, people=40)
    return send(running.part("town"), running.weeks[0], running.cast.clerk)


def odd(running: Running) -> Report:
    """A table with people and no event."""
    return send(
        running.part("sibling_town"), running.weeks[0], running.cast.sibling, **{"1_1": "0", "1_2": "35"}
    )


def test_what_needs_a_person_comes_first(running: Running) -> None:
    first, second = sound(running), odd(running)
    listed = inbox_of(running.cast.lead, clock.now())
    assert [(one.report, one.is_clear) for one in listed] == [(second, False), (first, True)]
    return_report(report=first, version=1, reason="请核对。", by=running.cast.lead)
    again = send(
        running.part("town"), running.weeks[0], running.cast.clerk, **{"1_2": "35", "reason-1_2": "点错了"}
    )
    assert [one.report for one in inbox_of(running.cast.lead, clock.now())] == [again, second]


def test_only_what_every_check_passed_is_approved_together(running: Running) -> None:
    first, second = sound(running), odd(running)
    done = approve_reports(versions={first: 1, second: 1}, by=running.cast.lead)
    assert done.approved == (first,)
    assert done.left == ((second, HINTS_OPEN.message.format(count=1)),)
    assert set(Report.objects.approved()) == {first}


def test_a_version_that_was_not_looked_at_is_left(running: Running) -> None:
    first = sound(running)
    return_report(report=first, version=1, reason="请核对。", by=running.cast.lead)
    send(running.part("town"), running.weeks[0], running.cast.clerk, **{"1_2": "35", "reason-1_2": "点错了"})
    done = approve_reports(versions={first: 1}, by=running.cast.lead)
    assert (done.approved, len(done.left)) == ((), 1)


@pytest.mark.parametrize("who", ["clerk", "sibling", "leader", "outsider"])
def test_nobody_else_approves_together(running: Running, who: str) -> None:
    report = sound(running)
    signed_in(getattr(running.cast, who)).post(
        reverse("reports:approve-many"), {"reports": [f"{report.pk}:1"]}
    )
    assert not Report.objects.approved().exists()


def test_page_approves_what_was_ticked_and_says_what_was_left(running: Running) -> None:
    first, second = sound(running), odd(running)
    client = signed_in(running.cast.lead)
    page = client.get(reverse("reports:inbox")).content.decode()
    assert f'value="{first.pk}:1"' in page
    assert f'value="{second.pk}:1"' not in page
    assert "有人次无场次1处" in words(page.encode())
    answer = client.post(
        reverse("reports:approve-many"),
        {"reports": [f"{first.pk}:1", f"{second.pk}:1", "x", "9:", "99999:1"]},
        follow=True,
    )
    said = words(answer.content)
    assert "1份审核通过" in said
    assert "有1处需核对" in said


def test_review_page_says_what_to_look_at(running: Running) -> None:
    report = odd(running)
    page = signed_in(running.cast.lead).get(reverse("reports:review", args=[report.pk]))
    assert "请核对是否漏填场次" in words(page.content)


def test_hints_cost_the_same_for_one_report_and_for_many(
    running: Running, django_assert_max_num_queries: object
) -> None:
    reports = [sound(running), odd(running)]
    for chosen in (reports[:1], reports):
        with django_assert_max_num_queries(7):  # type: ignore[operator]
            hints_on(chosen)
