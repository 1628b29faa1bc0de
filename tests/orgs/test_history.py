"""What happened to units, by day, and what that means for who owes what."""

from datetime import date

import pytest

from anyue import clock
from anyue.core.errors import AnyueError
from anyue.orgs.actions import close_unit, create_unit, move_unit, rename_unit, reopen_unit
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Unit
from anyue.orgs.queries import Standing, recipients_for, standings_on
from anyue.reports.actions import submit_report
from anyue.reports.models import Report
from anyue.reports.queries import overview_of, owed_by
from anyue.reports.queries.totals import total_of
from tests.cast import Cast, Running, new_key


def fresh(unit: Unit) -> Unit:
    return Unit.objects.get(pk=unit.pk)


def test_name_and_place_of_a_day(cast: Cast) -> None:
    rename_unit(unit=cast.village, name="桥东社区", by=cast.lead, on=date(2026, 3, 1))
    move_unit(unit=cast.village, parent=cast.sibling_town, by=cast.lead, on=date(2026, 4, 1))
    rename_unit(unit=cast.village, name="东桥社区", by=cast.lead, on=date(2026, 5, 1))
    close_unit(unit=cast.village, by=cast.lead, on=date(2026, 6, 1))
    town, sibling = cast.town.pk, cast.sibling_town.pk

    def on(month: int, day: int) -> Standing:
        return standings_on([fresh(cast.village)], date(2026, month, day))[cast.village.pk]

    assert on(2, 28) == Standing("桥东村", town, is_open=True)
    assert on(3, 1) == Standing("桥东社区", town, is_open=True)
    assert on(4, 30) == Standing("桥东社区", sibling, is_open=True)
    assert on(5, 1) == Standing("东桥社区", sibling, is_open=True)
    assert on(6, 1) == Standing("东桥社区", sibling, is_open=False)


def test_a_reopened_unit_was_closed_between(cast: Cast) -> None:
    close_unit(unit=cast.village, by=cast.lead, on=date(2026, 3, 1))
    reopen_unit(unit=cast.village, by=cast.lead, on=date(2026, 4, 1))
    told = {month: standings_on([fresh(cast.village)], date(2026, month, 15)) for month in (2, 3, 4)}
    assert [told[month][cast.village.pk].is_open for month in (2, 3, 4)] == [True, False, True]


def test_history_tells_day_and_person(cast: Cast) -> None:
    rename_unit(unit=cast.town, name="石桥镇", by=cast.lead)
    close_unit(unit=cast.village, by=cast.lead, successor=cast.other_village)
    renamed, merged = cast.town.changes.last(), cast.village.changes.last()
    assert renamed is not None
    assert merged is not None
    assert (renamed.event, renamed.name_from, renamed.name_to) == ("renamed", "石桥铺镇", "石桥镇")
    assert (renamed.happened_on, renamed.noted_by) == (clock.today(), cast.lead)
    assert (merged.event, merged.successor) == ("merged", cast.other_village)
    assert fresh(cast.village).successor == cast.other_village


def test_unit_with_open_units_below_is_not_closed(cast: Cast) -> None:
    with pytest.raises(AnyueError, match="3 个在用单位"):
        close_unit(unit=cast.town, by=cast.lead)


def test_changes_are_not_dated_ahead_but_a_closing_may_be(cast: Cast) -> None:
    ahead = date(2026, 7, 1)
    with pytest.raises(AnyueError, match="还没到"):
        rename_unit(unit=cast.town, name="石桥镇", by=cast.lead, on=ahead)
    close_unit(unit=cast.village, by=cast.lead, on=ahead)
    assert fresh(cast.village).is_open_on(date(2026, 6, 30))
    assert not fresh(cast.village).is_open_on(ahead)


def test_closed_before_opened_is_refused(cast: Cast) -> None:
    unit = create_unit(
        name="新村",
        kind=UnitKind.VILLAGE,
        parent=cast.town,
        position=50,
        by=cast.lead,
        opened_on=date(2026, 5, 1),
    )
    with pytest.raises(AnyueError, match="早于设立日期"):
        close_unit(unit=unit, by=cast.lead, on=date(2026, 4, 1))


def test_closed_unit_is_no_recipient(cast: Cast) -> None:
    for village in (cast.village, cast.other_village, cast.enterprise):
        close_unit(unit=village, by=cast.lead)
    close_unit(unit=cast.town, by=cast.lead)
    assert set(recipients_for(cast.lead, cast.office)) == {cast.bureau, cast.sibling_town}


def test_nothing_is_missing_of_a_unit_that_was_closed(running: Running) -> None:
    cast, now = running.cast, clock.now()
    before = overview_of(running.root, now).counts()
    close_unit(unit=cast.bureau, by=cast.lead, on=date(2026, 5, 28))
    after = overview_of(running.root, now).counts()
    own = sum(cell.due <= now for row in overview_of(running.root, now).rows[:1] for cell in row.cells)
    assert own
    assert after["asked"] == before["asked"] - own
    assert after["missing"] == before["missing"] - own
    assert after["unacknowledged"] == before["unacknowledged"] - 1
    assert owed_by(cast.bureau_clerk, now) == []
    weeks = running.weeks[:1]
    total = total_of(running.root, running.table, weeks, with_waiting=True, now=now)
    assert total.asked == 2


def test_report_of_a_unit_stays_when_it_is_closed(running: Running) -> None:
    cast = running.cast
    report = submit_report(
        participation=running.part("village"),
        occurrence=running.weeks[0],
        raw={"1.1": "3"},
        revision=0,
        key=new_key(),
        by=cast.village_clerk,
    )
    close_unit(unit=cast.village, by=cast.lead, on=date(2026, 5, 28), successor=cast.other_village)
    assert Report.objects.visible_to(cast.lead).get() == report
    (row,) = [row for row in overview_of(running.part("town"), clock.now()).rows if row.is_closed]
    assert row.participation == running.village
    assert [cell.marker for cell in row.cells][:1] == ["late"]
    assert {cell.marker for cell in row.cells[1:]} == {"not-asked"}
