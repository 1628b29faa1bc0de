"""An activity is announced, held, corrected, called off: through the actions that the pages call."""

from datetime import date

import pytest

from anyue import clock
from anyue.core.activity import Details, Link, Venue
from anyue.core.errors import AnyueError
from anyue.orgs.models import Unit
from anyue.records.actions import (
    cancel_record,
    change_record,
    hold_record,
    keep_record,
    plan_record,
)
from anyue.records.choices import RecordState
from anyue.records.models import ActivityRecord
from anyue.records.queries import co_hosts_named, find_co_hosts, terms_for
from anyue.reports.queries import sheet_for
from tests.cast import ISSUED, Cast, Running, new_key, start_campaign

HELD = date(2026, 6, 2)
AHEAD = date(2026, 6, 12)
DETAILS = Details(
    place="镇文化广场",
    note="雨天改在礼堂",
    settings=("school",),
    groups=("students",),
    venues=(Venue("第一小学", {"attendances": "40"}), Venue("中学", {"attendances": "60"})),
    links=(Link("青溪日报", "安全课进校园", "https://www.example.com/1.html", HELD),),
)


def plan(cast: Cast, **changes: object) -> ActivityRecord:
    entered: dict[str, object] = {"held_on": AHEAD, "key": new_key(), "details": DETAILS, **changes}
    return plan_record(unit=cast.town, kind="lecture", title="进校园", by=cast.clerk, **entered)  # type: ignore[arg-type]


def fresh(record: ActivityRecord) -> ActivityRecord:
    return ActivityRecord.objects.get(pk=record.pk)


def test_planned_activity_counts_only_once_it_was_held(running: Running) -> None:
    cast, part = running.cast, running.part("town")
    record = plan(cast, held_on=date(2026, 6, 5), co_hosts=[cast.sibling_town])
    assert sheet_for(part, running.weeks[1]).own == {}
    hold_record(
        record=record, held_on=date(2026, 6, 5), measures={"events": "1", "attendances": "90"}, by=cast.clerk
    )
    assert sheet_for(part, running.weeks[1]).own == {"1.1": "1", "1.2": "90"}
    held = fresh(record)
    assert (held.state, held.place, held.setting_codes) == (RecordState.HELD, "镇文化广场", ["school"])
    assert held.named_venues() == [("第一小学", []), ("中学", [])]
    assert [host.unit for host in held.co_hosts.all()] == [cast.sibling_town]
    assert [link.outlet for link in held.links.all()] == ["青溪日报"]


def test_planned_activity_is_held_once(cast: Cast) -> None:
    record = plan(cast, held_on=date(2026, 6, 5))
    numbers = {"events": "1"}
    hold_record(record=record, held_on=date(2026, 6, 5), measures=numbers, by=cast.clerk)
    with pytest.raises(AnyueError) as caught:
        hold_record(record=record, held_on=date(2026, 6, 5), measures={"events": "9"}, by=cast.clerk)
    assert (caught.value.code, fresh(record).measures) == ("record_not_planned", numbers)


@pytest.mark.parametrize(
    ("held_on", "measures", "code"),
    [(AHEAD, {"events": "1"}, "day_ahead"), (HELD, {"attendances": "4"}, "numbers_missing")],
)
def test_held_asks_for_a_day_that_has_come_and_for_the_numbers(
    cast: Cast, held_on: date, measures: dict[str, str], code: str
) -> None:
    record = plan(cast)
    with pytest.raises(AnyueError) as caught:
        hold_record(record=record, held_on=held_on, measures=measures, by=cast.clerk)
    assert (caught.value.code, fresh(record).state) == (code, RecordState.PLANNED)


def test_day_that_has_passed_is_not_announced(cast: Cast) -> None:
    with pytest.raises(AnyueError) as caught:
        plan(cast, held_on=HELD)
    assert (caught.value.code, caught.value.field) == ("day_past", "held_on")


def test_calling_off_asks_for_a_reason_and_keeps_the_row(cast: Cast) -> None:
    record = plan(cast)
    with pytest.raises(AnyueError) as caught:
        cancel_record(record=record, reason=" \x00 ", by=cast.clerk)
    assert caught.value.code == "cancel_reason_missing"
    cancel_record(record=record, reason="暴雨预警", by=cast.clerk)
    called_off = fresh(record)
    assert (called_off.state, called_off.cancel_reason) == (RecordState.CANCELLED, "暴雨预警")
    with pytest.raises(AnyueError) as caught:
        hold_record(record=record, held_on=HELD, measures={"events": "1"}, by=cast.clerk)
    assert caught.value.code == "record_not_planned"


