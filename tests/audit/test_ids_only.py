"""The trail names nobody: ids only, through everything that the demonstration does and people type."""

import re

import pytest
from django.test import Client

from anyue.accounts.models import User
from anyue.audit.models import AuditEntry
from anyue.cli.demo.load import load
from anyue.orgs.models import Unit
from anyue.reports.actions import return_report, submit_report
from tests.cast import Running, new_key

pytestmark = pytest.mark.django_db


def said() -> set[str]:
    """Every word of every entry; the moments and ids of their own columns are no words."""
    rows = AuditEntry.objects.values_list("action", "target", "result", "reason", "address")
    return {value for row in rows for value in row}


def names() -> set[str]:
    people, units = User.objects.values_list("account", "name"), Unit.objects.values_list("name", flat=True)
    return {name for row in people for name in row} | set(units)


def test_the_demonstration_names_nobody_on_its_trail() -> None:
    load(None)
    words = said()
    assert len(words) > 50
    assert {word for word in words for name in names() if name in word} == set()
    assert {word for word in words if not word.isascii() or re.search(r"[0-9]{7}", word)} == set()


def test_what_people_type_does_not_reach_the_trail(running: Running) -> None:
    cast = running.cast
    Client().post("/sign-in/", {"username": "王小明13812345678", "password": "王小明的密码"})
    report = submit_report(
        participation=running.part("town"),
        occurrence=running.weeks[0],
        raw={"1.1": "3"},
        revision=0,
        key=new_key(),
        by=cast.clerk,
    )
    return_report(report=report, version=report.version, reason="请找王小明 13812345678 核对", by=cast.lead)
    words = said()
    assert "return_report" in words
    assert {word for word in words if not word.isascii() or re.search(r"[0-9]{7}", word)} == set()
    assert {word for word in words for name in names() if name in word} == set()
