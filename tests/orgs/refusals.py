"""What comes of acts that should be refused."""

from collections.abc import Callable

import pytest

from anyue.core.errors import AnyueError


def refusals(*acts: Callable[[], object]) -> set[str]:
    """The codes with which these acts are refused; an act that goes through fails the test."""
    codes = set()
    for act in acts:
        with pytest.raises(AnyueError) as refused:
            act()
        codes.add(refused.value.code)
    return codes
