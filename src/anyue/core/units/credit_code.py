"""统一社会信用代码: 18 characters, the last of which checks the others (GB 32100-2015)."""

# Without I, O, S, V and Z, which look like other characters.
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_WEIGHTS = [pow(3, at, 31) for at in range(17)]


def check_letter(first: str) -> str:
    """The 18th character for the first 17, all of them characters of the standard (GB 32100-2015, 5)."""
    total = sum(weight * _VALUES[letter] for weight, letter in zip(_WEIGHTS, first, strict=True))
    return _LETTERS[-total % 31]


def is_credit_code(text: str) -> bool:
    """Whether a text is a code whose check character is right."""
    return len(text) == 18 and set(text) <= _VALUES.keys() and check_letter(text[:17]) == text[17]
