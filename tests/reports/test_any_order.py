"""Totals stay right under any order of acts: a state machine with a naive model of one number beside it."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.actions import acknowledge_notice
from anyue.core.errors import AnyueError
from anyue.orgs.actions import close_unit, move_unit, reopen_unit
from anyue.orgs.models import Unit
from anyue.reports.actions import (
    accept_differences,
    approve_report,
    cancel_correction,
    correct_report,
    open_for_review,
    reopen_report,
    return_report,
    submit_report,
    take_back_report,
)
from anyue.reports.digest import is_as_sent
from anyue.reports.models import Report, ReportVersion
from anyue.reports.queries import differences_in, overview_of, report_for, sheet_for, total_of
from anyue.reports.queries.levels import levels_of
from tests.cast import Running, new_key

pytestmark = pytest.mark.django_db

CODE = "2.1"
VILLAGES = ("village", "other_village")
DIRECT = ("town", "sibling_town", "bureau")
UNITS = st.sampled_from([*VILLAGES, *DIRECT])


@dataclass
class Model:
    """One unit's report as a naive reader of the rules keeps it: its versions and what they come to."""

    own: int = 0
    version: int = 0
    sent: int | None = None
    is_opened: bool = False
    is_approved: bool = False
    is_late: bool = False
    is_from_above: bool = False
    official: int | None = None
    official_own: int | None = None
    official_version: int = 0
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def send(self, parts: dict[str, tuple[int, int]]) -> None:
        self.parts = parts
        self.sent = self.own + sum(value for _, value in parts.values())
        self.version += 1
        self.is_opened = self.is_approved = False

    @property
    def standing(self) -> int | None:
        return self.sent if self.sent is not None else self.official


