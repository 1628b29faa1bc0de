"""The theme keeps its promises: contrast, size, nothing inline, nothing from outside."""

import re
from pathlib import Path

import brotli
import django_htmx
import pytest

WEB = Path(__file__).resolve().parents[2] / "src/anyue/web"
TOKENS = (WEB / "theme/_tokens.scss").read_text("utf-8")
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))

TEXT_PAIRS = [
    ("ink", "paper"),
    ("ink", "desk"),
    ("ink", "act-wash"),
    ("ink", "seal-wash"),
    ("ink-quiet", "paper"),
    ("ink-quiet", "desk"),
    ("ink-quiet", "act-wash"),
    ("act", "paper"),
    ("act", "desk"),
    ("act", "act-wash"),
    ("seal", "paper"),
    ("seal", "desk"),
    ("seal", "seal-wash"),
    ("act-ink", "act-ground"),
    ("act-ink", "act-ground-over"),
]
SHAPE_PAIRS = [("rule-strong", "paper"), ("seal", "paper"), ("act", "paper")]


def colours(theme: str) -> dict[str, str]:
    block = re.search(rf"@mixin {theme} {{(.*?)\n}}", TOKENS, re.DOTALL)
    assert block is not None
    found = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", block[1]))
    return {
        name: value if len(value) == 6 else "".join(2 * digit for digit in value)
        for name, value in found.items()
    }


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(theme: str, text: str, ground: str) -> None:
    palette = colours(theme)
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_borders_of_controls_stand_out_from_their_ground(theme: str, shape: str, ground: str) -> None:
    palette = colours(theme)
    assert contrast(palette[shape], palette[ground]) >= 3


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_nothing_that_the_content_policy_refuses(template: Path) -> None:
    html = template.read_text("utf-8")
    assert (
        re.findall(r"<script(?![^>]*\bsrc=)|\son[a-z]+=|\sstyle=|<style|javascript:|hx-on|https?://", html)
        == []
    )


def built() -> str:
    sheet = WEB / "static/built/anyue.css"
    if not sheet.exists():
        pytest.skip("The style sheet is not built; run `npm run build`.")
    return sheet.read_text("utf-8")


def test_style_sheet_asks_for_nothing_from_outside() -> None:
    assert re.findall(r"url\((?!['\"]?data:)[^)]*\)|@import", built()) == []


def test_style_sheet_uses_no_custom_property_that_nothing_sets() -> None:
    sheet = built()
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", sheet))
    assert used - set(re.findall(r"(--[a-z0-9-]+):", sheet)) == set()


def test_style_sheet_keeps_to_what_older_browsers_know() -> None:
    assert re.findall(r"light-dark\(|color-mix\(|oklch\(|@layer|@container|:has\(", built()) == []


def test_first_visit_is_small() -> None:
    files = [WEB / "static/built/anyue.css", *(WEB / "static/anyue").iterdir()]
    files.append(Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js")
    built()
    assert sum(len(brotli.compress(file.read_bytes())) for file in files) < 50_000
