"""An office's own file over the built-in vocabulary, and the themes of the years."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.errors import AnyueError
from anyue.core.vocabulary import (
    EVENTS,
    Vocabulary,
    national_theme,
    read_vocabulary,
    themes,
    vocabulary,
    year_of_theme,
)
from tests.core.vocabulary.test_vocabulary import SMALL

OWN = """
version = "本局1"
[[kinds]]
code = "drill"
aliases = ["拉练"]
measures = [{ code = "vehicles", name = "出动车辆", unit = "辆" }]
[[kinds]]
code = "boat-check"
name = "渔船检查"
aliases = ["应急演练", "登船检查"]
"""


def _own(text: str) -> Vocabulary:
    return read_vocabulary(SMALL, text, name="本局.toml")


def test_own_words_extend_a_kind_and_add_another() -> None:
    words = _own(OWN)
    assert words.version == "1+本局1"
    assert words.classify("组织拉练") == "drill"
    assert words.classify("开展登船检查") == "boat-check"
    assert [one.code for one in words.kind("drill").measures] == [EVENTS, "vehicles"]
    assert [one.code for one in words.kind("boat-check").measures] == [EVENTS, "attendances"]


def test_alias_that_the_office_gives_elsewhere_is_taken_from_its_kind() -> None:
    assert read_vocabulary(SMALL).classify("应急演练") == "drill"
    assert _own(OWN).classify("应急演练") == "boat-check"


def test_no_own_words_leave_the_vocabulary_as_it_is() -> None:
    assert _own("") == read_vocabulary(SMALL)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[kinds]]\nname = '无码'", "'code'"),
        ("[[kinds]]\ncode = 'x'", "'name'"),
        ("kinds = 3", "缺少或写错"),
        ("[[kinds", "TOML"),
        ("[[kinds]]\ncode = 'x'\nname = '甲'\n[[kinds]]\ncode = 'y'\nname = '甲'", "甲"),
    ],
)
def test_fault_in_the_own_file_names_that_file(text: str, said: str) -> None:
    with pytest.raises(AnyueError) as caught:
        _own(text)
    assert caught.value.code == "vocabulary_faulty"
    assert "本局.toml" in caught.value.message
    assert said in caught.value.message


def test_environment_names_the_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN.replace('"drill"', '"emergency-drill"').replace('"应急演练", ', ""), encoding="utf-8")
    monkeypatch.setenv("ANYUE_VOCABULARY", str(own))
    vocabulary.cache_clear()
    assert vocabulary().classify("登船检查") == "boat-check"
    monkeypatch.setenv("ANYUE_VOCABULARY", str(tmp_path / "none.toml"))
    vocabulary.cache_clear()
    with pytest.raises(AnyueError) as caught:
        vocabulary()
    assert caught.value.code == "vocabulary_missing"
    monkeypatch.delenv("ANYUE_VOCABULARY")
    vocabulary.cache_clear()


@given(st.text(alphabet="[]{}=\"'\nkindscoea甲1 ", max_size=80))
def test_any_own_file_is_read_or_refused_with_its_code(text: str) -> None:
    try:
        _own(text)
    except AnyueError as error:
        assert error.code == "vocabulary_faulty"  # noqa: PT017  Either outcome is right.


def test_theme_of_a_campaign_is_known_by_year() -> None:
    assert len({(one.campaign, one.year) for one in themes()}) == len(themes())
    found = national_theme("河湾县2021年“安全生产月”活动方案", 2021)
    assert found is not None
    assert found.is_told_by("落实安全责任 推动安全发展")
    assert not found.is_told_by("消除事故隐患，筑牢安全防线")
    assert year_of_theme("安全生产月", "消除事故隐患、筑牢安全防线") == 2020
    assert national_theme("河湾县春季植树方案", 2021) is None


def test_theme_fitted_to_a_province_is_no_other_theme() -> None:
    found = national_theme("质量月活动", 2022)
    assert found is not None
    assert found.is_told_by("推动质量变革创新，促进质量强省建设")
