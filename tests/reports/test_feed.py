"""The calendar at a secret address: what it says, and to whom."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from anyue.accounts.models import User
from anyue.audit.models import AuditEntry
from anyue.campaigns.actions import cancel_occurrence, issue_campaign
from anyue.reports.actions import close_feed, open_feed
from anyue.reports.models import CalendarFeed
from tests.cast import Running, import_sample
from tests.fixtures import signed_in
from tests.reports.test_journey import send
from tests.reports.test_times import DUE, HOUR, extend


def address(user: User) -> str:
    return reverse("reports:calendar", args=[open_feed(by=user)])


def events(url: str) -> dict[str, Any]:
    data = Client().get(url).content
    return {str(event["UID"]).split("-", 1)[1]: event for event in Calendar.from_ical(data).walk("VEVENT")}


def uid(running: Running, week: int) -> str:
    return f"{running.town.pk}-{running.weeks[week].pk}@anyue"


def test_page_opens_the_calendar_and_shows_its_address_once(running: Running) -> None:
    client = signed_in(running.cast.clerk)
    page = client.post(reverse("reports:feed")).content.decode()
    (url,) = re.findall(r'value="http://testserver(/calendar/[\w-]+\.ics)"', page)
    assert url not in client.get(reverse("reports:feed")).content.decode()
    assert uid(running, 1) in events(url)
    assert CalendarFeed.objects.get().digest not in url


def test_new_address_ends_the_old_one_and_closing_ends_both(running: Running) -> None:
    first, second = address(running.cast.clerk), address(running.cast.clerk)
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    signed_in(running.cast.clerk).post(reverse("reports:feed-close"))
    assert Client().get(second).status_code == 404
    close_feed(by=running.cast.clerk)
    told = AuditEntry.objects.filter(action__endswith="_feed").order_by("pk").values_list("action", flat=True)
    assert list(told) == ["open_feed", "open_feed", "close_feed"]


def test_calendar_of_somebody_who_left_is_closed(running: Running) -> None:
    url = address(running.cast.clerk)
    User.objects.filter(pk=running.cast.clerk.pk).update(is_active=False)
    assert Client().get(url).status_code == 404


def test_calendar_holds_no_more_than_its_persons_units_owe(running: Running) -> None:
    url = address(running.cast.clerk)
    found = events(url)
    assert {key.split("-")[0] for key in found} == {str(running.town.pk)}
    text = Client().get(url).content.decode()
    for person in (running.cast.clerk, running.cast.lead):
        assert person.name not in text
    assert running.cast.village.name not in text


def test_extension_and_cancellation_are_followed(running: Running) -> None:
    url = address(running.cast.clerk)
    assert (events(url)[uid(running, 0)]["SEQUENCE"], events(url)[uid(running, 0)].start) == (0, DUE)
    extend(running)
    moved = events(url)[uid(running, 0)]
    assert (moved["SEQUENCE"], moved.start, moved["STATUS"]) == (1, DUE + 48 * HOUR, "CONFIRMED")
    cancel_occurrence(occurrence=running.weeks[0], reason="与月报合并", by=running.cast.lead)
    gone = events(url)[uid(running, 0)]
    assert (gone["SEQUENCE"], gone["STATUS"]) == (2, "CANCELLED")


def test_what_was_sent_in_stays_and_is_called_so(running: Running) -> None:
    url = address(running.cast.clerk)
    send(running.part("town"), running.weeks[0], running.cast.clerk, **{"1_1": "2"})
    assert events(url)[uid(running, 0)]["SUMMARY"].startswith("已报送：")


def test_unchanged_calendar_is_not_sent_again(running: Running) -> None:
    url = address(running.cast.clerk)
    first = Client().get(url)
    assert (first["Content-Type"], first["Cache-Control"]) == (
        "text/calendar; charset=utf-8",
        "private, no-cache",
    )
    again = Client().get(url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    extend(running)
    assert Client().get(url, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("secret", ["x", "-" * 43, "../../etc/passwd", "安月"])
def test_no_other_address_leads_anywhere(running: Running, secret: str) -> None:
    address(running.cast.clerk)
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


@pytest.mark.parametrize("campaigns", [1, 3])
def test_calendar_takes_five_questions(
    running: Running, campaigns: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast = running.cast
    for _ in range(campaigns - 1):
        issue_campaign(notice=import_sample(cast), recipients=[cast.town], by=cast.lead)
    url = address(cast.clerk)
    with django_assert_num_queries(5):
        Client().get(url)
