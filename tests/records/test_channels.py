"""Channels: their readings, and the tables that draw from them."""

from datetime import date

import pytest
from django.urls import reverse

from anyue import clock
from anyue.core.counting.channels import Draws, From
from anyue.core.errors import AnyueError
from anyue.records.actions import (
    choose_sources,
    close_channel,
    keep_channel,
    note_reading,
    reopen_channel,
)
from anyue.records.models import Channel, Reading, SourceChoice
from anyue.reports.actions import ValuesWrongError, submit_report
from anyue.reports.models import Report
from anyue.reports.queries import sheet_for
from tests.cast import Running, new_key
from tests.fixtures import signed_in

CODE = "1.3"
"""参与网络知识竞赛（ ）人 in the table of the tests."""


def quiz(running: Running, count: int = 100) -> Channel:
    cast = running.cast
    return keep_channel(
        unit=cast.town, name="答题平台", kind="quiz", read_on=date(2026, 5, 30), count=count, by=cast.clerk
    )


def by_channel(running: Running, channel: Channel | None) -> None:
    """Let the blank draw from a channel, or by hand."""
    draws = Draws(From.CHANNEL, channel.as_counted()) if channel else Draws(From.HAND)
    choose_sources(
        participation=running.part("town"), form=running.table, choices={CODE: draws}, by=running.cast.clerk
    )


def test_a_table_draws_what_a_counter_rose_by_in_its_days(running: Running) -> None:
    channel, cast = quiz(running), running.cast
    by_channel(running, channel)
    note_reading(channel=channel, read_on=date(2026, 6, 2), count=340, by=cast.clerk)
    sheet = sheet_for(running.part("town"), running.weeks[0])
    assert (sheet.own[CODE], sheet.basis.counters[CODE].name) == ("240", "答题平台")

    def send(raw: dict[str, str]) -> Report:
        return submit_report(
            participation=running.part("town"),
            occurrence=running.weeks[0],
            raw=raw,
            revision=0,
            key=new_key(),
            by=cast.clerk,
        )

    with pytest.raises(ValuesWrongError):
        send({**sheet.own, CODE: "250"})
    report = send(sheet.own)
    version = report.versions.get()
    assert (version.values[CODE], version.typed) == ("240", [])
    assert version.counters == {CODE: [channel.pk, "答题平台", "2026-06-02"]}
    by_channel(running, None)
    assert CODE not in sheet_for(running.part("town"), running.weeks[1]).own


def test_a_counter_never_falls(running: Running) -> None:
    channel, clerk = quiz(running), running.cast.clerk
    note_reading(channel=channel, read_on=date(2026, 6, 2), count=340, by=clerk)
    for day, count in ((date(2026, 6, 3), 339), (date(2026, 6, 1), 341)):
        with pytest.raises(AnyueError) as wrong:
            note_reading(channel=channel, read_on=day, count=count, by=clerk)
        assert wrong.value.problem.code == "count_falls"
    note_reading(channel=channel, read_on=date(2026, 6, 2), count=300, by=clerk)
    assert list(Reading.objects.values_list("count", flat=True)) == [300, 100]


def test_only_the_unit_enters_readings_and_chooses(running: Running) -> None:
    channel, cast = quiz(running), running.cast
    for user in (cast.sibling, cast.lead, cast.village_clerk):
        assert list(Channel.objects.visible_to(user)) == []
        with pytest.raises(AnyueError):
            note_reading(channel=channel, read_on=clock.today(), count=1000, by=user)
        with pytest.raises(AnyueError):
            choose_sources(participation=running.part("town"), form=running.table, choices={}, by=user)
    draws = Draws(From.CHANNEL, channel.as_counted())
    with pytest.raises(AnyueError):
        choose_sources(
            participation=running.part("sibling_town"),
            form=running.table,
            choices={CODE: draws},
            by=cast.sibling,
        )
    assert not SourceChoice.objects.exists()


def test_the_pages_enter_a_channel_its_readings_and_the_choice(running: Running) -> None:
    client, town = signed_in(running.cast.clerk), running.cast.town
    typed = {"unit": town.pk, "kind": "quiz", "name": "安全答题", "read_on": "2026-05-30", "count": "0"}
    assert client.post(reverse("records:channels"), typed).status_code == 302
    again = client.post(reverse("records:channels"), typed)
    assert again.status_code == 422
    assert "本单位已有同名的渠道“安全答题”" in again.content.decode()
    channel = Channel.objects.get()
    page = reverse("records:channel", args=[channel.pk])
    assert client.post(page, {"read_on": "2026-06-02", "count": "１，２００"}).status_code == 302
    assert client.post(page, {"read_on": "2026-06-03", "count": "1"}).status_code == 422
    sources = reverse("reports:sources", args=[running.town.pk, running.table.pk])
    assert "渠道：安全答题" in client.get(sources).content.decode()
    assert client.post(sources, {CODE: f"channel:{channel.pk}"}).status_code == 302
    fill = client.get(reverse("reports:fill", args=[running.town.pk, running.weeks[0].pk])).content.decode()
    assert "安全答题 6月2日（周二）读数" in fill
    assert signed_in(running.cast.sibling).get(page).status_code == 404
    assert signed_in(running.cast.sibling).get(sources).status_code == 404


def test_a_closed_channel_gives_the_past_and_nothing_later(running: Running) -> None:
    channel, cast = quiz(running), running.cast
    by_channel(running, channel)
    note_reading(channel=channel, read_on=date(2026, 6, 2), count=340, by=cast.clerk)
    first, second = running.weeks[:2]
    assert sheet_for(running.part("town"), second).basis.sources[CODE].source is From.CHANNEL
    close_channel(channel=channel, last_day=date(2026, 6, 2), by=cast.clerk)
    assert sheet_for(running.part("town"), first).own[CODE] == "240"
    assert CODE not in sheet_for(running.part("town"), second).own
    assert sheet_for(running.part("town"), second).basis.sources[CODE].source is From.LEDGER
    new = keep_channel(
        unit=cast.town, name="新平台", kind="quiz", read_on=date(2026, 6, 2), count=0, by=cast.clerk
    )
    assert sheet_for(running.part("town"), second).basis.sources[CODE] == Draws(
        From.CHANNEL, new.as_counted()
    )
    assert sheet_for(running.part("town"), first).own[CODE] == "240"
    reopen_channel(channel=channel, by=cast.clerk)
    assert sheet_for(running.part("town"), second).basis.counters[CODE].name == "答题平台"


def test_the_pages_close_a_channel_and_reopen_it(running: Running) -> None:
    channel, client = quiz(running), signed_in(running.cast.clerk)
    page = reverse("records:channel", args=[channel.pk])
    close, reopen = (reverse(f"records:{act}-channel", args=[channel.pk]) for act in ("close", "reopen"))
    for day, words in (
        ("2026-05-29", "5月30日（周六）已经登记读数"),
        ("2027-01-01", "2027-01-01"),
        ("", "停用日期"),
    ):
        answer = client.post(close, {"last_day": day})
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert signed_in(running.cast.sibling).post(close, {"last_day": "2026-06-01"}).status_code == 404
    assert client.post(close, {"last_day": "2026-06-01"}).status_code == 302
    assert "已停用，用到6月1日" in client.get(reverse("records:channels")).content.decode()
    assert "恢复使用" in client.get(page).content.decode()
    late = client.post(page, {"read_on": "2026-06-02", "count": "500"})
    assert "用到6月1日（周一）为止" in late.content.decode()
    assert client.post(reopen).status_code == 302
    assert client.post(page, {"read_on": "2026-06-02", "count": "500"}).status_code == 302
