"""The themes that a campaign has nationwide, year by year, as data in themes.toml."""

import re
import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

# A province may fit the theme to itself (质量强省 for 质量强国); below this the words are others.
_LIKE = 0.6


@dataclass(frozen=True, slots=True)
class Theme:
    """The theme of one campaign in one year, and who set it."""

    campaign: str
    year: int
    theme: str
    source: str

    def is_told_by(self, words: str) -> bool:
        """Whether these words are the theme, a part of it, or the theme fitted to a place."""
        own, other = _bare(self.theme), _bare(words)
        return other in own or SequenceMatcher(None, own, other, autojunk=False).ratio() >= _LIKE


@cache
def themes() -> tuple[Theme, ...]:
    """All themes that come with the program, read once."""
    data = tomllib.loads((files(__package__) / "themes.toml").read_text(encoding="utf-8"))
    return tuple(Theme(**one) for one in data["themes"])


def national_theme(name: str, year: int | None) -> Theme | None:
    """The nationwide theme in `year` of the campaign that `name`, a title, is about; None where unknown."""
    return next((one for one in themes() if one.year == year and one.campaign in _bare(name)), None)


def year_of_theme(campaign: str, words: str) -> int | None:
    """The year whose theme of a campaign these words are, to the letter; the latest of several."""
    years = [one.year for one in themes() if one.campaign == campaign and _bare(one.theme) == _bare(words)]
    return max(years, default=None)


def _bare(words: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff]", "", words)
