"""A county's June that never was: who is there, what they do and when, and what it must add up to.

Owns invented units (`county`), the script of what happens (`events`, `writing`) and a naive book that is kept
from that script alone (`book`). It plays nothing: a player calls the program's own acts and holds the
program's totals against the book, which shares no rule of adding or counting with the program.
"""

from anyue.core.simulation.book import Book
from anyue.core.simulation.county import County, Line, SimulatedUnit, Size, make_county
from anyue.core.simulation.events import (
    Acknowledge,
    Approve,
    Ask,
    Draft,
    Event,
    Hold,
    Open,
    Place,
    Relay,
    Return,
    Submit,
    TakeBack,
)
from anyue.core.simulation.writing import write_script

__all__ = [
    "Acknowledge",
    "Approve",
    "Ask",
    "Book",
    "County",
    "Draft",
    "Event",
    "Hold",
    "Line",
    "Open",
    "Place",
    "Relay",
    "Return",
    "SimulatedUnit",
    "Size",
    "Submit",
    "TakeBack",
    "make_county",
    "write_script",
]
