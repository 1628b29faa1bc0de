"""What stands beside a blank: where its number comes from, and what it comes to with others."""

from collections.abc import Mapping, Sequence
from datetime import date

from anyue.core.counting import other_basis
from anyue.core.forms.form import Adds, Basis, Indicator, ValueType
from anyue.reports.queries import Sheet
from anyue.web.words import day_words


def notes_of(sheet: Sheet, differing: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The note of each blank that has one, by code; `differing` says where another form says otherwise."""
    notes = {}
    for indicator in sheet.basis.form.indicators:
        said = [
            *_of_ledger(sheet, indicator),
            _of_channel(sheet, indicator.code),
            *_of_periods(sheet, indicator),
            _of_others(sheet, indicator),
        ]
        if note := "；".join([one for one in said if one] + list(differing.get(indicator.code, ()))):
            notes[indicator.code] = note
    return notes


def _of_ledger(sheet: Sheet, indicator: Indicator) -> list[str]:
    version, code = sheet.version, indicator.code
    drawn = (version.records if version else sheet.basis.drawn.records).get(code)
    said = [f"台账 {len(drawn)} 条"] if drawn else []
    if drawn and len(drawn) > 1 and indicator.adds in {Adds.UNITS, Adds.NONE}:
        said.append("各次活动可能有重复的人，请核对")
    if version and (reason := version.reasons.get(code)):
        said.append(f"手工填写，原因：{reason}")
    return said


def _of_channel(sheet: Sheet, code: str) -> str:
    """The channel that a number was read from, and on which day."""
    if sheet.version:
        told = sheet.version.counters.get(code)
        return f"{told[1]} {day_words(date.fromisoformat(told[2]))}读数" if told else ""
    found = sheet.basis.counters.get(code)
    return f"{found.name} {day_words(found.read_on)}读数" if found else ""


def _of_periods(sheet: Sheet, indicator: Indicator) -> list[str]:
    """The derived one of this period and cumulative, where earlier periods came to something.

    What is carried is the unit's own: with others below, it is not what their total comes to. In a draft the
    cumulative one moves with what is typed, so that the one before it is told.
    """
    carried = sheet.version.carried if sheet.version else sheet.basis.carried
    before, value = carried.get(indicator.code), sheet.own.get(indicator.code)
    if before in {None, "0"} or indicator.type is not ValueType.NUMBER:
        return []
    level = "本级" if sheet.participation.is_relayed else ""
    derived = other_basis(indicator, carried, value or "0")
    if derived is None:
        return [f"{level}上期累计 {before}；人数不能跨期相加，请按去重后的人数填写"]
    if not sheet.version or not value:
        return [f"{level}上期累计 {before}"]
    return [f"{level}{'累计' if indicator.basis is Basis.PERIOD else '本期'} {derived}"]


def _of_others(sheet: Sheet, indicator: Indicator) -> str:
    """What the units below add to the unit's own."""
    is_number = indicator.type is ValueType.NUMBER
    own, total = sheet.own.get(indicator.code, ""), sheet.total.get(indicator.code, "")
    if sheet.version:
        return f"其中本级 {own}" if own != total and is_number else ""
    below = sheet.basis.below.get(indicator.code, "0")
    if below == "0":
        return ""
    return f"另有下级 {below}，合计 {total or below}" if is_number else f"另有下级：{below}"
