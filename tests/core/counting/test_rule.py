"""Whatever is recorded, sent in, returned and sent in again, each activity is counted once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from anyue.core.counting import (
    Held,
    Period,
    Sent,
    Table,
    carried_by,
    counted_by,
    counting_line,
    cumulative_with,
    draw,
    first_open,
)
from anyue.core.forms.form import Basis, Form, FormKind, Group, Indicator, Source, ValueType

FIRST = date(2026, 6, 1)
WEEKS = [Period(FIRST + timedelta(7 * n), FIRST + timedelta(7 * n + 6)) for n in range(4)]
LINES: Mapping[str, Mapping[int, Sequence[int]]] = {
    "month": {0: (10,), 1: (11, 12), 2: (13, 14, 15)},
    "tour": {0: (20, 21), 1: (22,), 2: (23,)},
}
"""The lines of each of three units within two root campaigns, in the order in which it was asked."""


def form(basis: Basis) -> Form:
    def one(code: str, measure: str, unit: str) -> Indicator:
        source = Source("lecture", measure)
        return Indicator(unit, unit, ValueType.NUMBER, code, source=source, basis=basis)

    indicators = (one("1.1", "events", "场"), one("1.2", "attendances", "人次"))
    return Form("附件2", "统计表", FormKind.STATISTICS, groups=(Group("宣讲", indicators),))


FORMS = {"weekly": form(Basis.PERIOD), "running": form(Basis.CUMULATIVE)}


@dataclass
class World:
    """The tables of everybody, sent in by nothing but the rule; claims are what the database keeps."""

    records: list[tuple[int, Held]] = field(default_factory=list)
    claims: dict[tuple[str, str, int], tuple[int, int]] = field(default_factory=dict)
    sheets: dict[tuple[str, str, int, int], Sent] = field(default_factory=dict)

    def send(self, root: str, name: str, unit: int, at: int, week: int) -> None:
        line = LINES[root][unit][at % len(LINES[root][unit])]
        if (root, name, line, week) in self.sheets:
            return
        before = [n for n in range(week) if (root, name, line, n) not in self.sheets]
        table = Table(line, LINES[root][unit], WEEKS[week], [WEEKS[n] for n in before], FIRST)
        open_to_count = [
            record
            for host, record in self.records
            if host == unit and (root, name, record.pk) not in self.claims
        ]
        counted = counted_by(table, open_to_count)
        drawn = draw(FORMS[name], counted)
        earlier = [
            self.sheets[root, name, line, n] for n in range(week) if (root, name, line, n) in self.sheets
        ]
        carried = carried_by(FORMS[name], earlier)
        values = cumulative_with(FORMS[name], carried, drawn.values)
        self.sheets[root, name, line, week] = Sent(values, carried)
        for record in counted:
            assert (root, name, record.pk) not in self.claims
            self.claims[root, name, record.pk] = (line, week)

    def send_back(self, root: str, name: str, unit: int, at: int, week: int) -> None:
        line = LINES[root][unit][at % len(LINES[root][unit])]
        if self.sheets.pop((root, name, line, week), None):
            self.claims = {
                claim: place
                for claim, place in self.claims.items()
                if claim[:2] != (root, name) or place != (line, week)
            }

    def sum_of(self, root: str, name: str, code: str) -> Decimal:
        """The total of the sheets: all weeks of a weekly form, the last one of a running one."""
        return sum(
            (
                Decimal(sent.values.get(code, "0"))
                for (its_root, its_name, _, week), sent in self.sheets.items()
                if (its_root, its_name) == (root, name) and (name == "weekly" or week == len(WEEKS) - 1)
            ),
            Decimal(),
        )


units = st.integers(0, 2)
roots = st.sampled_from(sorted(LINES))
events = st.tuples(
    units,
    st.integers(0, 27),
    st.integers(1, 3),
    st.none() | st.integers(0, 500),
    st.sampled_from([None, *(line for lines in LINES.values() for each in lines.values() for line in each)]),
)
acts = st.one_of(
    st.tuples(st.just("record"), events),
    # The last week stays open until everything has come in: what comes after it is in no table yet.
    st.tuples(
        st.sampled_from(["send", "return"]),
        st.tuples(roots, st.sampled_from(sorted(FORMS)), units, st.integers(0, 2), st.integers(0, 2)),
    ),
)


def play(told: Sequence[tuple[str, tuple[object, ...]]], order: Sequence[int]) -> World:
    world = World()
    for act, what in told:
        if act == "record":
            host, day, count, people, line = what
            measures = {"events": str(count), **({} if people is None else {"attendances": str(people)})}
            held_on = FIRST + timedelta(day)  # type: ignore[arg-type]  # The strategies say what each is.
            record = Held(len(world.records), "lecture", held_on, measures, line)  # type: ignore[arg-type]
            world.records.append((host, record))  # type: ignore[arg-type]
        elif act == "send":
            world.send(*what)  # type: ignore[arg-type]
        else:
            world.send_back(*what)  # type: ignore[arg-type]
    for week in [*order, len(WEEKS) - 1]:
        for root, lines in LINES.items():
            for name in FORMS:
                for unit, own in lines.items():
                    for at in range(len(own)):
                        world.send(root, name, unit, at, week)
    return world


@settings(max_examples=60)
@given(st.lists(acts, max_size=30), st.permutations(range(3)))
def test_sum_of_the_sheets_is_the_count_of_the_events(
    told: list[tuple[str, tuple[object, ...]]], order: list[int]
) -> None:
    world = play(told, order)
    for code, measure in (("1.1", "events"), ("1.2", "attendances")):
        held = sum((Decimal(record.measures.get(measure, "0")) for _, record in world.records), Decimal())
        for root in LINES:
            assert {name: world.sum_of(root, name, code) for name in FORMS} == dict.fromkeys(FORMS, held)


@settings(max_examples=60)
@given(st.lists(acts, max_size=30))
def test_each_record_is_counted_along_the_one_line_that_its_host_named(
    told: list[tuple[str, tuple[object, ...]]],
) -> None:
    world = play(told, range(3))
    hosts = {record.pk: (host, record) for host, record in world.records}
    for (root, _, pk), (line, week) in world.claims.items():
        host, record = hosts[pk]
        assert line == counting_line(record.line, LINES[root][host])
        assert WEEKS[week].ends_on >= record.held_on


days = st.dates(FIRST, FIRST + timedelta(40))


@settings(max_examples=60)
@given(days, st.permutations(WEEKS))
def test_first_open_period_does_not_depend_on_their_order(day: date, periods: list[Period]) -> None:
    found = first_open(day, periods)
    assert found == first_open(day, WEEKS)
    assert (found is None) == (day > WEEKS[-1].ends_on)


def test_late_record_goes_to_the_next_open_week() -> None:
    assert first_open(FIRST, WEEKS) == WEEKS[0]
    assert first_open(FIRST, WEEKS[1:]) == WEEKS[1]
    assert first_open(FIRST + timedelta(9), [WEEKS[0], WEEKS[3]]) == WEEKS[3]


def test_line_that_is_asked_no_more_gives_way_to_the_first() -> None:
    assert (counting_line(12, (11, 12)), counting_line(None, (11, 12)), counting_line(9, (11, 12))) == (
        12,
        11,
        11,
    )
