"""Who may see what, told from the rule and in the plainest way: loops over facts, no tables, no queries.

A person sees their own units' things; of whoever reports to these, at any depth, what was sent in; notices
addressed to their units; and the names that go with all this.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from anyue.orgs.choices import Role
from tests.security.facts import Added, Held, Matter, Paper, Part, Person, Place, Put, Table, Word
from tests.security.world import World


def line(part: Part) -> Iterator[Part]:
    """A part and all above it."""
    above: Part | None = part
    while above is not None:
        yield above
        above = above.superior


class Sees:
    """What one person may see of a world."""

    def __init__(self, world: World, person: Person) -> None:
        self.world, self.person = world, person
        self.own = {place for place, _ in person.posts}

    def part(self, part: Part) -> bool:
        return any(above.place in self.own for above in line(part))

    def added(self, added: Added) -> bool:
        """Whoever sees the adder's pages, and whoever is asked."""
        mine = (part for part in added.part.paper.parts if part.place in self.own)
        return self.part(added.part) or any(added.part in line(part) for part in mine)

    def paper(self, paper: Paper) -> bool:
        return paper.place in self.own or any(part.place in self.own for part in paper.parts)

    def held(self, held: Held) -> bool:
        shared = any(place in self.own for place in held.beside)
        return held.place in self.own or shared or any(self.part(part) for part in held.counted_for)

    def put(self, put: Put) -> bool:
        return self.part(put.part)

    def matter(self, matter: Matter) -> bool:
        return matter.part.place in self.own or (bool(matter.sent) and self.part(matter.part))

    def word(self, word: Word) -> bool:
        return word.place in self.own

    def directory(self, place: Place) -> bool:
        """Units that may be written to: those under one's own or listed, for an office those of its area."""
        areas = {one.parent for one in self.own if one.row.kind == "office"} - {None}
        listed = any(office in self.own and one is place for office, one in self.world.listed)
        return place in self.own or place.parent in self.own or place.parent in areas or listed

    def above(self, place: Place) -> bool:
        """Offices that may write to one's own units: without a campaign, these take their cases."""
        if place.row.kind != "office":
            return False
        listed = {one for office, one in self.world.listed if office is place}
        same = {
            one for one in self.own if one.parent is place.parent is not None and one.row.kind != "office"
        }
        return bool(self.own & listed) or bool(same)

    def maintained(self, place: Place) -> bool:
        """Units in the directory that one keeps: a lead's are all below the area, the system's are all."""
        return self._below(place, {Role.LEAD}) or bool(self.person.user.administers)

    def looked_after(self, place: Place) -> bool:
        """Units whose people one sees: all below the area of whoever fills in."""
        return self._below(place, {Role.LEAD, Role.LIAISON})

    def _below(self, place: Place, roles: set[Role]) -> bool:
        """Whether a unit is below what one stands for in one of these roles: an office for its area."""
        mine = [one for one, role in self.person.posts if role in roles]
        areas = {one.parent if one.row.kind == "office" else one for one in mine}
        above = place.parent
        while above is not None:
            if above in areas:
                return True
            above = above.parent
        return False

    def places(self) -> set[Place]:
        """Whose names may be read."""
        mine = [part for part in self.world.parts if part.place in self.own]
        return {
            *(place for place in self.world.places if self.maintained(place)),
            # Whose parts one's own units are.
            *(place.parent for place in self.own if place.parent),
            *(place.parent.parent for place in self.own if place.parent and place.parent.parent),
            *(place for held in self.world.held if self.held(held) for place in (held.place, *held.beside)),
            *(place for place in self.world.places if self.directory(place) or self.above(place)),
            *(part.place for part in self.world.parts if self.part(part)),
            *(part.superior.place for part in mine if part.superior),
            *(part.paper.place for part in mine),
        }

    def people(self) -> list[Person]:
        """Whose names may be read: colleagues, whoever reports, and whoever decides on one's own reports."""
        parts = [part for part in self.world.parts if self.part(part)]
        above = [part.superior.place for part in parts if part.superior and part.place in self.own]
        hosts = [held.place for held in self.world.held if self.held(held)]
        if self.person.user.administers:
            # Accounts are their business.
            return self.world.people
        hosts += [place for place in self.world.places if self.looked_after(place)]
        near = {*self.own, *hosts, *(part.place for part in parts), *above}
        return [
            self.person,
            *(one for one in self.world.people if any(place in near for place, _ in one.posts)),
        ]

    def marks(self) -> set[str]:
        """Every mark that a page may show."""
        world = self.world

        def of(things: Iterable[Any]) -> set[str]:
            return {mark for thing in things for mark in thing.marks}

        reached = [table for table in world.tables if self.part(table.part)]
        return {
            *self.person.own_marks,
            *of(self.places()),
            *of(self.people()),
            *of(paper for paper in world.papers if self.paper(paper)),
            *of(part for part in world.parts if self.part(part)),
            *of(added for added in world.added if self.added(added)),
            *of(held for held in world.held if self.held(held)),
            *of(put for put in world.put if self.put(put)),
            # What it was called and where it was are told with it; what else the record says is not.
            *(
                mark
                for put in world.put
                if self.put(put)
                for mark in (put.held.row.title, put.held.row.place)
            ),
            *of(word for word in world.words if self.word(word)),
            *(mark for matter in world.matters if self.part(matter.part) for mark in matter.sent),
            *(mark for matter in world.matters if matter.part.place in self.own for mark in matter.kept),
            *(mark for table in reached for mark in table.sent),
            *(mark for table in reached if table.part.place in self.own for mark in table.kept),
        }

    def tables(self) -> list[Table]:
        return [table for table in self.world.tables if self.part(table.part)]
