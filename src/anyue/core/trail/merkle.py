"""Merkle trees as in RFC 6962 section 2.1: leaves and nodes are told apart by their first byte."""

from collections.abc import Sequence

from anyue.core.algorithms import Suite, digest


def leaf(suite: Suite, content: bytes) -> bytes:
    """The digest of one entry, 32 bytes."""
    return digest(suite, b"\0" + content)


def root(suite: Suite, leaves: Sequence[bytes]) -> bytes:
    """The digest of the leaves in their order, 32 bytes; that of nothing is the digest of no bytes.

    A level is joined in pairs and an odd one out goes up as it is, which gives the tree of the RFC.
    """
    if not leaves:
        return digest(suite, b"")
    level = list(leaves)
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [digest(suite, b"\1" + left + right) for left, right in pairs]
        level = above + level[len(above) * 2 :]
    return level[0]
