"""Addresses: kept to the township, everything below it gone."""

import re
from collections.abc import Iterator

from anyue.core.anonymise.stream import STOPS, Span, Stream, letters, stream_of

RULE = "place"
_PUT = "某地"
_HAN = r"\u4e00-\u9fff"
# No part of a name may itself be below the township: 桥东村镇 is none.
_NAME = rf"(?:(?![村路号组巷弄庄屯寨]|社区|大道)[{_HAN}])"
_AREA = rf"(?:{_NAME}{{1,8}}?(?:省|自治区|自治州|市|县|区|旗))"
_TO_TOWNSHIP = re.compile(rf"^{_AREA}*{_NAME}{{1,8}}?(?:街道办事处|街道|镇|乡)")
_TO_COUNTY = re.compile(rf"^(?:{_NAME}{{2,6}}?(?:省|自治区|自治州|市|县|旗))+")
_NUMERAL = "0-9一二三四五六七八九十百零〇两"
_TAIL = rf"(?:[{_NUMERAL}A-Z]{{1,6}}(?:号院|号楼|号|组|队|社|栋|幢|单元|层|楼|室))*"
_STREET = r"(?:大道|大街|路|街|巷|弄|胡同)"
_BELOW = re.compile(
    rf"(?<=[镇乡道])(?!办事处)[{_HAN}]{{1,8}}?(?:村民小组|村|社区|居委会|庄|屯|寨|工业园区|工业园)"
    rf"(?:[{_HAN}]{{1,6}}?{_STREET})?{_TAIL}"
    rf"|(?<=[镇乡道])[{_HAN}]{{1,8}}?{_STREET}{_TAIL}"
)
_STREET_NUMBER = re.compile(
    rf"(?P<street>[{_HAN}]{{1,6}}?{_STREET})[{_NUMERAL}]{{1,6}}(?:号院|号楼|号){_TAIL}"
)
_LEADING = re.compile(r"^.*?(?:位于|地处|住在|地址为|地址|设在|坐落于|坐落|在|于|至|到|和|由|住)(?=..)")
_PARTS = re.compile(
    rf"[{_HAN}0-9A-Z]+?(?:村民小组|村|社区|庄|屯|寨|{_STREET}|工业园区|工业园|小区|大厦|号院|号楼|号|组)"
)
_LEAST = 3


def public_place(place: str) -> str:
    """The place down to its township, or to its county where none is named; "" where neither is."""
    plain = letters(place)
    found = _TO_TOWNSHIP.match(plain) or _TO_COUNTY.match(plain)
    return found.group() if found else ""


def known_place(stream: Stream, place: str) -> Iterator[Span]:
    """Everywhere that the place of the case is told below its township, in whole or in part."""
    below = letters(place).removeprefix(public_place(place))
    parts = {below, *(found.group() for found in _PARTS.finditer(below))}
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= _LEAST and not part.isdigit():
            yield from stream.spans(part, _PUT, RULE)


def address_spans(text: str) -> Iterator[Span]:
    """Villages, streets and house numbers behind a township, and any street with a number."""
    stream = stream_of(text, STOPS)
    for found in _BELOW.finditer(stream.text):
        if found.group() != _PUT:
            yield stream.span(*found.span(), _PUT, RULE)
    for found in _STREET_NUMBER.finditer(stream.text):
        start, end = found.span()
        if lead := _LEADING.match(found["street"]):
            start += lead.end()
        yield stream.span(start, end, _PUT, RULE)
