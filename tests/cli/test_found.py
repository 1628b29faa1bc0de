"""`anyue found`, `anyue administrators`, `anyue tidy`: how a real installation starts and is kept."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.audit.sealing import seal
from anyue.cli.administrators import main as administrators
from anyue.cli.found import main as found
from anyue.cli.tidy import main as tidy
from anyue.orgs.models import Unit
from tests.conftest import NOW

# Migrating inside the command needs a database without a transaction around it.
pytestmark = pytest.mark.django_db(transaction=True)
OFFICE = ["--area", "青溪县", "--office", "青溪县安委会办公室", "--account", "anban", "--name", "方圆"]


def test_the_first_office_is_founded_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert found(OFFICE) == 0
    password = re.findall(r"密码  (\S+)", capsys.readouterr().out)[0]
    client = Client()
    assert client.post("/sign-in/", {"username": "anban", "password": password}).status_code == 302
    assert client.get("/")["Location"].startswith("/account/password/")
    assert found([*OFFICE[:-3], "other", *OFFICE[-2:]]) == 2
    assert list(Unit.objects.values_list("name", flat=True)) == ["青溪县", "青溪县安委会办公室"]
    assert User.objects.count() == 1


def test_what_is_missing_is_named_and_nothing_changes(capsys: pytest.CaptureFixture[str]) -> None:
    assert found(OFFICE[:4]) == 2
    assert "--account、--name" in capsys.readouterr().err
    assert not Unit.objects.exists()


def test_the_three_administrators_are_made_once_and_one_can_be_given_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert administrators([]) == 0
    told = dict(re.findall(r"(\w+)\s+(\w{4}-\d{4}-\w{4}-\w{4})", capsys.readouterr().out))
    assert sorted(told) == ["anquan", "shenji", "xitong"]
    assert sorted(User.objects.values_list("administers", flat=True)) == ["audit", "security", "system"]
    assert administrators([]) == 0
    assert "没有改动" in capsys.readouterr().out
    assert administrators(["--reset", "audit"]) == 0
    new = re.findall(r"密码  (\S+)", capsys.readouterr().out)[0]
    tries = [Client().post("/sign-in/", {"username": "shenji", "password": p}) for p in (told["shenji"], new)]
    assert [answer.status_code for answer in tries] == [200, 302]


def test_one_that_was_never_made_is_not_reset() -> None:
    assert administrators(["--reset", "audit"]) == 2


def test_tidying_says_what_it_removed(capsys: pytest.CaptureFixture[str]) -> None:
    assert tidy([]) == 0
    assert "已结束的登录：清除 0 条" in capsys.readouterr().out


def test_tidying_drops_the_trail_only_where_that_is_set(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    write_entry("sign_in", by=None, on="user:1")
    seal()
    settings.ANYUE_NOW = NOW + timedelta(days=400)
    tidy([])
    assert "审计" not in capsys.readouterr().out
    settings.KEEP_TRAIL_MONTHS = 12
    tidy([])
    assert "超过保存期的审计记录：清除 1 条" in capsys.readouterr().out