def test_correction_changes_everything_but_the_kind_and_the_state(cast: Cast) -> None:
    record = plan(cast, co_hosts=[cast.sibling_town])
    change_record(record=record, title="改期", held_on=AHEAD, measures={}, details=Details(), by=cast.clerk)
    changed = fresh(record)
    assert (changed.title, changed.state, changed.venues) == ("改期", RecordState.PLANNED, [])
    assert (changed.links.count(), changed.co_hosts.count()) == (0, 0)


def test_correction_from_before_it_was_held_is_refused(cast: Cast) -> None:
    record = plan(cast, held_on=date(2026, 6, 5))
    hold_record(record=record, held_on=HELD, measures={"events": "1"}, by=cast.clerk)
    with pytest.raises(AnyueError) as caught:
        change_record(record=record, title="旧页", held_on=AHEAD, measures={}, by=cast.clerk)
    assert (caught.value.code, fresh(record).title) == ("record_not_planned", "进校园")


def keep(cast: Cast, key: str, people: str) -> ActivityRecord:
    numbers = {"events": "1", "attendances": people}
    return keep_record(
        unit=cast.town, kind="lecture", title="", held_on=HELD, measures=numbers, key=key, by=cast.clerk
    )


def test_same_page_twice_is_one_record_and_a_changed_one_is_told(cast: Cast) -> None:
    key = new_key()
    assert keep(cast, key, "40") == keep(cast, key, "40")
    with pytest.raises(AnyueError) as caught:
        keep(cast, key, "45")
    assert (caught.value.code, ActivityRecord.objects.get().measures["attendances"]) == ("record_kept", "40")


def test_host_is_no_co_host_of_itself(cast: Cast) -> None:
    record = plan(cast, co_hosts=[cast.town, cast.bureau, cast.bureau])
    assert [host.unit for host in record.co_hosts.all()] == [cast.bureau]


def test_co_host_sees_the_record_and_nothing_else(running: Running) -> None:
    cast = running.cast
    shared = plan(cast, co_hosts=[cast.sibling_town])
    plan(cast)
    assert list(ActivityRecord.objects.visible_to(cast.sibling)) == [shared]
    assert list(ActivityRecord.objects.co_hosted_for(cast.sibling)) == [shared]
    assert not ActivityRecord.objects.acted_for_by(cast.sibling).exists()
    for nobody in (cast.outsider, cast.bureau_clerk, cast.village_clerk):
        assert not ActivityRecord.objects.visible_to(nobody).exists()


def names(units: list[Unit]) -> list[str]:
    return [unit.name for unit in units]


def test_co_hosts_are_found_among_the_units_of_the_campaign_in_official_order(running: Running) -> None:
    town = running.cast.town
    assert names(find_co_hosts(town, "桥")) == ["桥东村", "桥西村"]
    assert names(find_co_hosts(town, "远山")) == names(find_co_hosts(town, " ")) == []
    assert names(co_hosts_named(town, "桥西村，柳林镇人民政府、教育局")) == ["县教育局", "柳林镇", "桥西村"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("桥", "co_host_ambiguous"), ("远山镇", "co_host_unknown"), ("天外村", "co_host_unknown")],
)
def test_name_that_means_no_unit_or_several_is_told(running: Running, text: str, code: str) -> None:
    with pytest.raises(AnyueError) as caught:
        co_hosts_named(running.cast.town, text)
    assert (caught.value.code, caught.value.field) == (code, "co_hosts")


def test_terms_offered_are_those_that_the_notice_names(running: Running) -> None:
    every = {term.code for term in terms_for([running.cast.far_office])[0]}
    assert {term.code for term in terms_for([running.cast.town])[0]} == every
    words = "推动安全宣传进企业、进工地，关爱特殊群体。"
    with clock.standing_at(ISSUED):
        other = start_campaign(running.cast).campaign
    other.activities.create(position=99, heading="安全宣传", text=words)
    settings, groups = terms_for([running.cast.town])
    assert {term.code for term in settings} == {"enterprise", "construction-site"}
    assert "vulnerable" in {term.code for term in groups}
