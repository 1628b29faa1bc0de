"""Words and numbers that stand nowhere else, so that whatever page shows one gives its object away."""

import random
import re
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

WORD = re.compile(r"mq[a-z]{8}qm")
# A sum of two has ten digits or begins with another one.
NUMBER = re.compile(r"(?<![0-9A-Za-z])7\d{8}(?![0-9A-Za-z])")


def word(chance: random.Random) -> str:
    """A word that nothing else holds."""
    return "mq" + "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=8)) + "qm"


def number(chance: random.Random) -> str:
    """A number that nothing else is."""
    return f"7{chance.randrange(10**8):08d}"


def told(answer: Any) -> str:  # noqa: ANN401  The test client's own response.
    """All that an answer says: its head, and its body; of a package all parts."""
    content: bytes = b"".join(answer) if answer.streaming else answer.content
    heads = unquote("\n".join(f"{name}: {value}" for name, value in answer.items()))
    cookies = str(answer.cookies)
    if not content.startswith(b"PK"):
        return "\n".join([heads, cookies, content.decode("utf-8", "replace")])
    with ZipFile(BytesIO(content)) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    return "\n".join([heads, cookies, *parts])


def marks_in(text: str) -> set[str]:
    """The marks in a text; figures may be printed with commas."""
    return set(WORD.findall(text)) | set(NUMBER.findall(re.sub(r"(?<=\d),(?=\d{3})", "", text)))
