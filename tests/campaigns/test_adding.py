"""A relay asks for texts and tables beyond the notice: what is written, and of whom it is asked."""

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from anyue import clock
from anyue.campaigns.actions import add_forms, relay_campaign
from anyue.campaigns.adding import MOST_FORMS, Addition, key_of, table_with
from anyue.campaigns.asked import asked_of_each
from anyue.campaigns.models import CampaignForm, Deadline, Occurrence, OwnTime, Participation
from anyue.campaigns.queries import times_for
from anyue.core.errors import AnyueError
from anyue.notify.models import Message
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Unit
from tests.campaigns.adding import TITLE, add_table, add_text, read
from tests.cast import ISSUED, Running

EVERYBODY = ("root", "town", "sibling_town", "bureau", "village", "other_village")


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def asked(running: Running, form: CampaignForm) -> set[str]:
    return {
        name
        for name in EVERYBODY
        if CampaignForm.objects.asked_of([running.part(name)]).filter(pk=form.pk).exists()
    }


def known(running: Running, form: CampaignForm) -> set[str]:
    return {
        name
        for name in EVERYBODY
        if CampaignForm.objects.known_to([running.part(name)]).filter(pk=form.pk).exists()
    }


def test_what_a_town_adds_is_asked_of_its_villages_alone(running: Running) -> None:
    form = add_table(running)
    assert asked(running, form) == {"village", "other_village"}
    assert known(running, form) == {"town", "village", "other_village"}
    assert form.title == TITLE
    assert len(form.form.indicators) == 4
    when = form.occurrences().get()
    assert (when.due_at, when.starts_on.isoformat()) == (local("2026-06-28T17:00"), "2026-06-01")
    assert when.deadline.phrase == "2026年6月28日（周日）17:00"


def test_the_notice_is_asked_of_everybody_as_before(running: Running) -> None:
    add_table(running)
    assert asked(running, running.table) == known(running, running.table) == set(EVERYBODY)
    assert {one.added_by_id for one in Deadline.objects.asked_of([running.sibling_town])} == {None}


def test_who_joins_later_and_further_down_is_asked_too(running: Running) -> None:
    form, cast = add_table(running), running.cast
    with clock.standing_at(ISSUED):
        (plant,) = relay_campaign(
            participation=running.part("town"), recipients=[cast.enterprise], by=cast.clerk
        )
    assert CampaignForm.objects.asked_of([plant]).filter(pk=form.pk).exists()
    rows = list(Occurrence.objects.asked_of([plant, running.sibling_town]).select_related("deadline"))
    each = asked_of_each([plant, running.sibling_town], rows)
    added = {pk: [one.title for one in found if one.added_by_id] for pk, found in each.items()}
    assert added == {plant.pk: [TITLE], running.sibling_town.pk: []}


def test_every_week_begins_with_what_is_still_ahead(running: Running) -> None:
    with clock.standing_at(local("2026-06-11T09:00")):
        addition = Addition("weekly WED 12:00 2026-06", table=read(running))
        (form,) = add_forms(participation=running.part("town"), additions=[addition], by=running.cast.clerk)
    weeks = list(form.occurrences())
    assert [(one.number, one.due_at) for one in weeks] == [
        (1, local("2026-06-17T12:00")),
        (2, local("2026-06-24T12:00")),
    ]
    assert weeks[0].deadline.counts_from == weeks[0].starts_on


def test_hours_earlier_are_those_of_the_notice(running: Running) -> None:
    when = add_text(running)
    Participation.objects.filter(pk=running.village.pk).update(hours_earlier=24)
    assert times_for(running.part("village"), when).due == when.due_at
    assert times_for(running.part("village"), running.weeks[0]).due < running.weeks[0].due_at


def test_a_village_that_relays_may_ask_earlier_for_what_the_town_added(running: Running) -> None:
    when, cast = add_text(running), running.cast
    below = cast.village
    plant = Unit.objects.create(name="村办厂", kind=UnitKind.ENTERPRISE, parent=below, position=9)
    with clock.standing_at(ISSUED):
        (joined,) = relay_campaign(
            participation=running.part("village"), recipients=[plant], hours_earlier=4, by=cast.village_clerk
        )
    assert (when.due_at - times_for(joined, when).due).total_seconds() == 4 * 3600
    assert CampaignForm.objects.asked_of([joined]).filter(deadlines=when.deadline_id).exists()
    assert OwnTime.objects.filter(participation=joined, occurrence=when).count() == 1


def test_positions_are_no_other_ones_along_a_line(running: Running) -> None:
    with clock.standing_at(ISSUED):
        (lower,) = add_forms(
            participation=running.part("village"),
            additions=[Addition("2026-06-20", "本村小结")],
            by=running.cast.village_clerk,
        )
    upper = add_table(running)
    positions = list(CampaignForm.objects.known_to([running.village]).values_list("position", flat=True))
    assert len(set(positions)) == len(positions)
    assert upper.position > lower.position


@pytest.mark.django_db(transaction=True)
def test_who_takes_part_already_is_told(running: Running) -> None:
    Message.objects.all().delete()
    add_text(running)
    told = {one.unit_id: one.text for one in Message.objects.all()}
    assert set(told) == {running.cast.village.pk, running.cast.other_village.pk}
    assert told[running.cast.village.pk] == "石桥铺镇补充报送要求：本镇工作总结"


@pytest.mark.parametrize(
    ("due", "code"),
    [
        ("2026-05-20T12:00", "added_time_past"),
        ("2028-06-01", "added_time_far"),
        ("weekly WED 12:00 2025-06", "added_time_past"),
        ("2026-02-30", "added_time_unreadable"),
        ("bald", "added_time_unreadable"),
        ("XXXX-06-01", "added_time_unreadable"),
    ],
)
def test_times_that_make_no_sense_are_refused(running: Running, due: str, code: str) -> None:
    with clock.standing_at(ISSUED), pytest.raises(AnyueError) as caught:
        add_forms(
            participation=running.part("town"), additions=[Addition(due, "总结")], by=running.cast.clerk
        )
    assert caught.value.code == code
    assert not CampaignForm.objects.filter(added_by__isnull=False).exists()


def test_no_more_than_so_many(running: Running) -> None:
    many = [Addition("2026-06-20", f"材料{at}") for at in range(MOST_FORMS + 1)]
    with clock.standing_at(ISSUED), pytest.raises(AnyueError) as caught:
        add_forms(participation=running.part("town"), additions=many, by=running.cast.clerk)
    assert caught.value.code == "too_many_forms"


def test_nobody_else_adds_for_a_town(running: Running) -> None:
    with clock.standing_at(ISSUED), pytest.raises(AnyueError) as caught:
        add_forms(
            participation=running.part("town"),
            additions=[Addition("2026-06-20", "总结")],
            by=running.cast.sibling,
        )
    assert caught.value.code == "not_allowed"


def test_a_key_is_good_for_its_participation_alone(running: Running) -> None:
    table = read(running)
    key = key_of(running.part("town"), table)
    assert table_with(running.part("town"), key).forms == table.forms
    for part, wrong in ((running.part("sibling_town"), key), (running.part("town"), f"{key}x")):
        with pytest.raises(AnyueError) as caught:
            table_with(part, wrong)
        assert caught.value.code == "table_gone"


def test_rows_are_written_in_a_fixed_number_of_statements(
    running: Running, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    part, clerk = running.part("town"), running.cast.clerk
    several = [Addition("2026-06-20", f"材料{at}") for at in range(9)]
    with clock.standing_at(ISSUED), django_assert_max_num_queries(24):
        add_forms(participation=part, additions=several, by=clerk)
