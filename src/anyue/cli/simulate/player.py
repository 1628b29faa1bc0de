"""Plays a script through the program's own acts, as its pages call them, with the clock at each moment."""

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.actions import acknowledge_notice, relay_campaign
from anyue.campaigns.models import Occurrence, Participation
from anyue.campaigns.queries import occurrence_with_form, own_participation_for
from anyue.cli.simulate.stage import Stage
from anyue.core.activity import Details
from anyue.core.errors import AnyueError
from anyue.core.simulation import (
    Acknowledge,
    Approve,
    Draft,
    Event,
    Hold,
    Open,
    Place,
    Relay,
    Return,
    Submit,
    TakeBack,
)
from anyue.records.actions import keep_record
from anyue.reports.actions import (
    approve_report,
    open_for_review,
    return_report,
    save_report,
    submit_report,
    take_back_report,
)
from anyue.reports.filling import REASON
from anyue.reports.models import Report
from anyue.reports.queries import sheet_for


class Player:
    """Everybody in a county, one after the other."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._parts = dict(stage.parts)
        self._played = 0

    @property
    def parts(self) -> dict[int, int]:
        """The participation of each line that was asked so far."""
        return self._parts

    def play(self, event: Event) -> str:
        """Let it happen; the code of the error that the program answered with, "" where it let it pass."""
        self._played += 1
        try:
            with clock.standing_at(event.at):
                self._act(event)
        except AnyueError as error:
            return error.code
        return ""

    def _act(self, event: Event) -> None:
        match event:
            case Acknowledge():
                part, user = self._own(event.line)
                acknowledge_notice(participation=part, by=user)
            case Relay():
                self._relay(event)
            case Hold():
                self._hold(event)
            case Draft():
                self._save(event)
            case Submit():
                self._submit(event)
            case TakeBack():
                _, user = self._own(event.place.line)
                take_back_report(report=self._report(event.place), by=user)
            case Open():
                open_for_review(report=self._report(event.place), by=self._superior(event.place))
            case Return():
                report = self._report(event.place)
                return_report(
                    report=report,
                    version=report.version,
                    reason="数字与台账或下级报送不符，请核对后重新报送。",
                    marks=event.marks,
                    by=self._superior(event.place),
                )
            case Approve():
                report = self._report(event.place)
                version = report.version - event.is_stale
                approve_report(report=report, version=version, by=self._superior(event.place))

    def _relay(self, event: Relay) -> None:
        part, user = self._own(event.line)
        lines = self._stage.county.lines
        units = [self._stage.units[lines[at].unit] for at in event.below]
        joined = relay_campaign(
            participation=part, recipients=units, hours_earlier=event.hours_earlier, by=user
        )
        by_unit = {one.unit_id: one.pk for one in joined}
        self._parts |= {at: by_unit[unit.pk] for at, unit in zip(event.below, units, strict=True)}

    def _hold(self, event: Hold) -> None:
        unit = self._stage.units[event.unit]
        lines = []
        if event.line is not None:
            lines = [Participation.objects.select_related("campaign").get(pk=self._parts[event.line])]
        for _ in range(1 + event.is_twice):
            keep_record(
                unit=unit,
                kind=event.kind,
                title="",
                held_on=event.day,
                measures={code: str(number) for code, number in event.measures.items()},
                details=Details(place="本单位"),
                co_hosts=[self._stage.units[at] for at in event.co_hosts],
                lines=lines,
                key=self._key(),
                by=self._stage.people[event.unit],
            )

    def _save(self, event: Draft) -> None:
        part, user = self._own(event.place.line)
        occurrence = self._occurrence(event.place)
        sheet = sheet_for(part, occurrence)
        raw = {**sheet.own, **event.typed}
        save_report(participation=part, occurrence=occurrence, raw=raw, revision=sheet.revision, by=user)

    def _submit(self, event: Submit) -> None:
        part, user = self._own(event.place.line)
        occurrence = self._occurrence(event.place)
        sheet = sheet_for(part, occurrence)
        reasons = {REASON + code: reason for code, reason in event.reasons.items()}
        raw = {**sheet.own, **event.typed, **reasons}
        for _ in range(1 + event.is_twice):
            submit_report(
                participation=part,
                occurrence=occurrence,
                raw=raw,
                revision=sheet.revision - event.is_stale,
                key=self._key(),
                by=user,
            )

    def _key(self) -> str:
        """What a page is told by: both taps of one event have the same."""
        return f"simulated-{self._stage.campaign.pk}-{self._played}"

    def _own(self, line: int) -> tuple[Participation, User]:
        """A line as its own person's page finds it."""
        user = self._stage.people[self._stage.county.lines[line].unit]
        return own_participation_for(user, self._parts[line]), user

    def _superior(self, place: Place) -> User:
        lines = self._stage.county.lines
        superior = lines[place.line].superior
        return self._stage.people[lines[superior or 0].unit]

    def _report(self, place: Place) -> Report:
        occurrence = self._occurrence(place)
        reports = Report.objects.select_related("participation__unit", "participation__superior__unit")
        report = reports.get(participation=self._parts[place.line], occurrence=occurrence)
        report.occurrence = occurrence
        return report

    def _occurrence(self, place: Place) -> Occurrence:
        return occurrence_with_form(self._stage.occurrences[place.ask])
