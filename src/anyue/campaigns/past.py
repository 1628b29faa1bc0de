"""Whether a notice's time has passed, and how many years would bring it back."""

from django.utils import timezone

from anyue import clock
from anyue.core.notice import Plan
from anyue.core.schedule import first_due, last_due


def is_past(plan: Plan) -> bool:
    """Whether everything that the plan asks for was due before now."""
    last = last_due(plan)
    return last is not None and timezone.make_aware(last) < clock.now()


def years_ahead(plan: Plan) -> int:
    """The smallest number of whole years that puts the plan's first deadline today or later."""
    first = first_due(plan)
    if first is None:
        return 0
    today = clock.today()
    years = today.year - first.year + ((first.month, first.day) < (today.month, today.day))
    return max(0, years)
