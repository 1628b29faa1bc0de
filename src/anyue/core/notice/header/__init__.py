"""The head of a notice (GB/T 9704-2012): issuer, number, title, date, recipients, theme and grounds.

Owns what stands above and below the text of a notice and what it is called. Does not own what it asks for.
"""

from anyue.core.notice.header.header import Header, read_header
from anyue.core.notice.header.recipients import split_names

__all__ = ["Header", "read_header", "split_names"]
