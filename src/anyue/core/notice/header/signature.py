"""Who issued a notice and when: from the sign-off, the red head, the imprint, the index card or the title."""

import re
from dataclasses import dataclass

from anyue.core.notice.anchor import Anchor
from anyue.core.notice.dates import first_day, parse_when
from anyue.core.notice.header.labels import labelled
from anyue.core.notice.header.organs import organs_of
from anyue.core.notice.numerals import YEAR
from anyue.core.notice.parts import Line, Part, lines_of
from anyue.core.notice.plan import Span

_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = rf"(?:{YEAR}{_NUMERAL}月{_NUMERAL}[日号]|(?:19|20)\d{{2}}[-./、]\d{{1,2}}[-./、]\d{{1,2}}日?)"
_SIGNED = re.compile(rf"[（(]?(?P<day>{_DAY})[）)]?(?:印发|发布|印)?")
_SIGNED_LINE = re.compile(rf"(?P<organ>[^\n]{{3,60}}?)[ ，\t]{{1,40}}(?P<day>{_DAY})(?: \d{{1,3}})?")
_PRINTED = re.compile(rf"(?P<day>{_DAY}) ?印发?$")
_PRINTER = re.compile(rf"(?P<organ>[\u4e00-\u9fff（）]{{4,30}}) {{1,40}}{_DAY} ?印发?$")
# A date whose day, month or year was left open: it still tells that the lines above sign.
_OPEN = r"[\dXx×*某一二三四五六七八九十]{0,3}"
_OPEN_DAY = re.compile(
    rf"(?:(?:[\dXx×*某]{{1,4}}|[二〇○零一三四五六七八九]{{4}}) ?年 ?)?{_OPEN} ?月(?: ?{_OPEN} ?[日号])?"
)
_DAY_OF_YEAR = re.compile(rf"{_NUMERAL}月{_NUMERAL}[日号]")
_ASKS_TIME = re.compile(r"时间|日期|时限|期限|地点")
_BETWEEN = re.compile(
    r"[（(](?:此件|联系|信息公开|公开|文件公开|盖章|印章|公章|章)[^\n]{0,80}|附[件表：:][^\n]{0,80}"
)

_LEAST_LETTER = 60
NO_YEAR = "落款没有写年份，按{year}年理解，请核对。"
FROM_IMPRINT = "没有落款，按版记的印发机关和日期理解，请核对。"
FROM_TITLE = "没有落款，按标题里的机关理解，请核对。"
FROM_TOP = "没有落款，按文首的机关名称理解，请核对。"


@dataclass(slots=True)
class Signature:
    """What was found of issuer and date; `*_doubt` says why a reading is unsure."""

    issuer: str | None = None
    issuer_span: Span | None = None
    issuer_doubt: str | None = None
    issued_on: str | None = None
    issued_span: Span | None = None
    issued_doubt: str | None = None


def read_signature(
    text: str, parts: tuple[Part, ...], head: list[Line], title: tuple[str, Span] | None, year: int | None
) -> Signature:
    """The signature of the first part that carries one; `year` stands in where the date names none."""
    found = Signature()
    prose = [part for part in parts if not part.is_form]
    # A title with its date under it is no letter where a letter follows.
    letters = [part for part in prose if part.end - part.start >= _LEAST_LETTER]
    for part in letters or prose:
        if _sign(found, list(lines_of(text, part.start, part.end)), year):
            break
    if not found.issuer or not found.issued_on:
        _from_card(found, head)
    if not found.issued_on:
        _from_imprint(found, text, prose)
    if not found.issuer:
        _from_top(found, head, title)
    return found


