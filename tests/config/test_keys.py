"""Keys outside the database."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from anyue.config import env
from anyue.core import key_files

NAME = "ANYUE_MOBILE_KEY"


def test_a_key_is_made_once_for_this_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "key"
    with ThreadPoolExecutor(8) as many:
        made = set(many.map(lambda _: key_files.made_once(path), range(8)))
    assert made == {path.read_text("ascii")}
    assert len(made.pop()) >= env.SHORTEST_SECRET
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_key_comes_first_and_the_old_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "key"
    (old,) = key_files.keys_in(path)
    key_files.put_new_first(path)
    new, kept = key_files.keys_in(path)
    assert (kept, new != old) == (old, True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("given", ["", "  ", ","])
def test_an_unset_secret_is_none(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, given)
    assert env.secrets(NAME) == ()


def test_secrets_of_the_environment_stand_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, f"{'n' * 32}, {'o' * 32}")
    assert env.secrets(NAME) == (b"n" * 32, b"o" * 32)


def test_a_short_secret_stops_the_program_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "short")
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env.secrets(NAME)
