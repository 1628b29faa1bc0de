"""The kinds of activity and their measures, as data: the words that link notice, record and form.

Owns kinds.toml and the look-up in it. Does not own records or forms: it only proposes where a blank may be
filled from.
"""

from anyue.core.vocabulary.load import read_vocabulary, vocabulary
from anyue.core.vocabulary.vocabulary import EVENTS, Kind, Measure, Term, Vocabulary

__all__ = ["EVENTS", "Kind", "Measure", "Term", "Vocabulary", "read_vocabulary", "vocabulary"]
