"""What is unusual beside other numbers: median and median absolute deviation, which no single number moves.

A number is unusual where it lies more than six scaled deviations above the median, and also above it by an
absolute floor, so that 3 beside 1 never is. The deviation is scaled by 1.4826, as for a normal spread
(Rousseeuw and Croux 1993), and is taken as at least a tenth of the median, for numbers that hardly differ.
Low numbers are not remarked on: a unit that does little one week does nothing odd.
"""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

_SCALE = Decimal("1.4826")
_DEVIATIONS = 6
_FLOOR = 50


def is_unusual(number: Decimal, others: Sequence[Decimal], *, fewest: int) -> Decimal | None:
    """The median of the others where the number is unusual beside them; None also for fewer than `fewest`."""
    if len(others) < fewest:
        return None
    middle = Decimal(median(others))
    deviation = max(_SCALE * Decimal(median(abs(one - middle) for one in others)), middle / 10)
    above = number - middle
    return middle if above >= _FLOOR and above > _DEVIATIONS * deviation else None
