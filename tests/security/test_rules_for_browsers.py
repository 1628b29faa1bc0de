"""The rules for browsers stand on pages, downloads, answers of the interface, errors and static files."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import PASSWORD, Running
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db
RULES = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def test_every_kind_of_answer_carries_the_rules(running: Running, settings: Settings) -> None:
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    client, stranger, root = signed_in(running.cast.lead), Client(), running.root.pk
    answers = {
        "page": client.get("/"),
        "sign-in": stranger.get("/sign-in/"),
        "redirect": stranger.get("/"),
        "download": client.get(f"/totals/{root}/{running.table.pk}/table.xlsx"),
        "interface": client.get("/api/owed"),
        "refused by the interface": stranger.get("/api/owed"),
        "missing": client.get("/nowhere/"),
        "forbidden": client.post(f"/participations/{running.town.pk}/acknowledge/"),
        "unreadable": client.post("/sign-in/", "x", content_type="text/plain; charset=utf-7"),
        "another host": client.get("/", headers={"host": "evil.example"}),
        "static": stranger.get("/static/anyue/draft.js"),
    }
    for what, answer in answers.items():
        told = {name: answer.headers.get(name) for name in RULES}
        assert told == RULES, what
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"], what
        assert "unsafe" not in answer.headers["Content-Security-Policy"], what
        assert "geolocation=()" in answer.headers["Permissions-Policy"], what
        if what != "static":
            assert "no-store" in answer.headers["Cache-Control"], what
    assert answers["static"].status_code == 200
    answers["static"].close()


def test_locked_and_held_back_answers_carry_the_rules() -> None:
    fields = {"username": "nobody", "password": f"not {PASSWORD}"}
    answer = [Client().post("/sign-in/", fields) for _ in range(5)][-1]
    assert answer.status_code == 429
    assert {name: answer.headers.get(name) for name in RULES} == RULES
    assert "no-store" in answer.headers["Cache-Control"]
