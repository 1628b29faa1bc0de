"""What a unit asks of those below it when it relays: times before its own, and activities of its own.

A relay may ask for something earlier and for more; it never takes away what the superior asked.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from anyue.core.forms.values import clean_text
from anyue.core.workdays import Workdays

Key = TypeVar("Key")

MOST_ADDED = 20
LONGEST_ADDED = 200


def proposed_time(due: datetime, now: datetime, workdays: Workdays, before: int = 1) -> datetime:
    """The same time of day so many working days before `due`; `due` itself where that is past already."""
    day = workdays.after(due.date(), -before)
    if day is None:
        return due
    earlier = datetime.combine(day, due.timetz())
    return earlier if earlier > now else due


def later_than(asked: Mapping[Key, datetime], due: Mapping[Key, datetime]) -> list[Key]:
    """Those of the times asked for that leave nothing in time for the superior, in the order given."""
    return [key for key, moment in asked.items() if key in due and moment > due[key]]


def added_activities(text: str) -> list[str]:
    """One activity a line, as typed; empty lines are none."""
    lines = (clean_text(line)[:LONGEST_ADDED] for line in text.splitlines())
    return [line for line in lines if line]
