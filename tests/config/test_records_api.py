"""Plans, evidence, channels and sources through the interface."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from anyue.accounts.models import User
from anyue.orgs.actions import appoint
from anyue.orgs.choices import Role
from anyue.records.models import ActivityRecord
from tests.cast import Running, new_key
from tests.config.test_people_api import post
from tests.config.test_tokens import bearer, code_of, token_for
from tests.fixtures import signed_in
from tests.media import MAKER, photo
from tests.records.test_channels import CODE, quiz
from tests.records.test_pages import KEEP, typed
from tests.reports.test_journey import hold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def program(running: Running) -> Client:
    """A program of the town that keeps its ledger and chooses what its tables draw from."""
    return bearer(of_town(running, "read", "keep_records", "submit_report"))


def of_town(running: Running, *scopes: str) -> str:
    town, clerk = running.cast.town, User.objects.get(pk=running.cast.clerk.pk)
    if not clerk.memberships.filter(role=Role.LEAD).exists():
        appoint(user=clerk, unit=town, role=Role.LEAD, by=None)
    return token_for(clerk, town, *scopes)[1]


def put(client: Client, address: str, **body: object) -> Any:  # noqa: ANN401  The test client's own response.
    return client.put(address, json.dumps(body), content_type="application/json")


def file(seed: int = 0) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_0605.JPG", photo(seed=seed))


def test_an_activity_is_announced_held_and_called_off(running: Running, program: Client) -> None:
    said = {"unit": running.cast.town.pk, "kind": "lecture", "title": "宣讲", "held_on": "2026-06-20"}
    plan = {**said, "measures": {}, "key": new_key()}
    made = post(program, "/api/records/planned", **plan).json()
    assert (made["is_planned"], made["title"]) == (True, "宣讲")
    assert post(program, "/api/records/planned", **plan).json()["id"] == made["id"]
    assert [one["id"] for one in program.get("/api/records/planned").json()["items"]] == [made["id"]]
    address = f"/api/records/{made['id']}"
    numbers = {"held_on": "2026-06-02", "measures": {"events": 1}}
    assert post(program, f"{address}/hold", **numbers).json()["is_planned"] is False
    assert code_of(post(program, f"{address}/hold", **numbers)) == (409, "record_not_planned")
    assert post(program, f"{address}/cancel", reason="重复记录").json()["is_cancelled"] is True
    past = {**said, "held_on": "2026-05-01", "measures": {}, "key": new_key()}
    assert code_of(post(program, "/api/records/planned", **past)) == (422, "day_past")


def test_a_correction_leaves_what_the_interface_does_not_tell(running: Running, program: Client) -> None:
    fields = typed(
        running, co_hosts="柳林镇", settings="enterprise", link0_outlet="县电视台", link0_title="宣讲进企业"
    )
    assert signed_in(running.cast.clerk).post(KEEP, fields).status_code == 302
    record = ActivityRecord.objects.get()
    body = {"title": "宣讲", "held_on": str(record.held_on), "note": "已更正", "measures": {"events": 2}}
    assert put(program, f"/api/records/{record.pk}", **body).json()["note"] == "已更正"
    record.refresh_from_db()
    assert [one.unit.name for one in record.co_hosts.all()] == ["柳林镇"]
    assert record.setting_codes == ["enterprise"]
    assert [one.outlet for one in record.links.all()] == ["县电视台"]


def test_evidence_is_added_given_out_captioned_and_removed(running: Running, program: Client) -> None:
    record = hold(running.cast.town, running.cast.clerk, people=40)
    address = f"/api/records/{record.pk}/evidence"
    (one, two) = program.post(address, {"files": [file(1), file(2)]}).json()
    assert (one["position"], one["media_type"], two["position"]) == (0, "image/jpeg", 1)
    assert len(program.post(address, {"files": [file(1)]}).json()) == 2
    kept = b"".join(program.get(f"{address}/0"))
    assert (len(kept), MAKER.encode() in kept) == (one["size"], False)
    told = post(program, f"{address}/0/caption", caption="宣讲现场").json()
    assert told["caption"] == "宣讲现场"
    assert post(program, f"{address}/0/remove").json()["position"] == 0
    assert [rest["position"] for rest in program.get(address).json()] == [1]
    assert code_of(program.get(f"{address}/0")) == (404, "not_found")
    false = SimpleUploadedFile("现场.jpg", b"MZ\x90\x00 no picture")
    assert program.post(address, {"files": [false]}).status_code == 422
    many = {"files": [file(n) for n in range(13)]}
    assert code_of(program.post(address, many)) == (422, "uploads_too_many")


def test_nobody_beside_touches_evidence(running: Running, program: Client) -> None:
    record = hold(running.cast.town, running.cast.clerk, people=40)
    address = f"/api/records/{record.pk}/evidence"
    program.post(address, {"files": [file()]})
    for user in (running.cast.sibling, running.cast.bureau_clerk, running.cast.outsider):
        client = signed_in(user)
        told = [
            client.get(address),
            client.get(f"{address}/0"),
            client.post(address, {"files": [file(5)]}),
            post(client, f"{address}/0/caption", caption="x"),
            post(client, f"{address}/0/remove"),
        ]
        assert {answer.status_code for answer in told} == {404}
    reading = bearer(of_town(running, "read"))
    assert len(reading.get(address).json()) == 1
    assert code_of(reading.post(address, {"files": [file(5)]})) == (403, "not_allowed")
    assert code_of(post(reading, f"{address}/0/remove")) == (403, "not_allowed")


def test_channels_are_kept_read_closed_and_reopened(running: Running, program: Client) -> None:
    body = {"unit": running.cast.town.pk, "name": "答题平台", "kind": "quiz"}
    first = {"read_on": "2026-05-30", "count": 100}
    made = post(program, "/api/channels", **body, **first).json()
    assert made["readings"] == [first]
    assert code_of(post(program, "/api/channels", **body, **first)) == (422, "channel_named")
    address = f"/api/channels/{made['id']}"
    second = {"read_on": "2026-06-02", "count": 340}
    assert post(program, f"{address}/readings", **second).json()["readings"] == [second, first]
    falls = {"read_on": "2026-06-03", "count": 1}
    assert code_of(post(program, f"{address}/readings", **falls)) == (422, "count_falls")
    too_soon = post(program, f"{address}/close", last_day="2026-06-01")
    assert code_of(too_soon) == (422, "channel_read_later")
    assert post(program, f"{address}/close", last_day="2026-06-02").json()["last_day"] == "2026-06-02"
    assert code_of(post(program, f"{address}/close", last_day="2026-06-02")) == (409, "channel_moved_on")
    after = {"read_on": "2026-06-03", "count": 400}
    assert code_of(post(program, f"{address}/readings", **after)) == (422, "channel_closed")
    assert post(program, f"{address}/reopen").json()["last_day"] is None
    assert code_of(post(program, f"{address}/reopen")) == (409, "channel_moved_on")
    assert [one["id"] for one in program.get("/api/channels").json()["items"]] == [made["id"]]
    unknown = {**body, "kind": "king", "name": "x", **first}
    assert code_of(post(program, "/api/channels", **unknown)) == (422, "request_unreadable")


def test_sources_are_chosen_of_ones_own_channels(running: Running, program: Client) -> None:
    channel = quiz(running)
    address = f"/api/sources/{running.town.pk}/{running.table.pk}"
    chosen = {"code": CODE, "source": "channel", "channel": channel.pk}
    told = put(program, address, sources=[chosen]).json()
    assert chosen in told
    assert told == program.get(address).json()
    by_hand = {"code": CODE, "source": "hand", "channel": None}
    assert by_hand in put(program, address, sources=[by_hand]).json()
    for wrong in ({**chosen, "channel": 2**31 - 1}, {**chosen, "channel": None}, {**chosen, "code": "9.9"}):
        assert code_of(put(program, address, sources=[wrong])) == (422, "source_unknown")
    assert put(signed_in(running.cast.sibling), address, sources=[chosen]).status_code == 404
