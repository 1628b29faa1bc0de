"""Typical cases (典型案例) and exposed hazards (隐患曝光): fields, checks, what goes out.

Does not know who sends or approves them, nor where they are kept.
"""

from anyue.core.cases.checks import FieldsWrongError, check_complete, cleaned
from anyue.core.cases.fields import FIELDS, Field, Kind, Register, fields_of, told
from anyue.core.cases.masks import checked_masks
from anyue.core.cases.public import PublicField, parties_of, public_fields
from anyue.core.cases.summing import count_words

__all__ = [
    "FIELDS",
    "Field",
    "FieldsWrongError",
    "Kind",
    "PublicField",
    "Register",
    "check_complete",
    "checked_masks",
    "cleaned",
    "count_words",
    "fields_of",
    "parties_of",
    "public_fields",
    "told",
]