class AnyOrder(RuleBasedStateMachine):
    """Acts on one week of a county with a town, two villages below it, and two more units."""

    running: Running
    people: dict[str, User]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.week = self.running.weeks[1]
        self.models = {name: Model() for name in (*VILLAGES, *DIRECT)}
        self.closed: set[str] = set()
        self.time: Any = nullcontext()
        self.is_past = False

    def teardown(self) -> None:
        self.time.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def report(self, name: str) -> Report | None:
        found = Report.objects.filter(participation=self.running.part(name), occurrence=self.week).first()
        return found and report_for(self.people[name], found.pk)

    def reviewer(self, name: str) -> User:
        return self.people["town"] if name in VILLAGES else self.running.cast.lead

    def below(self, name: str) -> dict[str, tuple[int, int]]:
        """The official version and value of each unit below."""
        if name != "town":
            return {}
        told = {village: self.models[village] for village in VILLAGES}
        return {
            village: (one.official_version, one.official)
            for village, one in told.items()
            if one.official is not None
        }

    def act(self, *, is_allowed: bool, does: Callable[[], object]) -> bool:
        """Try an act: what the model allows must work, and what it does not must change nothing."""
        if is_allowed:
            does()
            return True
        try:
            with transaction.atomic():
                does()
        except AnyueError:
            return False
        raise AssertionError("An act was let through that should not have been.")

    @rule(name=UNITS, number=st.integers(0, 40))
    def submit(self, name: str, number: int) -> None:
        model, part = self.models[name], self.running.part(name)

        def does() -> None:
            submit_report(
                participation=part,
                occurrence=self.week,
                raw={CODE: str(number)},
                revision=sheet_for(part, self.week).revision,
                key=new_key(),
                by=self.people[name],
            )

        if self.act(is_allowed=model.sent is None, does=does):
            model.own = number
            model.is_late = model.is_late or (not model.version and self.is_past)
            model.send(self.below(name))

    @rule(name=UNITS)
    def withdraw(self, name: str) -> None:
        model, report = self.models[name], self.report(name)
        if report is None:
            return
        is_allowed = model.sent is not None and not model.is_opened and not model.is_approved
        if self.act(
            is_allowed=is_allowed, does=lambda: take_back_report(report=report, by=self.people[name])
        ):
            model.sent = None

    @rule(name=UNITS)
    def look(self, name: str) -> None:
        if report := self.report(name):
            open_for_review(report=report, by=self.reviewer(name))
            self.models[name].is_opened = True

    @rule(name=UNITS)
    def send_back(self, name: str) -> None:
        model, report = self.models[name], self.report(name)
        if report is None:
            return
        if self.act(
            is_allowed=model.sent is not None and not model.is_approved,
            does=lambda: return_report(
                report=report, version=model.version, reason="请核对。", by=self.reviewer(name)
            ),
        ):
            model.sent = None

    @rule(name=UNITS)
    def approve(self, name: str) -> None:
        model, report = self.models[name], self.report(name)
        if report is None:
            return
        if self.act(
            is_allowed=model.sent is not None and not model.is_approved,
            does=lambda: approve_report(report=report, version=model.version, by=self.reviewer(name)),
        ):
            model.is_approved, model.official, model.official_version = True, model.sent, model.version
            model.official_own = model.own

    @rule(name=UNITS)
    def correct(self, name: str) -> None:
        model, report = self.models[name], self.report(name)
        if report is None:
            return
        if self.act(
            is_allowed=model.sent is not None and model.is_approved,
            does=lambda: correct_report(
                report=report, version=model.version, reason="漏记", by=self.people[name]
            ),
        ):
            model.sent, model.is_approved, model.is_from_above = None, False, False

    @rule(name=UNITS)
    def reopen(self, name: str) -> None:
        """The superior sends an approved table back."""
        model, report = self.models[name], self.report(name)
        if report is None:
            return
        if self.act(
            is_allowed=model.sent is not None and model.is_approved,
            does=lambda: reopen_report(
                report=report, version=model.version, reason="请核对。", by=self.reviewer(name)
            ),
        ):
            model.sent, model.is_approved, model.is_from_above = None, False, True

    @rule(name=UNITS, is_superior=st.booleans())
    def cancel(self, name: str, *, is_superior: bool) -> None:
        """What was reopened goes back to the approved version, unless something was sent in since."""
        model, report = self.models[name], self.report(name)
        if report is None:
            return
        is_reopened = model.sent is None and 0 < model.version == model.official_version
        by = self.reviewer(name) if is_superior else self.people[name]
        if self.act(
            is_allowed=is_reopened and (is_superior or not model.is_from_above),
            does=lambda: cancel_correction(report=report, by=by),
        ):
            model.sent, model.is_approved = model.official, True

    @rule(chosen=st.sets(st.sampled_from(VILLAGES), min_size=1))
    def accept(self, chosen: set[str]) -> None:
        model, report = self.models["town"], self.report("town")
        if report is None:
            return
        now = self.below("town")
        differing = {name for name in now if model.parts.get(name) != now[name]}
        versions = ReportVersion.objects.official().filter(
            report__participation__in=[self.running.part(name) for name in chosen]
        )
        accepted = set(versions.values_list("pk", flat=True))
        # A village without an official version offers nothing to choose.
        taken = chosen & now.keys()
        if self.act(
            is_allowed=model.sent is not None and bool(taken) and taken <= differing,
            does=lambda: accept_differences(
                report=report, version=model.version, accepted=accepted, by=self.people["town"]
            ),
        ):
            model.send({**model.parts, **{name: now[name] for name in taken}})

    @rule(name=st.sampled_from(VILLAGES))
    def move(self, name: str) -> None:
        """A unit moves to the other town and back; what it reports, and to whom, stays."""
        unit = Unit.objects.get(pk=getattr(self.running.cast, name).pk)
        towns = (self.running.cast.town, self.running.cast.sibling_town)
        if name not in self.closed:
            move_unit(unit=unit, parent=towns[unit.parent_id == towns[0].pk], by=None)

    @rule(name=st.sampled_from(VILLAGES))
    def close_or_reopen(self, name: str) -> None:
        unit = Unit.objects.get(pk=getattr(self.running.cast, name).pk)
        if name in self.closed:
            reopen_unit(unit=unit, by=None)
        else:
            close_unit(unit=unit, by=None)
        self.closed ^= {name}

    @precondition(lambda self: not self.is_past)
    @rule()
    def let_the_deadline_pass(self) -> None:
        self.is_past = True
        self.time = clock.standing_at(self.week.due_at + timedelta(hours=1))
        self.time.__enter__()

    @invariant()
    def totals_are_those_of_the_model(self) -> None:
        for with_waiting in (False, True):
            total = total_of(
                self.running.root, self.running.table, [self.week], with_waiting=with_waiting, now=clock.now()
            )
            models = [self.models[name] for name in DIRECT]
            told = [one.standing if with_waiting else one.official for one in models]
            known = [value for value in told if value is not None]
            assert total.total.values.get(CODE) == (str(sum(known)) if known else None)
            assert len(total.units) == len(known)

    @invariant()
    def what_was_sent_moves_only_by_a_new_version(self) -> None:
        for name, model in self.models.items():
            report = self.report(name)
            if report is None:
                assert model.version == 0
                continue
            assert (report.version, report.approved_version) == (model.version, model.official_version)
            if model.sent is not None:
                version = report.versions.get(number=model.version)
                assert version.values[CODE] == str(model.sent)
                assert version.gaps.get("counted", 0) == len(model.parts)

    @invariant()
    def differences_are_those_of_the_model(self) -> None:
        model, report = self.models["town"], self.report("town")
        if report is None or model.sent is None:
            return
        sent = report.versions.get(number=model.version)
        found = differences_in(sent, self.running.table.form, self.running.part("town"))
        now = self.below("town")
        expected = {getattr(self.running, name).pk for name in now if model.parts.get(name) != now[name]}
        assert {one.participation.pk for one in found} == expected

    @invariant()
    def sums_along_the_tree_are_of_own_numbers(self) -> None:
        found = levels_of(self.running.root, self.running.table, [self.week], with_waiting=False)
        told = {one.participation.pk: one.total.get(CODE) for one in found}
        for names, part in (
            (self.models, self.running.root),
            (("town", *VILLAGES), self.running.part("town")),
            *(((name,), self.running.part(name)) for name in VILLAGES),
        ):
            own = [n for name in names if (n := self.models[name].official_own) is not None]
            assert told[part.pk] == (str(sum(own)) if own else None)

    @invariant()
    def every_version_is_as_it_was_sent(self) -> None:
        assert all(is_as_sent(version) for version in ReportVersion.objects.all())

    @invariant()
    def who_is_in_and_who_is_late_is_known(self) -> None:
        rows = {row.participation.pk: row for row in overview_of(self.running.root, clock.now()).rows}
        for name in DIRECT:
            model = self.models[name]
            cell = next(
                one for one in rows[getattr(self.running, name).pk].cells if one.occurrence.pk == self.week.pk
            )
            assert cell.is_late == model.is_late


def test_totals_stay_right_under_any_order_of_acts(running: Running) -> None:
    cast = running.cast
    acknowledge_notice(participation=running.part("bureau"), by=cast.bureau_clerk)
    AnyOrder.running = running
    AnyOrder.people = {
        "village": cast.village_clerk,
        "other_village": cast.other_village_clerk,
        "town": cast.clerk,
        "sibling_town": cast.sibling,
        "bureau": cast.bureau_clerk,
    }
    few = connection.vendor != "sqlite"
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=3 if few else 6,
            stateful_step_count=30,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
        ),
    )
