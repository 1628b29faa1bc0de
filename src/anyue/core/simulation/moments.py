"""Chance in time."""

from datetime import timedelta
from random import Random


def after(dice: Random, least: float, most: float) -> timedelta:
    """A time between two numbers of hours, to the second."""
    return timedelta(seconds=dice.randint(int(least * 3600), int(most * 3600)))
