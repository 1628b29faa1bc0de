"""What a relay added is filled in, reviewed and added up below the adder, and is nobody else's."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from pytest_django import Settings

from anyue import clock
from anyue.campaigns.actions import relay_campaign
from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Unit
from anyue.reports.actions import approve_report, return_report, submit_report
from anyue.reports.models import CalendarFeed
from anyue.reports.queries import (
    absence_at,
    collectable,
    facts_for,
    figure_for,
    figures_told,
    inbox_of,
    outlook_of,
    overview_of,
    overviews_of,
    owed_by,
    sheet_for,
    statistics_forms,
    times_asked,
    total_of,
)
from anyue.reports.queries.feed import marks_of
from anyue.reports.queries.levels import levels_of
from anyue.reports.queries.years import years_of
from tests.campaigns.adding import TITLE, add_table, add_text
from tests.cast import ISSUED, Running
from tests.fixtures import signed_in
from tests.reports.test_journey import hold, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def form(running: Running) -> CampaignForm:
    return add_table(running)


def when(form: CampaignForm) -> Occurrence:
    return Occurrence.objects.with_form().select_related("deadline__campaign").get(deadline__form=form)


def village(running: Running, form: CampaignForm, name: str, number: str) -> None:
    clerk = getattr(running.cast, f"{name}_clerk")
    report = send(running.part(name), when(form), clerk, **{"1_1": number})
    approve_report(report=report, version=report.version, by=running.cast.clerk)


def test_the_total_is_the_sum_below_the_adder(running: Running, form: CampaignForm) -> None:
    village(running, form, "village", "3")
    village(running, form, "other_village", "4")
    town, week = running.part("town"), [when(form)]
    total = total_of(town, form, week, with_waiting=False, now=clock.now())
    assert (total.total.values["1.1"], total.approved, total.asked) == ("7", 2, 2)
    figure = figure_for(town, form, week, "1.1", with_waiting=False)
    assert figure is not None
    assert (figure.value, figure.own, [value for _, value in figure.below]) == ("7", None, ["3", "4"])
    levels = levels_of(town, form, week, with_waiting=False)
    assert [(one.depth, one.total["1.1"], one.sent is None, one.is_left_out) for one in levels] == [
        (0, "7", True, False),
        (1, "3", False, False),
        (1, "4", False, False),
    ]
    html = signed_in(running.cast.clerk).get(f"/totals/{town.pk}/{form.pk}/levels/").content.decode()
    assert "未计入 0 个" in html


def test_two_steps_down_the_sum_comes_up_through_the_village(running: Running, form: CampaignForm) -> None:
    cast, week = running.cast, when(form)
    plant = Unit.objects.create(name="村办厂", kind=UnitKind.ENTERPRISE, parent=cast.village, position=9)
    with clock.standing_at(ISSUED):
        (part,) = relay_campaign(
            participation=running.part("village"), recipients=[plant], by=cast.village_clerk
        )
        Participation.objects.filter(pk=part.pk).update(acknowledged_at=ISSUED, acknowledged_by=cast.clerk)
    part = Participation.objects.select_related("unit", "campaign", "superior").get(pk=part.pk)
    raw = {"1.1": "5", "stand_in": "村办厂尚无账号"}
    report = submit_report(
        participation=part, occurrence=week, raw=raw, revision=0, key="plant", by=cast.village_clerk
    )
    approve_report(report=report, version=1, by=cast.village_clerk)
    village(running, form, "village", "3")
    levels = levels_of(running.part("town"), form, [week], with_waiting=False)
    assert [(one.depth, one.total.get("1.1"), one.differing) for one in levels] == [
        (0, "8", []),
        (1, "8", []),
        (2, "5", []),
        (1, None, []),
    ]
    total = total_of(running.part("town"), form, [week], with_waiting=False, now=clock.now())
    assert total.total.values["1.1"] == "8"


def test_it_is_owed_by_those_below_and_by_nobody_else(running: Running, form: CampaignForm) -> None:
    cast, now = running.cast, datetime.fromisoformat("2026-06-20T09:00:00+08:00")
    people = (cast.village_clerk, cast.other_village_clerk, cast.clerk, cast.sibling, cast.bureau_clerk)
    owed = [any(item.form == form for item in owed_by(user, now)) for user in people]
    assert owed == [True, True, False, False, False]
    feeds = [CalendarFeed(user=user, digest=f"{at:064}", opened_at=now) for at, user in enumerate(people)]
    assert [any(TITLE in mark.title for mark in marks_of(feed, now)) for feed in feeds] == owed


def test_columns_stand_where_it_was_asked(running: Running, form: CampaignForm) -> None:
    now = clock.now()
    columns = {
        name: form.pk in {one.deadline.form_id for one in overview_of(running.part(name), now).columns}
        for name in ("root", "town", "village")
    }
    assert columns == {"root": False, "town": True, "village": False}
    assert {name: form in overview_of(running.part(name), now).forms() for name in ("root", "town")} == {
        "root": False,
        "town": True,
    }
    for read in (times_asked, collectable):
        shown = [form.pk in {one.deadline.form_id for one in read(running.part(n))} for n in ("root", "town")]
        assert shown == [False, True]
    absence = absence_at(running.part("town"), when(form), now)
    assert [one.owed.participation.pk for one in absence.asked] == [
        running.village.pk,
        running.other_village.pk,
    ]
    assert absence_at(running.root, when(form), now).asked == []


def test_the_adder_reviews_and_returns(running: Running, form: CampaignForm) -> None:
    cast = running.cast
    report = send(running.part("village"), when(form), cast.village_clerk, **{"1_1": "3"})
    assert [one.report.pk for one in inbox_of(cast.clerk, clock.now())] == [report.pk]
    assert inbox_of(cast.lead, clock.now()) == []
    return_report(report=report, version=1, reason="漏了夜市", by=cast.clerk)
    report.refresh_from_db()
    assert report.returned_at is not None


def test_the_ledger_fills_it_and_says_so(running: Running, form: CampaignForm) -> None:
    cast = running.cast
    record = hold(cast.village, cast.village_clerk, people=30)
    assert sheet_for(running.part("village"), when(form)).own == {"2.1": "1", "2.2": "30"}
    told = {(one.participation.pk, one.form.pk) for one in outlook_of(record)}
    assert (running.village.pk, form.pk) in told
    beside = hold(cast.sibling_town, cast.sibling, people=30)
    assert form.pk not in {one.form.pk for one in outlook_of(beside)}
    own = hold(cast.town, cast.clerk, people=30, day=date(2026, 6, 3))
    assert form.pk not in {one.form.pk for one in outlook_of(own)}


def test_texts_of_those_below_tell_its_figures(running: Running, form: CampaignForm) -> None:
    text = add_text(running)
    village(running, form, "village", "3")
    part = running.part("village")
    assert f"{form.position + 1}:1.1" in figures_told(part)
    assert form.pk in {one.pk for one in statistics_forms(part)}
    facts = facts_for(part, text.deadline.what)
    assert "本镇工作总结" in {what for what, _ in facts.asked}
    beside = facts_for(running.part("sibling_town"), "总结")
    assert "本镇工作总结" not in {what for what, _ in beside.asked}


def test_years_begin_with_the_one_that_is_there(running: Running, form: CampaignForm) -> None:
    village(running, form, "village", "3")
    years = years_of(running.cast.clerk, running.part("town"), form, clock.now())
    assert len(years.years) == 1
    assert years.results[0].total.values["1.1"] == "3"


PLACES = (
    "/reports/{part}/{when}/",
    "/reports/{part}/{when}/table.docx",
    "/reports/{part}/{when}/differences/",
    "/totals/{part}/{form}/",
    "/totals/{part}/{form}/1.1/",
    "/totals/{part}/{form}/table.xlsx",
    "/totals/{part}/{form}/levels/",
    "/totals/{part}/{form}/years/",
    "/sources/{part}/{form}/",
    "/participations/{part}/times/{when}/",
    "/occurrences/{when}/cancel/",
    "/api/reports/{part}/{when}",
    "/api/totals/{part}/{form}",
    "/api/totals/{part}/{form}/levels",
    "/api/sources/{part}/{form}",
    "/api/times/{part}/{when}",
    "/api/overview/{part}/absent/{when}",
)


@pytest.mark.parametrize("address", PLACES)
def test_nobody_guesses_its_way_to_it(running: Running, form: CampaignForm, address: str) -> None:
    cast, pk = running.cast, when(form).pk
    for name, user in (("sibling_town", cast.sibling), ("root", cast.lead), ("bureau", cast.bureau_clerk)):
        found = signed_in(user).get(address.format(part=getattr(running, name).pk, when=pk, form=form.pk))
        assert found.status_code in {403, 404}, (name, address)
        assert TITLE not in found.content.decode()


def test_the_adder_has_nothing_to_fill_in(running: Running, form: CampaignForm) -> None:
    client, town = signed_in(running.cast.clerk), running.town.pk
    assert client.get(f"/reports/{town}/{when(form).pk}/").status_code == 404
    assert client.post(f"/reports/{town}/{when(form).pk}/", {"1.1": "1"}).status_code == 404
    assert client.get(f"/sources/{town}/{form.pk}/").status_code == 404
    for address in (
        f"/totals/{town}/{form.pk}/",
        f"/totals/{town}/{form.pk}/years/",
        f"/overview/{town}/",
        f"/overview/{town}/absent/?occurrence={when(form).pk}",
        f"/overview/{town}/collect/",
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert TITLE[2:] in page.content.decode(), address


def test_its_own_file_goes_out_filled(running: Running, form: CampaignForm) -> None:
    village(running, form, "village", "3")
    url = reverse("reports:download", args=[running.village.pk, when(form).pk, "docx"])
    document = Document(BytesIO(signed_in(running.cast.village_clerk).get(url).content))
    assert "排查商铺（3）家" in document.tables[0].cell(1, 1).text.replace(" ", "")


def statements(running: Running) -> int:
    now = clock.now()
    with CaptureQueriesContext(connection) as caught:
        overviews_of([running.part("root"), running.part("town")], now)
        owed_by(running.cast.village_clerk, now)
    return len(caught)


def test_statements_do_not_grow_with_units_or_with_what_was_added(running: Running) -> None:
    add_table(running)
    before = statements(running)
    add_table(running, due="weekly WED 12:00 2026-06", title="本镇值班统计表")
    cast = running.cast
    units = [
        Unit.objects.create(name=f"第{at}村", kind=UnitKind.VILLAGE, parent=cast.town, position=50 + at)
        for at in range(12)
    ]
    with clock.standing_at(ISSUED):
        relay_campaign(participation=running.part("town"), recipients=units, by=cast.clerk)
    assert statements(running) == before


def test_a_village_finds_it_among_what_it_owes(running: Running) -> None:
    add_table(running)
    shown = {
        name: "隐患排查统计表" in signed_in(getattr(running.cast, name)).get("/owed/").content.decode()
        for name in ("village_clerk", "sibling", "clerk")
    }
    assert shown == {"village_clerk": True, "sibling": False, "clerk": False}


def test_who_is_above_the_adder_looks_down_at_it_as_at_anything_else(
    running: Running, form: CampaignForm
) -> None:
    lead = signed_in(running.cast.lead)
    assert TITLE not in lead.get(f"/overview/{running.root.pk}/").content.decode()
    assert TITLE in lead.get(f"/totals/{running.town.pk}/{form.pk}/").content.decode()
