"""Mobile numbers of the mainland: read as people type them, and shown so that they tell little.

Such a number has 11 digits and begins with 1 (工信部《电信网编号计划》, 2017). Which second digits are in use
changes, so that 3 to 9 are all taken.
"""

import re
import unicodedata

from anyue.core.errors import MOBILE_WRONG, AnyueError

_FILLING = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff()（）.·_/—–‐‑―－-]+")
_MOBILE = re.compile(r"(?:\+?0{0,2}86)?(1[3-9][0-9]{9})")
_LONGEST = 40


def find_mobile(typed: str) -> str | None:
    """The 11 digits of a mainland mobile number, or None for anything else.

    Full-width digits, spaces, dashes, brackets and the country's 86, +86 or 0086 are read as meant.
    """
    if len(typed) > _LONGEST:
        return None
    found = _MOBILE.fullmatch(_FILLING.sub("", unicodedata.normalize("NFKC", typed)))
    return found[1] if found else None


def read_mobile(typed: str) -> str:
    """The 11 digits of a mainland mobile number; MOBILE_WRONG for anything else."""
    number = find_mobile(typed)
    if number is None:
        raise AnyueError(MOBILE_WRONG, field="mobile")
    return number


def mask_mobile(number: str) -> str:
    """138****1234: the first three and the last four digits."""
    return f"{number[:3]}****{number[-4:]}"
