"""What changes below a total that was sent in stands beside it until its unit accepts it."""

import pytest
from django.urls import reverse

from anyue import clock
from anyue.core.errors import AnyueError
from anyue.notify.models import Message
from anyue.reports.actions import accept_differences, approve_report, correct_report
from anyue.reports.models import Report
from anyue.reports.queries import differences_in, differing_totals, total_of
from tests.cast import Running
from tests.fixtures import signed_in
from tests.reports.test_journey import send
from tests.reports.test_liaison_pages import words

pytestmark = pytest.mark.django_db


def village(running: Running, name: str, number: int) -> Report:
    """A village's table with one number, sent in and approved by the town."""
    report = send(
        running.part(name), running.weeks[0], getattr(running.cast, f"{name}_clerk"), **{"2_1": str(number)}
    )
    approve_report(report=report, version=report.version, by=running.cast.clerk)
    return report


@pytest.fixture
def sent(running: Running) -> Report:
    """The town's table with 5 of its own and 3 of one village, approved; then a correction and a late one."""
    first = village(running, "village", 3)
    town = send(running.part("town"), running.weeks[0], running.cast.clerk, **{"2_1": "5"})
    approve_report(report=town, version=1, by=running.cast.lead)
    correct_report(report=first, version=1, reason="漏记一场", by=running.cast.village_clerk)
    village(running, "village", 4)
    village(running, "other_village", 7)
    return town


def official(running: Running) -> str | None:
    """The county's official number."""
    week = [running.weeks[0]]
    return total_of(running.root, running.table, week, with_waiting=False, now=clock.now()).total.values.get(
        "2.1"
    )


def found_in(running: Running, report: Report, version: int) -> list[tuple[str, str, list[tuple[str, str]]]]:
    told = differences_in(report.versions.get(number=version), running.table.form, running.part("town"))
    return [
        (one.participation.unit.name, one.why, [(c.before, c.after) for c in one.changes if c.code == "2.1"])
        for one in told
    ]


def test_nothing_moves_until_it_is_accepted(running: Running, sent: Report) -> None:
    told = [("桥东村", "更正：漏记一场", [("3", "4")]), ("桥西村", "补报", [("", "7")])]
    assert found_in(running, sent, 1) == told
    everything = differences_in(sent.versions.get(number=1), running.table.form, running.part("town"))
    assert [change.after for change in everything[1].changes] == ["7"]
    assert official(running) == "8"
    late = Report.objects.get(participation=running.other_village)
    after = accept_differences(
        report=sent, version=1, accepted={late.versions.get().pk}, by=running.cast.clerk
    )
    version = after.versions.get(number=2)
    assert (version.own["2.1"], version.values["2.1"]) == ("5", "15")
    assert version.revised_for == "计入下级变动：桥西村补报"
    assert (version.gaps["counted"], version.gaps["missing"]) == (2, [])
    assert found_in(running, after, 2) == told[:1]
    assert official(running) == "8"
    approve_report(report=after, version=2, by=running.cast.lead)
    assert official(running) == "15"


def test_town_is_told_and_finds_it_where_it_works(running: Running, sent: Report) -> None:
    place = [running.town.pk, running.weeks[0].pk]
    where = reverse("reports:differences", args=place)
    assert list(differing_totals(running.part("town"))) == [(running.weeks[0], 2)]
    client = signed_in(running.cast.clerk)
    for address in (reverse("reports:fill", args=place), reverse("reports:overview", args=place[:1])):
        assert f'href="{where}"' in client.get(address).content.decode()
    page = client.get(where)
    assert "桥东村更正：漏记一场" in words(page.content)
    ids = [one.after.pk for one in page.context["differences"]]
    answer = client.post(where, {"version": "1", "accepted": ids}, follow=True)
    assert "已计入并重新报送" in words(answer.content)
    sent.refresh_from_db()
    assert sent.versions.get(number=2).values["2.1"] == "16"
    assert differing_totals(running.part("town")) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("sent")
def test_superior_of_a_changed_part_gets_a_message(running: Running) -> None:
    text = f"下级有变动，尚未计入已报送的数：{running.table.title}（{running.weeks[0].label}）"
    assert Message.objects.filter(unit=running.cast.town, text=text).count() == 2


def test_nothing_chosen_is_said_at_the_page(running: Running, sent: Report) -> None:
    where = reverse("reports:differences", args=[running.town.pk, running.weeks[0].pk])
    answer = signed_in(running.cast.clerk).post(where, {"version": "1"})
    assert answer.status_code == 422
    assert "请勾选要计入的下级变动" in words(answer.content)
    assert sent.versions.count() == 1


def test_only_what_was_looked_at_is_accepted(running: Running, sent: Report) -> None:
    old = Report.objects.get(participation=running.village).versions.get(number=1)
    for version, accepted in ((1, {old.pk}), (2, {old.pk}), (1, {999_999})):
        with pytest.raises(AnyueError):
            accept_differences(report=sent, version=version, accepted=accepted, by=running.cast.clerk)


@pytest.mark.parametrize("who", ["lead", "sibling", "village_clerk", "outsider"])
def test_nobody_else_accepts(running: Running, sent: Report, who: str) -> None:
    part = Report.objects.get(participation=running.other_village).versions.get()
    with pytest.raises(AnyueError):
        accept_differences(report=sent, version=1, accepted={part.pk}, by=getattr(running.cast, who))
    where = reverse("reports:differences", args=[running.town.pk, running.weeks[0].pk])
    assert signed_in(getattr(running.cast, who)).post(where, {"accepted": [part.pk]}).status_code in {
        403,
        404,
    }
    assert sent.versions.count() == 1
