"""A keyboard in place of a mouse: what holds the focus is looked at after every key."""

from typing import Any

from playwright.sync_api import Locator, Page

FAR = 120
"""Presses of Tab after which nobody would go on."""

# Where the focus is, and what is wrong with the sight of it; a hidden tick is drawn by what is beside it.
SIGHT = """() => {
  const one = document.activeElement;
  if (one === document.body) return { name: "", place: -1, isDate: false, faults: [] };
  const name = (one.ariaLabel || one.labels?.[0]?.innerText || one.innerText || one.name || one.id).trim();
  const place = [...document.querySelectorAll("*")].indexOf(one);
  const faults = [];
  const fault = (isSo, told) => isSo && faults.push(`${told}: ${one.outerHTML.slice(0, 160)}`);
  fault(!one.checkVisibility({ opacityProperty: true, visibilityProperty: true }), "not drawn");
  const box = one.getBoundingClientRect();
  const isBeside = box.left < 0 || box.right > innerWidth;
  fault(isBeside || box.top >= innerHeight || box.bottom <= 0, "off the screen");
  const line = one.getClientRects()[0] ?? box;
  const [high, low] = [Math.max(line.top, 0), Math.min(line.bottom, innerHeight)];
  const met = document.elementFromPoint(line.left + line.width / 2, (high + low) / 2);
  fault(!(one.contains(met) || met?.contains(one)), `under ${met?.outerHTML.slice(0, 80)}`);
  const isDrawn = (style) =>
    (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  const shown = [one, one.nextElementSibling].filter(Boolean).map((drawn) => getComputedStyle(drawn));
  fault(one.matches("[tabindex='-1']") ? false : !shown.some(isDrawn), "not marked");
  return { name, place, isDate: one.type === "date", faults };
}"""
SKIP = "跳到正文"
HOLDS = "(one) => one === document.activeElement"


def press(page: Page, key: str) -> dict[str, Any]:
    """Press a key that keeps to the page, and look at what then holds the focus."""
    page.keyboard.press(key)
    sight: dict[str, Any] = page.evaluate(SIGHT)
    assert not sight["faults"], f"{page.url} after {key}: {sight['faults']}"
    return sight


def tab_to(page: Page, target: Locator, *, key: str = "Tab") -> None:
    """Press Tab until the target holds the focus."""
    met: list[str] = []
    while not target.evaluate(HOLDS):
        assert len(met) < FAR, f"{target} was not met on {page.url}, but {met}"
        met.append(press(page, key)["name"])


def follow(page: Page, name: str) -> None:
    """Go to a link and follow it."""
    tab_to(page, page.get_by_role("link", name=name).first)
    page.keyboard.press("Enter")


def push(page: Page, name: str) -> None:
    """Go to a button and push it."""
    tab_to(page, page.get_by_role("button", name=name))
    page.keyboard.press("Enter")


def type_into(page: Page, target: Locator, text: str) -> None:
    """Go to a field and type over what it holds."""
    tab_to(page, target)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def go_round(page: Page) -> None:
    """Tab through the whole page and back: every stop is met once, and nothing keeps the focus."""
    there, back = _round(page, "Tab"), _round(page, "Shift+Tab")
    assert SKIP in {name for _, name in there}, f"{page.url} keeps the focus within {there}"
    assert back == there[::-1], f"{page.url}: {there}, but back {back}"


def _round(page: Page, key: str) -> list[tuple[int, str]]:
    """What is met until the first of it is met again."""
    met: list[tuple[int, str]] = []
    for _ in range(FAR):
        sight = press(page, key)
        stop = (sight["place"], sight["name"])
        if sight["place"] < 0 or (sight["isDate"] and stop in met[-1:]):
            continue
        if stop in met[:1]:
            return met
        assert stop not in met, f"{page.url} goes from {met[-1]} back to {stop}"
        met.append(stop)
    raise AssertionError(f"{page.url} doesn't let go of the focus: {met[-5:]}")
