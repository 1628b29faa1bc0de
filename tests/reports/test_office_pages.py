"""The pages of an office, as a browser without scripts gets them."""

from django.urls import reverse

from anyue.accounts.actions import create_account
from anyue.orgs.actions import appoint, create_unit
from anyue.orgs.choices import Role, UnitKind
from anyue.reports.actions import return_report, save_report
from anyue.reports.models import Report
from tests.cast import PASSWORD, Cast, Running
from tests.fixtures import signed_in
from tests.reports.test_journey import hold, send
from tests.reports.test_liaison_pages import words


def sent_by_town(running: Running) -> Report:
    hold(running.cast.town, running.cast.clerk, people=40)
    return send(running.part("town"), running.weeks[0], running.cast.clerk)


def test_total_opens_to_unit_and_record(running: Running) -> None:
    report = sent_by_town(running)
    client = signed_in(running.cast.lead)
    client.post(reverse("reports:approve", args=[report.pk]), {"version": "1"})
    total = client.get(reverse("reports:total", args=[running.root.pk, running.table.pk]))
    figure_url = reverse("reports:figure", args=[running.root.pk, running.table.pk, "1.2"])
    assert f'href="{figure_url}?period=all"' in total.content.decode()
    below = client.get(f"{figure_url}?period=all")
    unit_url = reverse("reports:figure", args=[running.town.pk, running.table.pk, "1.2"])
    assert f'href="{unit_url}?period=all"' in below.content.decode()
    own = client.get(f"{unit_url}?period=all")
    record = own.context["figure"].records[0]
    assert f'href="{reverse("records:record", args=[record.pk])}"' in own.content.decode()


def test_total_names_the_units_that_are_not_in_it(running: Running) -> None:
    sent_by_town(running)
    url = reverse("reports:total", args=[running.root.pk, running.table.pk])
    response = signed_in(running.cast.lead).get(url + "?basis=sent")
    assert [unit.unit for unit in response.context["absent"]] == [
        running.cast.bureau,
        running.cast.sibling_town,
    ]


def test_superior_never_sees_a_draft(running: Running) -> None:
    report = sent_by_town(running)
    return_report(report=report, version=1, reason="请核对。", marks=["1.2"], by=running.cast.lead)
    save_report(
        participation=running.part("town"),
        occurrence=running.weeks[0],
        raw={"1.1": "1", "1.2": "987654"},
        revision=Report.objects.get(pk=report.pk).revision,
        by=running.cast.clerk,
    )
    response = signed_in(running.cast.lead).get(reverse("reports:review", args=[report.pk]))
    assert response.status_code == 200
    assert "987654" not in response.content.decode()


def test_return_without_a_reason_keeps_the_marks(running: Running) -> None:
    report = sent_by_town(running)
    response = signed_in(running.cast.lead).post(
        reverse("reports:return", args=[report.pk]), {"version": "1", "reason": " ", "marks": ["1.2"]}
    )
    assert response.status_code == response.context["error"].problem.status
    assert response.context["marked"] == ["1.2"]
    assert Report.objects.get(pk=report.pk).returned_at is None


def test_second_version_is_shown_beside_the_first(running: Running) -> None:
    report = sent_by_town(running)
    return_report(report=report, version=1, reason="请核对。", marks=["1.2"], by=running.cast.lead)
    send(running.part("town"), running.weeks[0], running.cast.clerk, **{"1_2": "35", "reason-1_2": "点错了"})
    response = signed_in(running.cast.lead).get(reverse("reports:review", args=[report.pk]))
    changes = [(one.before, one.after, one.is_marked) for one in response.context["changes"]]
    assert changes == [("40", "35", True)]
    assert "新旧对照" in words(response.content)


def test_overview_tells_who_is_behind_each_figure(running: Running) -> None:
    sent_by_town(running)
    client = signed_in(running.cast.lead)
    page = client.get(reverse("reports:overview", args=[running.root.pk]))
    assert page.context["counts"]["waiting"] == 1
    units = client.get(reverse("reports:units", args=[running.root.pk]) + "?what=waiting")
    assert [cell.participation.unit for cell in units.context["page"]] == [running.cast.town]


def test_pages_of_a_campaign_are_closed_to_an_outsider(running: Running) -> None:
    report = sent_by_town(running)
    client = signed_in(running.cast.outsider)
    urls = [
        reverse("reports:overview", args=[running.root.pk]),
        reverse("reports:units", args=[running.root.pk]),
        reverse("reports:total", args=[running.root.pk, running.table.pk]),
        reverse("reports:figure", args=[running.root.pk, running.table.pk, "1.2"]),
        reverse("reports:review", args=[report.pk]),
    ]
    assert [client.get(url).status_code for url in urls] == [404] * len(urls)


def test_an_office_without_units_is_told_to_bring_them_in_first(cast: Cast) -> None:
    area = create_unit(name="新河县", kind=UnitKind.AREA, parent=None, position=20, by=None)
    office = create_unit(name="新河县安委办", kind=UnitKind.OFFICE, parent=area, position=21, by=None)
    lead = create_account(account="xinhe", name="何新", password=PASSWORD, by=None)
    appoint(user=lead, unit=office, role=Role.LEAD, by=None)
    page = signed_in(lead).get("/").content.decode()
    assert "还没有所属单位" in page
    assert reverse("orgs:import") in page
    assert "还没有下发过活动" in signed_in(cast.outsider).get("/").content.decode()
