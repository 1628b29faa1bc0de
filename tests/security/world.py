"""A random world: units, people, notices, campaigns, relays, records, reports; each with marks of its own.

It is built by the program's own actions; what was done is kept beside it as plain facts, from which `rule`
tells who may see what.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anyue import clock
from anyue.accounts.actions import create_account, make_administrator, set_mobile
from anyue.accounts.choices import AdministratorKind
from anyue.campaigns.actions import acknowledge_notice, import_notice, issue_campaign, relay_campaign
from anyue.campaigns.adding import Addition
from anyue.campaigns.files import Upload
from anyue.campaigns.models import CampaignForm, Occurrence
from anyue.cases.actions import approve_case, enter_case, return_case, send_case, take_back_case
from anyue.cases.queries.lines import Line
from anyue.core.activity import Details
from anyue.core.cases import Register
from anyue.core.forms.form import ValueType
from anyue.core.forms.values import check_values
from anyue.core.uploads import Prepared, UploadKind
from anyue.notify.models import Message
from anyue.orgs.actions import appoint, create_unit
from anyue.orgs.choices import Role, UnitKind
from anyue.orgs.models import Listing
from anyue.records.actions import add_evidence, keep_record, send_featured
from anyue.records.models import Claim
from anyue.reports.actions import approve_report, return_report, save_report, submit_report, take_back_report
from anyue.reports.filling import REASON
from anyue.tokens.actions import make_token
from anyue.tokens.choices import READ
from anyue.tokens.models import Token
from tests.cases.samples import CASE
from tests.cast import ISSUED, NOTICE, THEME, new_key, say
from tests.security.facts import Added, Held, Matter, Paper, Part, Person, Place, Put, Table, Word
from tests.security.marks import number, word


@dataclass
class World:
    """All of it."""

    chance: random.Random
    word: Callable[[random.Random], str] = word
    places: list[Place] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)
    put: list[Put] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    listed: list[tuple[Place, Place]] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    secrets: dict[Person, str] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)

    @property
    def parts(self) -> list[Part]:
        return [part for paper in self.papers for part in paper.parts]

    def mark(self) -> str:
        return self.word(self.chance)

    def owners(self, marks: set[str]) -> list[Any]:
        """What these marks belong to, for a message."""
        things: tuple[Any, ...] = (*self.places, *self.people, *self.papers, *self.parts, *self.held)
        owners = [getattr(thing, "user", None) or thing.row for thing in things if thing.marks & marks]
        papers: tuple[Any, ...] = (*self.tables, *self.matters)
        return owners + [paper.row for paper in papers if (paper.sent | paper.kept) & marks]

    def marks(self) -> set[str]:
        """Every mark there is."""
        things: tuple[Any, ...] = (
            *self.places,
            *self.people,
            *self.papers,
            *self.parts,
            *self.added,
            *self.held,
            *self.words,
        )
        tables = {mark for table in self.tables for mark in table.sent | table.kept}
        matters = {mark for matter in self.matters for mark in matter.sent | matter.kept}
        return {mark for thing in things for mark in thing.marks} | tables | matters

    # Units and people.

    def unit(self, name: str, kind: UnitKind, parent: Place | None) -> Place:
        mark = self.mark()
        row = create_unit(
            name=name + mark,
            kind=kind,
            parent=parent.row if parent else None,
            position=len(self.places) + 1,
            by=None,
        )
        place = Place(row, parent, {mark})
        self.places.append(place)
        self.person([(place, Role.LEAD)])
        return place

    def person(self, posts: list[tuple[Place, Role]]) -> Person:
        mark = self.mark()
        user = create_account(account=f"p{len(self.people)}", name=mark, password="x" * 12, by=None)
        person = Person(user, {mark}, posts=posts)
        for place, role in posts:
            appoint(user=user, unit=place.row, role=role, by=None)
            place.people.append(person)
        self.people.append(person)
        mobile = f"1390{self.chance.randrange(10**7):07d}"
        set_mobile(user=user, typed=mobile, by=None)
        self.numbers.add(mobile)
        return person

    def administrator(self, kind: AdministratorKind) -> None:
        mark = self.mark()
        account = f"p{len(self.people)}"
        user = make_administrator(account=account, name=mark, password="x" * 12, kind=kind, by=None)
        self.people.append(Person(user, {mark}))

    def county(self, towns: int) -> None:
        chance = self.chance
        area = self.unit("某县", UnitKind.AREA, None)
        self.unit("县安委办", UnitKind.OFFICE, area)
        bureau = self.unit("某局", UnitKind.DEPARTMENT, area)
        if chance.random() < 0.5:
            self.unit("局属企业", UnitKind.ENTERPRISE, bureau)
        for _ in range(towns):
            town = self.unit("某镇", UnitKind.TOWN, area)
            for _ in range(chance.randint(0, 2)):
                self.unit("某村", UnitKind.VILLAGE, town)

    def neighbours(self, place: Place) -> list[Place]:
        """To whom a unit may send a notice: an office to the units of its area, any other to its own."""
        over = place.parent if place.row.kind == UnitKind.OFFICE else place
        return [
            one for one in self.places if one.parent is over and one is not place and one.row.kind != "area"
        ] + [one for office, one in self.listed if office is place]

    # Notices and campaigns.

    def notice(self, place: Place) -> Paper:
        text = NOTICE.read_text("utf-8")
        marks = {word: self.mark() for word in ("人人会避险", "谷雨", "宣讲队", "活动名称", "疏散演练")}
        for plain, mark in marks.items():
            text = text.replace(plain, plain + mark)
        name = self.mark()
        row = import_notice(
            unit=place.row, files=[Upload(f"{name}.txt", text.encode())], by=place.head, key=new_key()
        )
        paper = Paper(row, place, {*marks.values(), name})
        if self.chance.random() < 0.7:
            said = self.mark()
            say(row, "header", THEME, by=place.head, value=said)
            paper.marks.add(said)
        self.papers.append(paper)
        return paper

    def issue(self, place: Place) -> None:
        neighbours = self.neighbours(place)
        if not neighbours:
            return
        chance, paper = self.chance, self.notice(place)
        to = chance.sample(neighbours, chance.randint(max(1, len(neighbours) - 1), len(neighbours)))
        campaign = issue_campaign(notice=paper.row, recipients=[one.row for one in to], by=place.head)
        paper.campaign = campaign
        rows = {row.unit_id: row for row in campaign.participations.all()}
        root = Part(rows[place.row.pk], place, None, paper)
        paper.parts.append(root)
        self.join([Part(rows[one.row.pk], one, root, paper) for one in to])

    def join(self, parts: list[Part]) -> None:
        for part in parts:
            part.paper.parts.append(part)
        for part in parts:
            self.take_part(part)

    def take_part(self, part: Part) -> None:
        chance, place = self.chance, part.place
        if chance.random() < 0.1:
            return
        acknowledge_notice(participation=part.row, by=place.head)
        part.row.refresh_from_db()
        taken = {one.place for one in part.paper.parts}
        free = [one for one in self.neighbours(place) if one not in taken]
        if not free or chance.random() < 0.2:
            return
        to = chance.sample(free, chance.randint(1, len(free)))
        wanted = self.mark()
        # Its own chance, so that who takes part does not hang on what is added.
        beside = random.Random(part.row.pk)  # noqa: S311  Only tests.
        named = self.word(beside)
        additions = [Addition("2026-06-20", named)] if beside.random() < 0.6 else []
        self.added += [Added(part, {named}) for _ in additions]
        asked: dict[str, Any] = {"instructions": wanted, "additions": additions}
        rows = relay_campaign(participation=part.row, recipients=[t.row for t in to], by=place.head, **asked)
        self.join([Part(row, one, part, part.paper, {wanted}) for row, one in zip(rows, to, strict=True)])

    # Records and reports.

    def keep(self, place: Place) -> None:
        title, where, note = self.mark(), self.mark(), self.mark()
        near = [one.place for paper in self.papers for one in paper.parts if one.place is not place]
        beside = self.chance.sample(near, 1) if near and self.chance.random() < 0.4 else []
        row = keep_record(
            unit=place.row,
            kind="lecture",
            title=title,
            held_on=date(2026, 6, self.chance.randint(1, 5)),
            details=Details(place=where, note=note),
            co_hosts=[one.row for one in beside],
            measures={"events": "1", "attendances": str(self.chance.randint(5, 50))},
            key=new_key(),
            by=place.head,
        )
        called, shows = self.mark(), self.mark()
        # What is in the file is of no matter to who may see it.
        file = Prepared(
            f"{called}.pdf", UploadKind.PDF, shows.encode(), shows.ljust(64), shows.ljust(64), b""
        )
        add_evidence(record=row, files=[file], by=place.head)
        self.held.append(Held(row, place, {title, where, note, called, shows}, beside))

    def put_forward(self, held: Held) -> None:
        """Send a record along one of its unit's parts."""
        parts = [part for part in self.parts if part.place is held.place and part.superior]
        if not parts or self.chance.random() < 0.4:
            return
        part, title, text = self.chance.choice(parts), self.mark(), self.mark()
        row = send_featured(
            record=held.row, participation=part.row, title=title, text=text, photos=[], by=held.place.head
        )
        self.put.append(Put(row, held, part, {title, text}))

    def values(self, form: CampaignForm) -> tuple[dict[str, str], set[str]]:
        """Something for the blanks of a form, and the marks in it."""
        texts = [i.code for i in form.form.indicators if i.type is ValueType.TEXT][:2]
        numbers = [i.code for i in form.form.indicators if i.type is ValueType.NUMBER][-1:]
        raw = {code: self.mark() for code in texts} | {code: number(self.chance) for code in numbers}
        # A blank that asks for a number of people or of a telephone takes no mark.
        _, wrong = check_values(form.form, raw)
        raw = {code: value for code, value in raw.items() if code not in wrong}
        # Why a number is another than that of the ledger.
        why = {REASON + i.code: self.mark() for i in form.form.indicators if i.type is ValueType.NUMBER}
        return raw | why, set(raw.values()) | set(why.values())

    def report(self, part: Part, when: Occurrence) -> None:
        """Let a report go as far as chance takes it."""
        form, head, superior = when.deadline.form, part.place.head, part.superior
        assert form is not None
        assert superior is not None
        raw, marks = self.values(form)
        ends = ["draft", *["sent"] * 2, "taken back", "sent anew", "returned", "kept anew", *["approved"] * 2]
        end = self.chance.choice(ends)
        place: dict[str, Any] = {"participation": part.row, "occurrence": when, "by": head}
        if end == "draft":
            row = save_report(**place, raw=raw, revision=0)
            self.tables.append(Table(row, part, set(), marks))
            return
        row = submit_report(**place, raw=raw, revision=0, key=new_key())
        table = Table(row, part, marks, set())
        self.tables.append(table)
        if end in {"taken back", "sent anew"}:
            take_back_report(report=row, by=head)
            table.sent, table.kept = set(), marks
            if end == "sent anew":
                raw, marks = self.values(form)
                submit_report(**place, raw=raw, revision=2, key=new_key())
                table.sent = marks
        elif end in {"returned", "kept anew"}:
            reason = self.mark()
            return_report(report=row, version=1, reason=reason, by=superior.place.head)
            table.sent = {*marks, reason}
            if end == "kept anew":
                raw, table.kept = self.values(form)
                save_report(**place, raw=raw, revision=2)
        elif end == "approved":
            approve_report(report=row, version=1, by=superior.place.head)

    def reports(self, paper: Paper) -> None:
        """From the leaves up, so that a superior's table holds what came from below."""
        assert paper.campaign is not None
        # A card asks for a person with a number, which have marks of their own.
        tables = paper.campaign.forms.exclude(kind="card")
        times = [when.pk for form in tables for when in list(form.occurrences())[:2]]
        for part in reversed(paper.parts[1:]):
            if part.row.acknowledged_at:
                asked = Occurrence.objects.asked_of([part.row]).select_related("deadline__form")
                for when in asked.filter(pk__in=times):
                    if self.chance.random() < 0.8:
                        self.report(part, when)

    def matter(self, part: Part, end: str = "") -> Matter:
        """Let a typical case go along a part, as far as said or as chance takes it."""
        assert part.superior is not None
        head, title, facts = part.place.head, self.mark(), self.mark()
        marks = {title, facts}
        raw = {**CASE, "title": title, "facts": facts}
        row = enter_case(
            register=Register.CASE,
            line=Line(part.place.row, part.superior.place.row, part.row),
            raw=raw,
            key=new_key(),
            by=head,
        )
        matter = Matter(row, part, set(), marks)
        self.matters.append(matter)
        end = end or self.chance.choice(["draft", "sent", "taken back", "returned", "approved"])
        if end != "draft":
            matter.row = send_case(item=row, raw=raw, revision=row.revision, key=new_key(), by=head)
        if end == "taken back":
            take_back_case(item=matter.row, by=head)
        elif end != "draft":
            matter.sent = marks
        if end == "returned":
            reason = self.mark()
            return_case(item=matter.row, version=1, reason=reason, marks={}, by=part.superior.place.head)
            matter.sent = {*marks, reason}
        elif end == "approved":
            approve_case(item=matter.row, version=1, by=part.superior.place.head)
            matter.row.refresh_from_db()
        return matter

    def everyday(self) -> None:
        """What everybody enters and sends."""
        for place in self.places:
            self.keep(place)
            self.message(place)
        for held in self.held:
            self.put_forward(held)
        for part in self.parts:
            if part.superior and self.chance.random() < 0.6:
                self.matter(part)
        for paper in self.papers:
            if paper.campaign:
                self.reports(paper)

    def message(self, place: Place) -> None:
        mark = self.mark()
        row = Message.objects.create(unit=place.row, text=mark, url="/", posted_at=clock.now())
        self.words.append(Word(row, place, {mark}))

    def token(self, place: Place) -> None:
        """A token of the head of a unit; its name is the head's own."""
        person = place.people[0]
        name = self.mark()
        made = make_token(
            membership=person.user.memberships.get(unit=place.row),
            name=name,
            scopes=[READ],
            last_day=date(2026, 12, 31),
            by=person.user,
        )
        self.tokens.append(made.token)
        self.secrets[person] = made.secret
        person.own_marks.add(name)


