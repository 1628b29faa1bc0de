"""Sizes of files as people are told of them."""

from anyue.core.errors import FILE_TOO_LARGE, AnyueError

MEGABYTE = 1024 * 1024


def too_large(name: str | None, size: int, limit: int) -> AnyueError:
    """FILE_TOO_LARGE for a file of `size` bytes where `limit` megabytes are allowed."""
    return AnyueError(FILE_TOO_LARGE, name=name, megabytes=round(size / MEGABYTE, 1), limit=limit)
