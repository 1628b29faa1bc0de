"""Words for a terminal, a sheet or a calendar: the room they take, and nothing in them that steers."""

import unicodedata

# Controls would move the cursor or clear the screen; marks of writing direction would turn the line around.
_STEERING = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")
_STEERING |= dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")


def plain(words: str) -> str:
    """The words on one line, without anything that a terminal or a calendar would obey."""
    return " ".join(words.translate(_STEERING).split())


def character_width(character: str) -> int:
    """The columns of one character, 1 or 2."""
    # “” — … and their like are ambiguous; Chinese faces set them as wide as a character.
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def width(words: str) -> int:
    """The columns that the words take on one line."""
    return len(words) if words.isascii() else sum(map(character_width, words))
