"""The page of a relay: a file is read, looked at and asked for; nothing that was typed is lost."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from pytest_django import Settings

from anyue.campaigns.models import CampaignForm, Participation
from tests.campaigns.adding import TITLE, blank_file
from tests.cast import ISSUED, Running
from tests.fixtures import signed_in


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def town(running: Running, settings: Settings) -> Client:
    """The town's liaison on the day of issue, before anybody below was asked."""
    settings.ANYUE_NOW = ISSUED
    Participation.objects.filter(superior=running.town).delete()
    Participation.objects.filter(pk=running.town.pk).update(is_relayed=False)
    return signed_in(running.cast.clerk)


def address(running: Running) -> str:
    return reverse("campaigns:relay", args=[running.town.pk])


def upload(data: bytes, name: str = "本镇排查表.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def key_in(html: str) -> str:
    found = re.search(r'name="table_key" value="([^"]+)"', html)
    assert found
    return found[1]


def post(client: Client, running: Running, **fields: Any) -> Any:  # noqa: ANN401  The client's own answer.
    return client.post(address(running), fields)


def added() -> list[tuple[str, str]]:
    rows = CampaignForm.objects.filter(added_by__isnull=False).order_by("position")
    return [(row.title, row.kind) for row in rows]


def test_a_text_and_a_table_go_down_with_the_notice(running: Running, town: Client) -> None:
    typed = {
        "units": [running.cast.village.pk],
        "document": "本镇工作总结",
        "document_on": "2026-06-28",
        "document_at": "17:00",
        "instructions": "请分管负责人签字",
    }
    answer = post(town, running, **typed, table=upload(blank_file()), read="1")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f"{TITLE}，4 个空，其中 2 个由活动台账取数" in html
    assert "发现隐患" in html
    assert 'value="本镇工作总结"' in html
    assert "请分管负责人签字</textarea>" in html
    assert re.search(rf'value="{running.cast.village.pk}"[^>]* checked', html)
    assert added() == []
    asked = {"table_key": key_in(html), "table_how": "weekly", "table_weekday": "2", "table_at": "12:00"}
    assert post(town, running, **typed, **asked).status_code == 302
    assert added() == [(TITLE, "statistics"), ("本镇工作总结", "document")]
    village = Participation.objects.get(superior=running.town)
    shown = signed_in(running.cast.village_clerk).get(village.get_absolute_url()).content.decode()
    assert "石桥铺镇补充：2026年6月28日（周日）17:00" in shown
    assert "石桥铺镇补充：2026年6月每周三 12:00" in shown


def test_a_file_that_was_only_chosen_is_shown_before_it_is_asked_for(running: Running, town: Client) -> None:
    answer = post(town, running, units=[running.cast.village.pk], table=upload(blank_file()))
    assert answer.status_code == 200
    assert TITLE in answer.content.decode()
    assert not Participation.objects.filter(superior=running.town).exists()


def test_a_file_without_a_table_is_refused_and_nothing_is_lost(running: Running, town: Client) -> None:
    document = Document()
    document.add_paragraph("请各村重视。")
    out = BytesIO()
    document.save(out)
    answer = post(
        town,
        running,
        units=[running.cast.village.pk],
        document="本镇工作总结",
        added="夜校",
        table=upload(out.getvalue(), "说明.docx"),
        read="1",
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "“说明.docx”里没有读到表格" in html
    assert 'value="本镇工作总结"' in html
    assert "夜校</textarea>" in html
    for wrong in (upload(b"", "空.docx"), upload(b"MZ\x90", "表.docx"), upload(b"%PDF-1.4", "表.pdf")):
        assert post(town, running, table=wrong, read="1").status_code == 422
    assert added() == []


def test_a_marked_file_is_refused(running: Running, town: Client) -> None:
    answer = post(town, running, table=upload(blank_file("秘密★1年\n本镇排查表")), read="1")
    assert answer.status_code == 422


def test_what_has_no_time_is_asked_for_it(running: Running, town: Client) -> None:
    read = post(town, running, table=upload(blank_file()), read="1").content.decode()
    fields = {"units": [running.cast.village.pk], "table_key": key_in(read), "table_how": "once"}
    answer = post(town, running, **fields, document="本镇工作总结")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "请填写这份材料的报送日期。" in html
    assert "请填写这张表的报送日期。" in html
    assert TITLE in html
    past = post(town, running, **fields, table_on="2026-05-01")
    assert (past.status_code, "报送时限已经过去" in past.content.decode()) == (422, True)
    assert TITLE in past.content.decode()
    assert added() == []


def test_a_file_that_was_read_can_be_put_aside(running: Running, town: Client) -> None:
    key = key_in(post(town, running, table=upload(blank_file()), read="1").content.decode())
    html = post(town, running, table_key=key, drop="1", document="总结").content.decode()
    assert "table_key" not in html
    assert 'value="总结"' in html


def test_keys_may_be_anything(running: Running, town: Client) -> None:
    for key in ("x", "\0", "9" * 5000, "eyJhIjoxfQ:1:2"):
        answer = post(town, running, units=[running.cast.village.pk], table_key=key, table_on="2026-06-20")
        assert answer.status_code in {400, 422}
    assert added() == []


def test_those_below_can_be_asked_for_more_without_anybody_new(running: Running, settings: Settings) -> None:
    settings.ANYUE_NOW = ISSUED
    client = signed_in(running.cast.clerk)
    assert post(client, running).status_code == 422
    answer = post(client, running, document="本镇工作总结", document_on="2026-06-28")
    assert answer.status_code == 302
    assert added() == [("本镇工作总结", "document")]
    html = client.get(address(running)).content.decode()
    assert "已经补充，2026年6月28日（周日）" in html


def test_only_the_adder_and_those_below_see_it_on_their_pages(running: Running, settings: Settings) -> None:
    settings.ANYUE_NOW = ISSUED
    cast = running.cast
    post(signed_in(cast.clerk), running, document="本镇工作总结", document_on="2026-06-28")
    people = {
        "town": cast.clerk,
        "village": cast.village_clerk,
        "sibling_town": cast.sibling,
        "root": cast.lead,
    }
    told = {
        name: "本镇工作总结" in signed_in(user).get(running.part(name).get_absolute_url()).content.decode()
        for name, user in people.items()
    }
    assert told == {"town": True, "village": True, "sibling_town": False, "root": False}
