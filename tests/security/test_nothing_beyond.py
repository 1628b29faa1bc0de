"""No query and no address shows or does anything beyond the rule, whatever the tree, the roles, the relays.

`ANYUE_RIGHTS_WORLDS` says how many worlds are tried (1), `ANYUE_RIGHTS_MOST` how many addresses of a route
by each person (3); the account of what was tried is printed at the end (`pytest -s`).
"""

import logging
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, cast
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Max
from django.test import Client, TestCase
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from anyue.accounts.models import Mobile
from anyue.audit.choices import Result
from anyue.audit.models import AuditEntry
from anyue.campaigns.models import Assignment
from anyue.campaigns.queries import occurrence_with_form
from anyue.orgs.permissions import ROLE_PERMISSIONS, Permission
from tests.fixtures import signed_in
from tests.security import marks
from tests.security.addresses import Addresses, routes
from tests.security.facts import Person
from tests.security.rule import Sees
from tests.security.world import World, make_world

WORLDS = int(os.environ.get("ANYUE_RIGHTS_WORLDS", "1"))
MOST = int(os.environ.get("ANYUE_RIGHTS_MOST", "3"))

MOBILE = re.compile(r"1390\d{7}")

tried: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def _account() -> Iterator[None]:
    """Say in the end how much was tried; what is refused is not told thousands of times."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)
    print("\nnothing beyond the rule:", ", ".join(f"{count} {what}" for what, count in tried.items()))  # noqa: T201


@pytest.fixture(autouse=True)
def nobody_is_held_back(settings: Settings) -> None:
    """Thousands of requests a minute are no flood here, and whoever is held back sees nothing anyway."""
    settings.RATE_LIMITS = ()


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens in the block has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    occurrence_with_form.cache_clear()


@contextmanager
def world_of(seed: int) -> Iterator[World]:
    with undone():
        with TestCase.captureOnCommitCallbacks(execute=True):
            world = make_world(seed)
        tried["worlds"] += 1
        yield world


def people_of(world: World) -> list[Person]:
    """Those with odd posts, an administrator, the heads of who issued something, some other heads."""
    heads = [place.people[0] for place in world.places]
    administrators = [person for person in world.people if person.user.administers]
    odd = [person for person in world.people if person not in heads and person not in administrators]
    issuers = list(dict.fromkeys(paper.place.people[0] for paper in world.papers))
    others = [person for person in heads if person not in issuers]
    chosen = [*odd, world.chance.choice(administrators), *issuers, *world.chance.sample(others, 3)]
    tried["people"] += len(chosen)
    return chosen


each_world = given(seed=st.integers(0, 2**32))
rich = hypothesis_settings(
    max_examples=WORLDS,
    derandomize=True,
    database=None,
    # A smaller seed is no simpler world.
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def check_token(world: World, person: Person, secret: str, everywhere: Addresses) -> None:
    """A token shows what its one membership shows, through the interface alone."""
    (token,) = [one for one in world.tokens if one.membership.user_id == person.user.pk]
    only = [(place, role) for place, role in person.posts if place.row.pk == token.membership.unit_id]
    allowed = Sees(world, Person(person.user, person.marks, person.own_marks, only)).marks()
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    for route, address in everywhere.some(MOST):
        answer = client.get(address)
        tried["requests by token"] += 1
        assert route.startswith(("api/", "sign-in")) or answer.status_code != 200, address
        assert marks.marks_in(marks.told(answer)) - allowed == set(), address


@pytest.mark.django_db
@rich
@each_world
def test_no_address_shows_anything_beyond_the_rule(seed: int) -> None:
    with world_of(seed) as world:
        everywhere = Addresses(world)
        tried["addresses"] += everywhere.count
        shown, before = set[str](), tried["requests"]
        for person in people_of(world):
            client, allowed = signed_in(person.user), Sees(world, person).marks()
            # A liaison's own card is offered with their own number.
            own = {mobile.number for mobile in Mobile.objects.filter(user=person.user)}
            for _, address in everywhere.some(MOST):
                answer = client.get(address)
                text = marks.told(answer)
                found = marks.marks_in(text)
                tried["requests"] += 1
                assert answer.status_code < 500, address
                assert answer.status_code != 429, address
                assert found - allowed == set(), (
                    f"{person.user.account} at {address}: {world.owners(found - allowed)}"
                )
                assert world.numbers & set(MOBILE.findall(text)) <= own, address
                shown |= found
            if secret := world.secrets.get(person):
                check_token(world, person, secret, everywhere)
        # What is shown to nobody, or never asked for, would prove nothing.
        assert len(shown) > len(world.marks()) * 0.25
        assert tried["requests"] - before > 1000


@pytest.mark.django_db
@rich
@each_world
def test_no_query_finds_anything_beyond_the_rule(seed: int) -> None:
    with world_of(seed) as world:
        for person in world.people:
            sees = Sees(world, person)
            papers = [paper for paper in world.papers if sees.paper(paper)]
            reached = {part.row.pk for part in world.parts if sees.part(part)}
            expected = {
                "Unit": {place.row.pk for place in world.places if sees.directory(place)},
                "Notice": {paper.row.pk for paper in papers},
                "Campaign": {
                    paper.campaign.pk
                    for paper in papers
                    if paper.campaign and any(sees.part(part) for part in paper.parts)
                },
                "Participation": reached,
                "Report": {table.row.pk for table in sees.tables()},
                "ActivityRecord": {held.row.pk for held in world.held if sees.held(held)},
                "FeaturedActivity": {put.row.pk for put in world.put if sees.put(put)},
                "Message": {word.row.pk for word in world.words if sees.word(word)},
                "JoinRequest": set(),
                "Invitation": set(),
                "Renewal": set(),
                "Assignment": {
                    pk
                    for pk, part in Assignment.objects.values_list("pk", "participation")
                    if part in reached
                },
                "CaseItem": {matter.row.pk for matter in world.matters if sees.matter(matter)},
                "Channel": set(),
                "Summary": set(),
                "Token": {one.pk for one in world.tokens if one.membership.user_id == person.user.pk},
                "Claim": {
                    (held.row.pk, part.paper.campaign.pk)
                    for held in world.held
                    for part in held.counted_for
                    if part.paper.campaign and sees.part(part)
                },
            }
            found = {}
            for model in apps.get_models():
                rows = model._meta.default_manager
                if hasattr(rows, "visible_to"):
                    rows = cast("Any", rows).visible_to(person.user)
                    if model.__name__ == "Claim":
                        found["Claim"] = set(rows.values_list("record", "form__campaign"))
                    elif model.__name__ == "Message":
                        told = {word.row.pk for word in world.words}
                        found["Message"] = set(rows.values_list("pk", flat=True)) & told
                    else:
                        found[model.__name__] = set(rows.values_list("pk", flat=True))
            assert found == expected, person.user.account


# What an entry on the trail says was done, and what its unit's roles must allow for it.
NEEDS = {
    "import_notice": Permission.IMPORT_NOTICE,
    "keep_file": Permission.IMPORT_NOTICE,
    "correct_notice": Permission.IMPORT_NOTICE,
    "shift_notice": Permission.IMPORT_NOTICE,
    "archive_notice": Permission.IMPORT_NOTICE,
    "say_coverage": Permission.IMPORT_NOTICE,
    "issue_campaign": Permission.ISSUE_CAMPAIGN,
    "set_grace_and_lock": Permission.ISSUE_CAMPAIGN,
    "cancel_occurrence": Permission.ISSUE_CAMPAIGN,
    "acknowledge_notice": Permission.ACKNOWLEDGE_NOTICE,
    **dict.fromkeys(("relay_campaign", "keep_table", "add_forms"), Permission.RELAY_CAMPAIGN),
    **dict.fromkeys(("keep_record", "change_record", "plan_record"), Permission.KEEP_RECORDS),
    **dict.fromkeys(("hold_record", "cancel_record", "import_records"), Permission.KEEP_RECORDS),
    **dict.fromkeys(("add_evidence", "caption_evidence", "remove_evidence"), Permission.KEEP_RECORDS),
    **dict.fromkeys(("send_featured", "withdraw_featured"), Permission.SUBMIT_REPORT),
    **dict.fromkeys(("open_featured", "adopt_featured", "decline_featured"), Permission.REVIEW_REPORT),
    "keep_assignment": Permission.KEEP_RECORDS,
    **dict.fromkeys(
        ("keep_channel", "note_reading", "close_channel", "reopen_channel"), Permission.KEEP_RECORDS
    ),
    "choose_sources": Permission.SUBMIT_REPORT,
    "assign_units": Permission.ISSUE_CAMPAIGN,
    **dict.fromkeys(("save_group", "rename_group", "remove_group"), Permission.ISSUE_CAMPAIGN),
    "save_report": Permission.SUBMIT_REPORT,
    "submit_report": Permission.SUBMIT_REPORT,
    "take_back_report": Permission.SUBMIT_REPORT,
    **dict.fromkeys(("correct_report", "cancel_correction"), Permission.SUBMIT_REPORT),
    "accept_differences": Permission.SUBMIT_REPORT,
    "set_blocking_checks": Permission.ISSUE_CAMPAIGN,
    **dict.fromkeys(("save_summary", "finalise_summary", "reopen_summary"), Permission.WRITE_SUMMARY),
    "open_for_review": Permission.REVIEW_REPORT,
    **dict.fromkeys(("return_report", "reopen_report", "cancel_correction_below"), Permission.REVIEW_REPORT),
    "approve_report": Permission.REVIEW_REPORT,
    "make_token": Permission.MANAGE_TOKENS,
    "revoke_token": Permission.MANAGE_TOKENS,
    "invite": Permission.MANAGE_PEOPLE_BELOW,
    **dict.fromkeys(("appoint", "invite_account", "set_mobile"), Permission.MANAGE_PEOPLE_BELOW),
    "stop": Permission.MANAGE_PEOPLE_BELOW,
    "hand_over": Permission.MANAGE_PEOPLE_BELOW,
    "hand_link": Permission.MANAGE_PEOPLE_BELOW,
    **dict.fromkeys(
        (
            "plan_hand_over",
            "call_off_hand_over",
            "offer_post",
            "renew_invitation",
            "withdraw_invitation",
            "confirm_renewal",
            "refuse_renewal",
        ),
        Permission.MANAGE_PEOPLE_BELOW,
    ),
    "hand_code": Permission.MANAGE_PEOPLE_BELOW,
    "reveal_mobile": Permission.MANAGE_PEOPLE_BELOW,
    **dict.fromkeys(("let_join", "turn_away", "turn_all_away"), Permission.MANAGE_PEOPLE_BELOW),
    **dict.fromkeys(("draft_import", "apply_import"), Permission.MANAGE_UNITS),
    **dict.fromkeys(
        ("create_unit", "rename_unit", "move_unit", "close_unit", "reopen_unit", "list_unit", "unlist_unit"),
        Permission.MANAGE_UNITS,
    ),
    **dict.fromkeys(("sign_off_report", "sign_off_draft"), Permission.SIGN_OFF),
    "stand_in": Permission.FILL_IN_FOR_BELOW,
    "open_join_link": Permission.MANAGE_PEOPLE_BELOW,
    "close_join_link": Permission.MANAGE_PEOPLE_BELOW,
    **dict.fromkeys(("enter_case", "save_case", "discard_case"), Permission.SUBMIT_REPORT),
    **dict.fromkeys(("send_case", "take_back_case", "correct_case"), Permission.SUBMIT_REPORT),
    **dict.fromkeys(("open_case", "return_case", "approve_case"), Permission.REVIEW_REPORT),
    **dict.fromkeys(("publish_case", "unpublish_case", "set_case_indexing"), Permission.PUBLISH_CASES),
    "read_in_report": Permission.REVIEW_REPORT,
    "extend_time": Permission.REVIEW_REPORT,
}


BUSINESS = set(Permission) - {Permission.MANAGE_UNITS, Permission.MANAGE_PEOPLE_BELOW}
# What everybody does with their own account.
OWN = frozenset(
    {
        "prove_factor",
        "sign_in",
        "sign_out",
        "use_recovery_code",
        "change_password",
        "begin_factor",
        "confirm_factor",
        "remove_factor",
        "end_session",
        "renew_recovery_codes",
        "accept_post",
        "open_feed",
        "close_feed",
        "export_pack",
    }
)


def acted_for(world: World, entry: AuditEntry) -> set[int]:
    """The units of one of which one must allow it.

    The entry's own; for a review and for filling in the superior's instead; for people any of those whose
    area it lies in.
    """
    needed = NEEDS[entry.action]
    if needed in {Permission.MANAGE_PEOPLE_BELOW, Permission.MANAGE_UNITS}:
        return {place.row.pk for place in world.places}
    if needed not in {Permission.REVIEW_REPORT, Permission.FILL_IN_FOR_BELOW}:
        return {entry.unit_id or 0}
    reviewed = [table.part for table in world.tables if entry.target == f"report:{table.row.pk}"]
    featured = [put.part for put in world.put if entry.target == f"featuredactivity:{put.row.pk}"]
    if featured:
        return {part.paper.place.row.pk for part in featured}
    cases = [matter.part for matter in world.matters if entry.target == f"caseitem:{matter.row.pk}"]
    parts = reviewed or cases or [part for part in world.parts if part.place.row.pk == entry.unit_id]
    return {part.superior.place.row.pk for part in parts if part.superior}


def body_for(world: World) -> dict[str, Any]:
    """Fields that one page or another asks for; each takes its own."""
    return {
        "revision": "0",
        "version": "1",
        "reason": "重报",
        "submit": "1",
        "key": str(uuid4()),
        "units": [place.row.pk for place in world.chance.sample(world.places, 3)],
        "unit": world.chance.choice(world.places).row.pk,
        "hours_earlier": "0",
        "years": "1",
        "remove": "activities-0",
        "title": "改过的题",
        "text": "一段话",
        "seen": 0,
        "adopted_in": "简报第3期",
        "value": "改过的题",
        "held_on": "2026-06-02",
        "measure_events": "1",
        "values": {"1.1": "1"},
    }


def ways(client: Client, route: str) -> list[Callable[[str, dict[str, Any]], Any]]:
    """How a route may be written to: pages by a form, the interface by every method in JSON."""
    if not route.startswith("api/"):
        return [client.post]
    methods = (client.post, client.put, client.patch, client.delete)
    return [partial(method, content_type="application/json") for method in methods]


@pytest.mark.django_db
@rich
@each_world
def test_no_address_does_anything_beyond_the_rule(seed: int) -> None:
    done: Counter[str] = Counter()
    with world_of(seed) as world:
        everywhere = Addresses(world)
        reading = {
            route
            for route, address in everywhere.some(1)
            if signed_in(world.people[0].user).post(address).status_code == 405
        }
        for person in people_of(world):
            client = signed_in(person.user)
            may = {
                (place.row.pk, permission)
                for place, role in person.posts
                for permission in ROLE_PERMISSIONS[role]
            }
            for route, address in everywhere.some(MOST):
                if route in reading and not route.startswith("api/"):
                    continue
                for send in ways(client, route):
                    before = AuditEntry.objects.aggregate(last=Max("pk"))["last"] or 0
                    with undone():
                        answer = send(address, body_for(world))
                        entries = list(AuditEntry.objects.filter(pk__gt=before, result=Result.DONE))
                    tried["writes"] += 1
                    assert answer.status_code < 500, address
                    for entry in entries:
                        if entry.action == "ask_to_join":
                            # Whoever has the link may ask, signed in or not.
                            continue
                        if entry.action in OWN or person.user.administers:
                            # An administrator's acts are accounts and the directory, and no business.
                            assert entry.by_id == person.user.pk
                            assert NEEDS.get(entry.action) not in BUSINESS
                            continue
                        allowed = {(unit, NEEDS[entry.action]) for unit in acted_for(world, entry)} & may
                        assert (entry.by_id, bool(allowed)) == (person.user.pk, True), address
                        done[entry.action] += 1
    assert len(done) > 3, done


def test_the_walk_knows_every_address() -> None:
    assert len(routes()) > 40
