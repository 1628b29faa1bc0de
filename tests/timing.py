"""Whether work grows with its size: ratios of processor time within one run, never times by themselves."""

import gc
import time
from collections.abc import Callable

_ATTEMPTS = 5
"""A busy machine spoils one measurement or two; what is quadratic spoils every one."""


def seconds(act: Callable[[], object]) -> float:
    """Processor seconds of one run, without the collection of what other tests left behind."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        act()
        return time.process_time() - start
    finally:
        gc.enable()


def is_linear(act: Callable[[int], object], size: int, *, slack: float = 0.3) -> bool:
    """Whether `act` takes about four times as long with four times the size, not sixteen times.

    The slack, in seconds, lets pass what is too short to be told from the cost of starting.
    """
    return any(
        seconds(lambda: act(size)) < seconds(lambda: act(size // 4)) * 10 + slack for _ in range(_ATTEMPTS)
    )
