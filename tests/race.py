"""Two people at once: real threads with connections of their own, started together."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connections

from anyue.core.errors import AnyueError

Act = Callable[[], object]
_PATIENCE = 30
"""Seconds that one may wait for the other before the test gives up."""


def at_once(*acts: Act) -> list[object]:
    """What each act gave: its result, the code of its catalogued error, or the fault itself.

    A fault stays in the list, so that a comparison with what is expected shows it.
    """
    start = Barrier(len(acts))
    told: list[object] = [None] * len(acts)

    def run(place: int, act: Act) -> None:
        try:
            start.wait(_PATIENCE)
            told[place] = act()
        except AnyueError as error:
            told[place] = error.code
        except Exception as fault:  # noqa: BLE001  Whatever it is, the test must see it.
            told[place] = fault
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(_PATIENCE)
    return told


def codes(told: list[object]) -> list[str]:
    """done for each act that went through, the code of the error for each other, sorted; a fault as it is."""
    return sorted("done" if not isinstance(one, str | Exception) else str(one) for one in told)
