"""What can happen in a simulated county, each at its moment; nothing here knows who plays it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from anyue.core.forms.form import Adds, Form, FormKind, Indicator, ValueType


@dataclass(frozen=True, slots=True)
class Ask:
    """One time at which a form falls due: `row` tells the forms of the notice apart, `number` the periods.

    Activities count from the day `since` on.
    """

    row: int
    title: str
    label: str
    form: Form
    number: int
    starts_on: date
    ends_on: date
    since: date
    due_at: datetime

    @property
    def adds_up(self) -> bool:
        """Whether superiors add it up, and not only read it."""
        return self.form.kind in {FormKind.STATISTICS, FormKind.REGISTER}

    def numbers(self) -> list[Indicator]:
        """The blanks that hold numbers."""
        return [one for one in self.form.indicators if one.type is ValueType.NUMBER]

    def added(self) -> list[str]:
        """The codes that are summed over units."""
        return [one.code for one in self.numbers() if one.adds in {Adds.BOTH, Adds.UNITS}]


@dataclass(frozen=True, slots=True)
class Place:
    """One report: a line of the county and an ask, both by index."""

    line: int
    ask: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that one person does at an aware moment.

    `refused` is the code of the error that the program has to answer with, "" where it has to let it pass.
    """

    at: datetime
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay(Event):
    """A unit asks those below it along these lines."""

    line: int
    below: tuple[int, ...]
    hours_earlier: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge(Event):
    """A unit confirms that it has the notice."""

    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Event):
    """A unit enters an activity into its ledger; `line` is the one along which it says it counts.

    `is_twice` is a second tap that the program has to see through.
    """

    unit: int
    kind: str
    day: date
    measures: Mapping[str, int]
    co_hosts: tuple[int, ...] = ()
    line: int | None = None
    is_twice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OnReport(Event):
    """Something that is done to one report."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(OnReport):
    """Numbers are kept, and not sent in."""

    typed: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit(OnReport):
    """A report is sent in: `typed` by hand over what the ledger fills in; `is_twice` as with `Hold`.

    `is_stale` says that the person's page is older than the report.
    """

    typed: Mapping[str, str]
    reasons: Mapping[str, str] = field(default_factory=dict)
    is_twice: bool = False
    is_stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(OnReport):
    """A unit takes its report back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(OnReport):
    """The superior opens a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return(OnReport):
    """The superior sends a report back, with the blanks that it is about."""

    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve(OnReport):
    """The superior makes a report official; `is_stale` says that an older version was looked at."""

    is_stale: bool = False
