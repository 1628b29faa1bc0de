"""Names of enterprises: the whole name and every short form that holds its own word (字号)."""

import re
from collections.abc import Iterator
from itertools import product

from anyue.core.anonymise.stream import Span, Stream, letters
from anyue.core.anonymise.words import COMMON, INDUSTRIES, NOUNS

RULE = "enterprise"
_LEGAL = re.compile(
    r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|总公司|分公司|子公司|公司|集团|企业|合伙|个体工商户|独资)+$"
)
_NOUN = re.compile(f"(?:{'|'.join(NOUNS)})$")
_INDUSTRY = re.compile(f"(?:{'|'.join(INDUSTRIES)})$")
_AREA = re.compile(r"^[\u4e00-\u9fff]{2,6}?(?:自治区|自治州|省|市|县|区|旗|街道|镇|乡|村)(?=..)")
_ENDINGS = ("公司", "有限公司", "集团", "企业", "厂")
_AREA_ENDS = ("省", "市", "县", "区", "旗", "镇", "乡", "街道", "村")
_BRACKETS = re.compile(r"[（(【\[〔][^）)】\]〕]*[）)】\]〕]")
_KINDS = f"(?:{'|'.join((*INDUSTRIES, *NOUNS))}|有限|责任|股份|公司|集团|企业|单位)"
_LEAST = 2


def enterprise_spans(stream: Stream, name: str, areas: tuple[str, ...]) -> Iterator[Span]:
    """Everywhere that the enterprise is named, in full or for short, where it is not its area."""
    forms = forms_of(name, areas)
    put = public_name(name, areas)
    for form in forms:
        for at in _places(stream.text, form):
            rest = stream.text[at:]
            if not any(rest.startswith(letters(area)) and len(letters(area)) > len(form) for area in areas):
                yield stream.span(at, at + len(form), put, RULE)


def _places(text: str, form: str) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def public_name(name: str, areas: tuple[str, ...]) -> str:
    """青石县某化工企业: the area and the kind are kept, unless they would tell the name itself."""
    plain = letters(name)
    if _is_hidden(plain, areas):
        return name
    bare, noun, industry = _taken_apart(plain)
    forms = forms_of(name, areas)
    area = areas[-1] if areas else ""
    kind = industry if noun == "企业" else industry * (industry not in noun)
    for said in (f"{area}某{kind}{noun}", f"某{kind}{noun}", f"某{noun}", "某企业", "某单位"):
        if not any(form in letters(said) for form in forms if not _is_area(form, areas, said)):
            return said
    return "××" if bare else ""


def _is_area(form: str, areas: tuple[str, ...], said: str) -> bool:
    """Whether the form stands in what is said as part of the name of the area alone."""
    area = areas[-1] if areas else ""
    return (
        bool(area)
        and form in letters(area)
        and said.startswith(area)
        and form not in letters(said[len(area) :])
    )


def _is_hidden(plain: str, areas: tuple[str, ...]) -> bool:
    """Whether a name tells nothing but the area and the kind: 青石县某化工企业."""
    start = next((start for start in _starts(areas) if plain.startswith(start + "某")), "")
    return re.fullmatch("某+", re.sub(_KINDS, "", plain.removeprefix(start))) is not None


def forms_of(name: str, areas: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The normalised words by which the enterprise may be called, the longest first."""
    plain = letters(name)
    if len(plain) < _LEAST or _is_hidden(plain, areas):
        return ()
    # What stands in brackets is often left out: 华东（青石）化工.
    told = {form for called in {plain, letters(_BRACKETS.sub("", name))} for form in _forms(called, areas)}
    starts = _starts(areas)
    told -= starts
    whole = {start + form for start, form in product(starts, told)}
    return tuple(sorted(told | whole | {plain}, key=lambda form: (-len(form), form)))


def _forms(plain: str, areas: tuple[str, ...]) -> set[str]:
    bare, noun, industry = _taken_apart(plain)
    own = _without_area(bare, areas)
    kinds = {kind + end for kind in ("", industry) for end in (noun, *_ENDINGS)} | {industry}
    if own in _starts(areas) or not own:
        # 青石县化工有限公司 has no word of its own: only the area with what it makes tells it.
        forms = {start + kind for start in {own, bare} - {""} for kind in kinds if industry in kind}
    elif own in COMMON or len(own) < _LEAST:
        forms = {own + kind for kind in kinds}
    else:
        forms = {own, *(own + kind for kind in kinds)}
        if len(own) > 2 * _LEAST:
            forms |= {own[:_LEAST] + kind for kind in kinds}
    told = {plain, _LEGAL.sub("", plain), *forms}
    return {form for form in told if len(form) >= _LEAST and form not in COMMON and form not in INDUSTRIES}


def _starts(areas: tuple[str, ...]) -> set[str]:
    """Names of areas, with and without what they are: 青石县, 青石."""
    return {start for area in areas for start in (letters(area), _short(letters(area))) if start}


def _short(area: str) -> str:
    for end in _AREA_ENDS:
        if area.endswith(end) and len(area) > len(end) + 1:
            return area.removesuffix(end)
    return area


def _taken_apart(plain: str) -> tuple[str, str, str]:
    """(the name without what it is, the noun that says what it is, its industry)."""
    bare = _LEGAL.sub("", plain) or plain
    noun = "企业"
    if (found := _NOUN.search(bare)) and found.start():
        noun, bare = found.group(), bare[: found.start()]
    industry = ""
    while (found := _INDUSTRY.search(bare)) and found.start():
        industry = industry or found.group()
        bare = bare[: found.start()]
    return bare, noun, industry


def _without_area(bare: str, areas: tuple[str, ...]) -> str:
    """The name without the areas that it begins with."""
    before = ""
    while bare != before:
        before = bare
        for start in sorted(_starts(areas), key=len, reverse=True):
            if bare.startswith(start) and len(bare) >= len(start) + _LEAST:
                bare = bare.removeprefix(start)
        bare = _AREA.sub("", bare)
    return bare
