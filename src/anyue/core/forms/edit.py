"""Changing the blanks of a statistics form by hand; its printed lines follow, so that it stays whole."""

import re
from collections.abc import Callable
from dataclasses import replace

from anyue.core.forms.form import Form, Group, Indicator, Line

_BLANK = re.compile(r"[（(\[【]\s{0,60}[）)\]】]|[_＿]{1,200}|…{2,20}")
Change = Callable[[Group], Group]
PRINTED_BLANK = "（　）"


def parts_of(label: str) -> tuple[str, str]:
    """The words before and after the blank of a label; all of them before it where it prints none."""
    found = _BLANK.search(label)
    return (label[: found.start()], label[found.end() :]) if found else (label, "")


def without_blank(form: Form, code: str) -> Form:
    """The form without one blank: its line keeps the words, and prints an empty bracket nobody fills."""
    return _with_groups(form, lambda group: _group_without(group, code))


def with_blank_as(form: Form, indicator: Indicator) -> Form:
    """The form with the blank of this code as given; its line says the new words where it said the old."""
    return _with_groups(form, lambda group: _group_as(group, indicator))


def with_added_blank(form: Form, label: str, indicator: Indicator) -> Form:
    """The form with one more blank in the row `label`, which is added at the end if there is none.

    The code of the indicator is given here: the next that no blank of the form has had.
    """
    place = next((at for at, group in enumerate(form.groups) if group.label == label), len(form.groups))
    group = form.groups[place] if place < len(form.groups) else Group(label, ())
    added = replace(indicator, code=_free_code(form, place))
    lines = group.lines
    if lines or not group.indicators:
        before, after = parts_of(added.label)
        lines = (*lines, Line((before, after or added.unit or ""), (added.code,)))
    group = replace(group, indicators=(*group.indicators, added), lines=lines)
    return replace(form, groups=(*form.groups[:place], group, *form.groups[place + 1 :]))


def _with_groups(form: Form, change: Change) -> Form:
    groups = (change(group) for group in form.groups)
    return replace(form, groups=tuple(group for group in groups if group.indicators or group.lines))


def _free_code(form: Form, place: int) -> str:
    taken = {indicator.code for indicator in form.indicators}
    number = 1
    while f"{place + 1}.{number}" in taken:
        number += 1
    return f"{place + 1}.{number}"


def _group_without(group: Group, code: str) -> Group:
    left = tuple(indicator for indicator in group.indicators if indicator.code != code)
    if len(left) == len(group.indicators):
        return group
    lines = tuple(_line_without(line, code) for line in group.lines)
    return replace(group, indicators=left, lines=lines if left else ())


def _line_without(line: Line, code: str) -> Line:
    if code not in line.codes:
        return line
    at = line.codes.index(code)
    joined = line.pieces[at] + PRINTED_BLANK + line.pieces[at + 1]
    return Line(
        (*line.pieces[:at], joined, *line.pieces[at + 2 :]), (*line.codes[:at], *line.codes[at + 1 :])
    )


def _group_as(group: Group, indicator: Indicator) -> Group:
    old = next((one for one in group.indicators if one.code == indicator.code), None)
    if old is None:
        return group
    indicators = tuple(indicator if one.code == indicator.code else one for one in group.indicators)
    lines = tuple(_line_as(line, old, indicator) for line in group.lines)
    return replace(group, indicators=indicators, lines=lines)


def _line_as(line: Line, old: Indicator, new: Indicator) -> Line:
    if new.code not in line.codes:
        return line
    at = line.codes.index(new.code)
    before, after = line.pieces[at], line.pieces[at + 1]
    said, says = parts_of(old.label)[0], parts_of(new.label)[0]
    if said and before.endswith(said):
        before = before[: len(before) - len(said)] + says
    if old.unit and after.startswith(old.unit):
        after = (new.unit or "") + after[len(old.unit) :]
    return Line((*line.pieces[:at], before, after, *line.pieces[at + 2 :]), line.codes)
