"""What is refused leaves an entry, though nothing else of it stays."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from anyue import clock
from anyue.audit import refusals
from anyue.audit.models import AuditEntry
from anyue.core.trail.restraint import Restraint
from tests.cast import Cast, Running
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_left_out_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "_of_people", Restraint(limit=3))
    monkeypatch.setattr(refusals, "_of_strangers", Restraint(limit=3))


def refused() -> list[tuple[str, int | None, str, str]]:
    entries = AuditEntry.objects.filter(result="refused").order_by("pk")
    return list(entries.values_list("action", "by_id", "target", "reason"))


def test_an_act_without_the_right_to_it_is_on_the_trail(running: Running) -> None:
    leader, notice = running.cast.leader, running.notice
    assert signed_in(leader).post(f"/notices/{notice.pk}/issue/", {"units": []}).status_code == 403
    ((action, by, target, reason),) = refused()
    assert (action, by, target) == ("issue_campaign", leader.pk, f"unit:{running.cast.office.pk}")
    assert reason == "not_allowed"
    assert AuditEntry.objects.get(result="refused").address == "127.0.0.1"


def test_a_failed_sign_in_is_on_the_trail_without_what_was_typed(cast: Cast) -> None:
    for account in ("clerk", "13800001234"):
        Client().post("/sign-in/", {"username": account, "password": "wrong"})
    assert refused() == [("sign_in", None, f"user:{cast.clerk.pk}", ""), ("sign_in", None, "user", "")]


def test_an_answer_that_says_no_is_on_the_trail_though_nobody_noted_it(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/messages/").status_code == 403
    assert refused() == [("request", cast.clerk.pk, "notify:messages", "403")]


def test_a_crowd_cannot_fill_the_disk(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")
    for _ in range(8):
        client.post("/messages/")
    assert len(refused()) == 3


def test_asking_for_a_proof_refuses_nothing(cast: Cast) -> None:
    now = timezone.now()
    with clock.standing_at(now - timedelta(minutes=11)):
        client = signed_in(cast.lead)
    with clock.standing_at(now):
        assert client.get("/people/invite/").status_code == 403
    assert refused() == []


def test_what_is_not_refused_leaves_no_refusal(cast: Cast) -> None:
    assert signed_in(cast.clerk).get("/").status_code == 200
    assert refused() == []
