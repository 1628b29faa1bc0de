"""What the frame of every page shows about the person who is signed in: a contract for a context processor.

The owner of accounts and units puts a `Frame` into the template context as `frame`; without one, the page
shows the brand and the display switches only.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the navigation; `count` is how many things wait behind it, None for none worth saying."""

    label: str
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """One unit the person may act for; `key` is posted as `unit` to `Frame.switch_url`."""

    key: str
    label: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The head of a page: who is here, for which unit, and where they may go.

    `account` is an opaque key of the person: drafts kept on this device are filed under it, so that the next
    person at the same computer never sees them. `sign_out_url` and `switch_url` take a POST.
    """

    account: str
    person: str
    unit: str
    nav: tuple[NavItem, ...] = ()
    units: tuple[UnitChoice, ...] = ()
    account_nav: tuple[NavItem, ...] = ()
    switch_url: str = ""
    sign_out_url: str = ""
