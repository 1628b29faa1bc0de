"""The script of a simulated county, and the naive book that is kept from it."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from anyue.core.forms.form import Form, FormKind, Group, Indicator, Source, ValueType
from anyue.core.simulation import (
    Approve,
    Ask,
    Book,
    County,
    Event,
    Hold,
    Place,
    Relay,
    Return,
    Size,
    Submit,
    TakeBack,
    make_county,
    write_script,
)

ISSUED = datetime(2026, 5, 28, 2, tzinfo=UTC)
SIZE = Size(towns=3, villages=6, enterprises=4, departments=2)
HELD, TYPED = "1.1", "1.2"
TABLE = Form(
    "附件1",
    "统计表",
    FormKind.STATISTICS,
    groups=(
        Group(
            "",
            (
                Indicator("宣讲（ ）场", "场", ValueType.NUMBER, HELD, source=Source("lecture", "events")),
                Indicator("曝光（ ）个", "个", ValueType.NUMBER, TYPED),
            ),
        ),
    ),
)


def asks() -> list[Ask]:
    weeks = [(date(2026, 6, 1), date(2026, 6, 3)), (date(2026, 6, 4), date(2026, 6, 10))]
    return [
        Ask(
            row=0,
            title="统计表",
            label=f"第{number}周",
            form=TABLE,
            number=number,
            starts_on=starts_on,
            ends_on=ends_on,
            since=weeks[0][0],
            due_at=datetime(ends_on.year, ends_on.month, ends_on.day, 4, tzinfo=UTC),
        )
        for number, (starts_on, ends_on) in enumerate(weeks, start=1)
    ]


def script(seed: int) -> list[Event]:
    until = ISSUED + timedelta(days=20)
    return write_script(make_county(SIZE, "青溪县"), asks(), issued_at=ISSUED, until=until, seed=seed)


def test_the_same_seed_gives_the_same_script() -> None:
    assert script(7) == script(7)
    assert script(7) != script(8)


def test_a_script_is_told_in_order_and_ends_in_time() -> None:
    moments = [event.at for event in script(3)]
    assert moments == sorted(moments)
    assert moments[0] > ISSUED
    assert moments[-1] <= ISSUED + timedelta(days=20)


@pytest.mark.parametrize("size", [Size(), SIZE, Size(40, 2000, 900, 8)])
def test_no_two_units_of_a_county_share_a_name(size: Size) -> None:
    county = make_county(size, "青溪县")
    assert max(Counter(unit.name for unit in county.units).values()) == 1
    kinds = Counter(unit.kind for unit in county.units)
    made = (kinds["town"], kinds["village"], kinds["enterprise"])
    assert made == (size.towns, size.villages, size.enterprises)


def test_some_enterprises_are_asked_by_their_town_and_by_their_bureau() -> None:
    county = make_county(Size(), "青溪县")
    asked = Counter(line.unit for line in county.lines)
    assert {county.units[unit].kind for unit, times in asked.items() if times == 2} == {"enterprise"}
    assert set(asked.values()) == {1, 2}


class Story:
    """One town with one village below it, told by hand."""

    def __init__(self) -> None:
        self.county: County = make_county(Size(1, 1, 0, 0), "青溪县")
        self.book = Book(self.county, asks(), ISSUED)
        self.at = ISSUED
        self.town, self.village = 1, 2
        self.tell(Relay(at=self.at, line=self.town, below=(self.village,), hours_earlier=24))

    def tell(self, *events: Event) -> None:
        for event in events:
            self.book.note(event)

    def send(self, line: int, typed: str, week: int = 0) -> None:
        place = Place(line, week)
        self.tell(
            Submit(at=self.at, place=place, typed={TYPED: typed}),
            Approve(at=self.at, place=place),
        )

    def hold(self, line: int, day: date) -> None:
        unit = self.county.lines[line].unit
        self.tell(Hold(at=self.at, unit=unit, kind="lecture", day=day, measures={"events": 1}))

    def official(self, week: int = 0) -> dict[str, Decimal]:
        return self.book.official(0, week)


def test_the_book_adds_a_village_to_its_town_once_it_was_approved() -> None:
    story = Story()
    story.tell(Submit(at=story.at, place=Place(story.village, 0), typed={TYPED: "4"}))
    story.send(story.town, "1")
    assert story.official() == {HELD: 0, TYPED: 1}
    assert story.book.live(story.town, 0) == {HELD: 0, TYPED: 4}
    assert story.book.official(story.town, 0) == {}
    story.tell(Approve(at=story.at, place=Place(story.village, 0)))
    story.tell(Return(at=story.at, place=Place(story.town, 0)))
    story.send(story.town, "1")
    assert story.official() == {HELD: 0, TYPED: 5}


def test_the_book_counts_an_activity_once_and_in_the_first_open_period() -> None:
    story = Story()
    story.hold(story.town, date(2026, 6, 2))
    story.send(story.town, "0")
    story.hold(story.town, date(2026, 6, 2))
    story.send(story.town, "0", week=1)
    assert [story.official(week)[HELD] for week in (0, 1)] == [1, 1]
    story.tell(TakeBack(at=story.at, place=Place(story.town, 0)))
    assert story.official() == {}
    story.send(story.town, "0")
    assert story.book.whole(0, 0) == {HELD: 2, TYPED: 0}


def test_the_book_leaves_out_what_is_to_be_refused() -> None:
    story = Story()
    story.send(story.town, "2")
    story.tell(TakeBack(at=story.at, place=Place(story.town, 0), refused="taken_up"))
    assert story.official()[TYPED] == 2
