"""The numbers of statistics tables as sentences, each with the activity of the plan that it tells of."""

import re
from collections.abc import Iterator, Sequence

from anyue.core.forms.cells import bare_label
from anyue.core.forms.form import Group, Indicator, Line, ValueType
from anyue.core.written.facts import Table, Task
from anyue.core.written.figures import key_of, marker

_SERIAL = re.compile(r"^\s*[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]\s*")
_IDLE = re.compile(r"^(?:深入|认真|扎实|积极|广泛|组织|开展|举办|做好)+")


def measures_by_task(
    tasks: Sequence[Task], tables: Sequence[Table]
) -> tuple[dict[Task, list[str]], list[tuple[str, list[str]]]]:
    """The sentences of each activity, and (heading, sentences) of the rows that tell of none.

    A row tells of the activity whose kind its blanks draw from, else of the one that bears its name. What is
    nothing but zeros is left out.
    """
    told: dict[Task, list[str]] = {}
    others: dict[str, list[str]] = {}
    for table in tables:
        for group in table.form.groups:
            heading = _SERIAL.sub("", group.label.replace("\n", "")) or table.form.title
            for codes, sentence in _sentences(table, group):
                task = _task_of(tasks, group, codes, heading)
                lines = told.setdefault(task, []) if task else others.setdefault(heading, [])
                lines.append(sentence)
    return told, list(others.items())


def _task_of(tasks: Sequence[Task], group: Group, codes: Sequence[str], heading: str) -> Task | None:
    drawn = {one.source.kind for one in group.indicators if one.source and one.code in codes}
    by_kind = [task for task in tasks if task.kind and task.kind in drawn]
    name = _IDLE.sub("", heading)
    by_name = [task for task in tasks if len(name) > 1 and name in task.heading]
    return next(iter((*(task for task in by_kind if task in by_name), *by_kind, *by_name)), None)


def _sentences(table: Table, group: Group) -> Iterator[tuple[Sequence[str], str]]:
    """(codes, sentence) of each printed line that holds something, its numbers as figures of the draft."""
    by_code = {one.code: one for one in group.indicators}
    for line in group.lines or (_spoken(one) for one in group.indicators):
        held = [code for code in line.codes if table.values.get(code, "0") != "0"]
        if not held:
            continue
        blanks = [_filled(table, by_code[code]) for code in line.codes]
        words = "".join(part for pair in zip(line.pieces, (*blanks, ""), strict=True) for part in pair)
        yield line.codes, words.strip().rstrip("；。;，,")


def _spoken(indicator: Indicator) -> Line:
    """A blank in a cell as a line: its row and its column, then the number with its unit."""
    column = f"（{indicator.column}）" if indicator.column else ""
    return Line((bare_label(indicator) + column, indicator.unit or ""), (indicator.code,))


def _filled(table: Table, indicator: Indicator) -> str:
    value = table.values.get(indicator.code, "")
    if indicator.type is ValueType.TEXT:
        return f"“{value}”" if value else ""
    # What has no value as a whole, such as heads over several periods, is for a person to say.
    return marker(value, key_of(table.place, indicator.code)) if value else "【请填写】"
