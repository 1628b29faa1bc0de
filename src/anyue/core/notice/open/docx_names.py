"""Small steps through WordprocessingML that tolerate what is missing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none", "nil"})


def local(element: "_Element") -> str:
    """The tag without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: "_Element | None", tag: str) -> "_Element | None":
    """The first child of that name."""
    return None if element is None else element.find(f"{W}{tag}")


def value_of(element: "_Element | None") -> str:
    """The attribute w:val; empty where the element or the attribute is missing."""
    return "" if element is None else element.get(f"{W}val") or ""


def is_on(element: "_Element | None") -> bool:
    """Whether a property is set: there, and not switched off."""
    return element is not None and value_of(element) not in _OFF


def int_of(words: str, otherwise: int) -> int:
    """The whole number that the words write, or `otherwise`; a damaged file may hold anything."""
    try:
        number = int(words)
    except ValueError:
        return otherwise
    return number if abs(number) < 1_000_000 else otherwise


def styles_of(root: "_Element | None") -> dict[str, "_Element"]:
    """The styles of word/styles.xml by their ids; none where the part is missing."""
    styles = [] if root is None else root.findall(f"{W}style")
    return {style.get(f"{W}styleId") or "": style for style in styles}