def _sign(found: Signature, lines: list[Line], year: int | None) -> bool:
    """Fill in the sign-off: best a date with organs above it, else a date that stands alone."""
    alone: tuple[str, Span] | None = None
    for i, line in enumerate(lines):
        dated = _SIGNED.fullmatch(line.text)
        joined = None if dated else _SIGNED_LINE.fullmatch(line.text)
        above = lines[i - 1].text if i else ""
        if dated:
            signers = _signers(lines[max(0, i - 8) : i])
            day, span = _day(dated["day"], line.start + dated.start("day"))
        elif joined and (names := organs_of(joined["organ"])):
            signers = [
                *_signers(lines[max(0, i - 8) : i]),
                (names, line.start, line.start + joined.end("organ")),
            ]
            day, span = _day(joined["day"], line.start + joined.start("day"))
        elif _OPEN_DAY.fullmatch(line.text) and (signers := _signers(lines[max(0, i - 8) : i])):
            _set_issuer(found, signers)
            if _DAY_OF_YEAR.fullmatch(line.text) and year:
                found.issued_on = first_day(parse_when(line.text, Anchor(year)))
                found.issued_span = (line.start, line.end)
                found.issued_doubt = NO_YEAR.format(year=year)
            return True
        else:
            continue
        if day and signers:
            found.issued_on, found.issued_span = day, span
            _set_issuer(found, signers)
            return True
        if day and alone is None and not _ASKS_TIME.search(above[:20]):
            alone = day, span
    if alone:
        found.issued_on, found.issued_span = alone
    return bool(alone)


def _day(words: str, at: int) -> tuple[str | None, Span]:
    bare = words if "月" in words else re.sub(r"[日号]$", "", words).replace("、", ".")
    return first_day(parse_when(bare)), (at, at + len(words))


def _signers(above: list[Line]) -> list[tuple[list[str], int, int]]:
    signers: list[tuple[list[str], int, int]] = []
    for line in reversed(above):
        names = organs_of(line.text)
        if names:
            signers.insert(0, (names, line.start, line.end))
        elif signers or not _BETWEEN.fullmatch(line.text):
            break
    return signers


def _set_issuer(found: Signature, signers: list[tuple[list[str], int, int]]) -> None:
    found.issuer = "、".join(name for names, _, _ in signers for name in names)
    found.issuer_span = signers[0][1], signers[-1][2]


def _from_card(found: Signature, head: list[Line]) -> None:
    card = labelled(head)
    for label in ("issuer", "publisher"):
        if not found.issuer and label in card and (names := organs_of(card[label][0])):
            found.issuer, found.issuer_span = "、".join(names), card[label][1]
    if not found.issued_on and "issued_on" in card:
        words, span = card["issued_on"]
        if dated := re.match(_DAY, words):
            found.issued_on, found.issued_span = _day(dated[0], span[0])


def _from_imprint(found: Signature, text: str, prose: list[Part]) -> None:
    for part in prose:
        for line in lines_of(text, part.start, part.end):
            printed = _PRINTED.search(line.text)
            if not printed:
                continue
            found.issued_on, found.issued_span = _day(printed["day"], line.start + printed.start("day"))
            found.issued_doubt = FROM_IMPRINT
            printer = _PRINTER.fullmatch(line.text)
            if not found.issuer and printer and (names := organs_of(printer["organ"])):
                found.issuer = "、".join(names)
                found.issuer_span = (line.start, line.start + printer.end("organ"))
                found.issuer_doubt = FROM_IMPRINT
            return


def _from_top(found: Signature, head: list[Line], title: tuple[str, Span] | None) -> None:
    """The red head; else the organs that the title names; else an organ at the very top."""
    for line in head[:12]:
        if line.text.replace(" ", "").endswith("文件"):
            names = organs_of(line.text.replace(" ", "").removesuffix("文件"))
            if names:
                found.issuer, found.issuer_span = "、".join(names), (line.start, line.end)
                return
    if title and (named := re.match(r"[^《》“”]{2,120}?(?=关于)", title[0])):
        # Joint issuers stand side by side in the title, a space between them.
        names = organs_of(named[0].strip())
        if names:
            start = title[1][0]
            found.issuer, found.issuer_doubt = "、".join(names), FROM_TITLE
            found.issuer_span = start, min(title[1][1], start + len(named[0]))
            return
    for line in head[:4]:
        names = organs_of(line.text.replace(" ", ""))
        if names and len(names[0]) >= 4:
            found.issuer, found.issuer_span = "、".join(names), (line.start, line.end)
            found.issuer_doubt = FROM_TOP
            return
