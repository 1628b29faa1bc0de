"""What there is in a world, as plain facts, each with the marks in its texts."""

from dataclasses import dataclass, field

from anyue.accounts.models import User
from anyue.campaigns.models import Campaign, Notice, Participation
from anyue.cases.models import CaseItem
from anyue.notify.models import Message
from anyue.orgs.choices import Role
from anyue.orgs.models import Unit
from anyue.records.models import ActivityRecord, FeaturedActivity
from anyue.reports.models import Report


@dataclass(eq=False)
class Place:
    """A unit, and the head who does everything for it."""

    row: Unit
    parent: "Place | None"
    marks: set[str]
    people: "list[Person]" = field(default_factory=list)

    @property
    def head(self) -> User:
        return self.people[0].user


@dataclass(eq=False)
class Person:
    """Somebody, with the units and roles they have."""

    user: User
    marks: set[str]
    own_marks: set[str] = field(default_factory=set)
    posts: list[tuple[Place, Role]] = field(default_factory=list)


@dataclass(eq=False)
class Paper:
    """A notice; `parts` are those who take part once it was issued, the issuer first."""

    row: Notice
    place: Place
    marks: set[str]
    campaign: Campaign | None = None
    parts: "list[Part]" = field(default_factory=list)


@dataclass(eq=False)
class Part:
    """A unit in a campaign, with the part it reports to."""

    row: Participation
    place: Place
    superior: "Part | None"
    paper: Paper
    marks: set[str] = field(default_factory=set)


@dataclass(eq=False)
class Added:
    """A text that a part asks of everybody below it; the marks are in its name."""

    part: Part
    marks: set[str]


@dataclass(eq=False)
class Table:
    """A report: what was sent to the superior and stands, and what is the unit's own business."""

    row: Report
    part: Part
    sent: set[str]
    kept: set[str]


@dataclass(eq=False)
class Held:
    """A record, its co-hosts, and the parts for which a table that was sent in counts it."""

    row: ActivityRecord
    place: Place
    marks: set[str]
    beside: list[Place]
    counted_for: list[Part] = field(default_factory=list)


@dataclass(eq=False)
class Put:
    """A record that its unit put forward as a featured activity, along one part."""

    row: FeaturedActivity
    held: Held
    part: Part
    marks: set[str]


@dataclass(eq=False)
class Matter:
    """A typical case on its way along a part: what was sent up, and what is the unit's own business."""

    row: CaseItem
    part: Part
    sent: set[str]
    kept: set[str]


@dataclass(eq=False)
class Word:
    """A message to a unit."""

    row: Message
    place: Place
    marks: set[str]
