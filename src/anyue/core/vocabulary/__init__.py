"""The kinds of activity and their measures, as data: the words that link notice, record and form.

Owns kinds.toml, themes.toml and the look-up in them, and lays an office's own file over the first. Does not
own records or forms: it only proposes where a blank may be filled from.
"""

from anyue.core.vocabulary.load import read_vocabulary, vocabulary
from anyue.core.vocabulary.themes import Theme, national_theme, themes, year_of_theme
from anyue.core.vocabulary.vocabulary import EVENTS, Kind, Measure, Term, Vocabulary

__all__ = [
    "EVENTS",
    "Kind",
    "Measure",
    "Term",
    "Theme",
    "Vocabulary",
    "national_theme",
    "read_vocabulary",
    "themes",
    "vocabulary",
    "year_of_theme",
]
