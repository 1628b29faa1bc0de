"""Words that a person masks beyond the rule."""

from collections.abc import Sequence

from anyue.core.anonymise.stream import letters
from anyue.core.errors import AnyueError, cases
from anyue.core.forms.values import clean_text

MOST_MASKS, LONGEST_MASK, SHORTEST_MASK = 30, 40, 2


def checked_masks(more: Sequence[str]) -> list[str]:
    """The words that a person wants gone as well, each once.

    Raises:
        AnyueError: one is too short to be told from other words, too long, or there are too many.
    """
    words = list(dict.fromkeys(filter(None, map(clean_text, more))))
    if len(words) > MOST_MASKS or any(len(word) > LONGEST_MASK for word in words):
        raise AnyueError(cases.MASKS_TOO_MANY, field="more", limit=MOST_MASKS, length=LONGEST_MASK)
    for word in words:
        if len(letters(word)) < SHORTEST_MASK:
            raise AnyueError(cases.MASK_TOO_SHORT, field="more", word=word)
    return words
