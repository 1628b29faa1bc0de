from datetime import timedelta

from anyue.core.trail.restraint import Restraint
from tests.core.trail.trails import MORNING


def test_what_is_beyond_the_limit_is_counted_and_told_later() -> None:
    restraint = Restraint(limit=2)
    told = [restraint.admit("a", MORNING) for _ in range(5)]
    assert told == [0, 0, None, None, None]
    assert restraint.admit("b", MORNING) == 0
    later = MORNING + timedelta(minutes=1)
    assert [restraint.admit("a", later) for _ in range(3)] == [3, 0, None]


def test_memory_has_an_end() -> None:
    restraint = Restraint(limit=1)
    for key in range(5000):
        restraint.admit(key, MORNING)
    assert len(restraint.windows) == 1000
