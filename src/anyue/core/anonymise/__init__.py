"""Words fit for the public: names, numbers and addresses out of a text, however they were typed.

Knows the parties that it is told and the shapes of numbers; does not know who decides that a text is public.
What it can't know (a name that nobody entered, a nickname, a number in words) a person masks beside it.
"""

from anyue.core.anonymise.masking import Parties, Piece, anonymise, public_text
from anyue.core.anonymise.people import masked_name

__all__ = ["Parties", "Piece", "anonymise", "masked_name", "public_text"]
