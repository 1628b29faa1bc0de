"""Held against the definition of RFC 6962 section 2.1 itself."""

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.algorithms import Suite, digest
from anyue.core.trail import leaf, root


def as_defined(suite: Suite, contents: list[bytes]) -> bytes:
    if not contents:
        return digest(suite, b"")
    if len(contents) == 1:
        return digest(suite, b"\0" + contents[0])
    split = 1
    while split * 2 < len(contents):
        split *= 2
    left, right = as_defined(suite, contents[:split]), as_defined(suite, contents[split:])
    return digest(suite, b"\1" + left + right)


@given(st.sampled_from(Suite), st.lists(st.binary(max_size=5), max_size=20))
def test_root_is_that_of_the_rfc(suite: Suite, contents: list[bytes]) -> None:
    assert root(suite, [leaf(suite, content) for content in contents]) == as_defined(suite, contents)


def test_a_node_cannot_pass_for_a_leaf() -> None:
    suite = Suite.INTERNATIONAL
    one, other = leaf(suite, b"1"), leaf(suite, b"2")
    assert leaf(suite, one + other) != root(suite, [one, other])