def make_world(seed: int, mark: Callable[[random.Random], str] = word) -> World:
    """A world of two counties, with two lines in the first and a campaign in the other."""
    world = World(random.Random(seed), mark)  # noqa: S311  Only tests.
    chance = world.chance
    world.county(towns=chance.randint(2, 3))
    world.county(towns=1)
    offices = [one for one in world.places if one.row.kind == UnitKind.OFFICE]
    areas = [one for one in world.places if one.row.kind == UnitKind.AREA]
    # The bureau lists a unit from outside its area.
    line = [one for one in world.places if one.row.kind == UnitKind.DEPARTMENT]
    row = next(one for one in world.places if one.row.kind == UnitKind.TOWN)
    Listing.objects.create(office=line[0].row, unit=row.row)
    world.listed.append((line[0], row))
    for _ in range(4):
        posts = {
            (chance.choice(world.places), chance.choice(list(Role))) for _ in range(chance.randint(1, 2))
        }
        world.person(sorted(posts, key=lambda post: post[0].row.pk))
    world.person([])
    for kind in AdministratorKind:
        world.administrator(kind)
    with clock.standing_at(ISSUED):
        for place in (offices[0], areas[0], line[0], chance.choice(world.places), offices[1]):
            world.issue(place)
        world.notice(chance.choice(world.places))
    for place in chance.sample(world.places, 3):
        world.token(place)
    world.everyday()
    # What counts what is a fact; who may see it is the rule's.
    parts = {(part.paper.campaign.pk, part.place.row.pk): part for part in world.parts if part.paper.campaign}
    for held in world.held:
        counts = Claim.objects.filter(record=held.row).values_list("form__campaign", flat=True)
        held.counted_for = [parts[campaign, held.place.row.pk] for campaign in counts]
    return world
