"""Texts and tables that a town adds, through the interface."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from anyue.campaigns.models import CampaignForm
from tests.campaigns.adding import TITLE, blank_file
from tests.cast import ISSUED, Running
from tests.config.test_people_api import post
from tests.config.test_records_api import of_town
from tests.config.test_tokens import bearer, code_of
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day_of_issue(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.ANYUE_NOW = ISSUED


@pytest.fixture
def town(running: Running) -> Client:
    """A program of the town that passes on."""
    return bearer(of_town(running, "read", "relay_campaign"))


def read(client: Client, running: Running, data: bytes) -> Any:  # noqa: ANN401  The client's own answer.
    file = SimpleUploadedFile("本镇排查表.docx", data)
    return client.post(f"/api/participations/{running.town.pk}/tables", {"file": file})


def relay(client: Client, running: Running, *additions: dict[str, str]) -> Any:  # noqa: ANN401  The same.
    return post(client, f"/api/participations/{running.town.pk}/relay", units=[], additions=additions)


def test_a_table_is_read_and_asked_of_those_below(running: Running, town: Client) -> None:
    table = read(town, running, blank_file()).json()
    assert [(one["title"], len(one["blanks"])) for one in table["forms"]] == [(TITLE, 4)]
    asked = {"due": "weekly WED 12:00 2026-06", "table": table["key"]}
    answer = relay(town, running, asked, {"due": "2026-06-28T17:00", "what": "本镇工作总结"})
    assert (answer.status_code, answer.json()) == (200, [])
    shown = town.get(f"/api/campaigns/{running.campaign.pk}").json()
    assert {TITLE, "本镇工作总结"} <= {one["title"] for one in shown["forms"]}
    assert {TITLE, "本镇工作总结"} <= {one["what"] for one in shown["deadlines"]}
    for user in (running.cast.sibling, running.cast.lead):
        beside = signed_in(user).get(f"/api/campaigns/{running.campaign.pk}").content.decode()
        assert TITLE not in beside
        assert "本镇工作总结" not in beside


def test_what_can_not_be_asked_is_refused(running: Running, town: Client) -> None:
    for wrong, code in (
        ({"due": "2026-06-28"}, "request_unreadable"),
        ({"due": "2026-06-28", "what": "总结", "table": "x"}, "request_unreadable"),
        ({"due": "2026-06-28", "table": "x"}, "table_gone"),
        ({"due": "soon", "what": "总结"}, "added_time_unreadable"),
    ):
        assert code_of(relay(town, running, wrong))[1] == code
    assert code_of(read(town, running, b"MZ"))[0] == 422
    assert not CampaignForm.objects.filter(added_by__isnull=False).exists()


def test_a_program_without_the_right_reads_nothing(running: Running) -> None:
    reader = bearer(of_town(running, "read"))
    assert code_of(read(reader, running, blank_file()))[0] == 403
    assert read(signed_in(running.cast.sibling), running, blank_file()).status_code == 404
