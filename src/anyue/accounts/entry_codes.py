"""Codes that are read out and typed: eight letters and digits, none of which looks like another."""

import secrets
import unicodedata

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 8


def new_code() -> str:
    """A code of about 40 bits; wrong ones are counted like wrong passwords."""
    return "".join(secrets.choice(LETTERS) for _ in range(_LENGTH))


def shown(code: str) -> str:
    """The code in two groups, as it is read out: K7MF-2QXW."""
    return f"{code[:4]}-{code[4:]}"


def read_code(typed: str) -> str:
    """The code that was meant, whatever its case, width, dashes and spaces."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
