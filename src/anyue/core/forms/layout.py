"""Lays a filled form out on its page: the lines above the table, and the table.

Owns what is printed where. Does not know fonts or files.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from anyue.core.forms.cells import Body, Cell, card_body, grid_body, register_body, statistics_body
from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form, FormKind
from anyue.core.forms.text_width import text_width
from anyue.core.forms.values import clean_text

_HEADING_LABEL = re.compile(r"([^\s：:]+)\s*[：:]")
_NOTE = re.compile(r"[（(].*?[）)]")
_LINE_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Layout:
    """A form on its page: the lines above the table, the shares of the columns, head and rows.

    `widths` are the columns' shares of the text area and add up to 1. `head` is empty where a table has none.
    `heading` are the lines of 填报单位 and the like, each in parts; `is_bordered` is false for a
    written document, whose rows are its paragraphs.
    """

    number: str
    title: str
    heading: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_bordered: bool = True


def lay_out(form: Form, values: Mapping[str, str], heading: Mapping[str, str]) -> Layout:
    """The form with its values in their places; an empty blank stays （ ）, an empty cell empty."""
    body = _body(form, values)
    return Layout(
        number=form.number,
        title=form.title,
        heading=_heading(form.heading, heading),
        widths=tuple(width / sum(body.widths) for width in body.widths),
        head=tuple(body.head),
        rows=tuple(body.rows),
        is_bordered=form.kind is not FormKind.OTHER or bool(form.fields),
    )


def _body(form: Form, values: Mapping[str, str]) -> Body:
    if form.kind is FormKind.STATISTICS:
        has_lines = any(group.lines for group in form.groups)
        has_columns = any(one.column for one in form.indicators)
        return grid_body(form, values) if has_columns and not has_lines else statistics_body(form, values)
    if form.kind is FormKind.REGISTER:
        return register_body(form, values)
    if form.fields:
        return card_body(entry_form(form).indicators, values)
    return Body((1,), (), [(Cell(paragraph),) for paragraph in values.get("content", "").split("\n")])


def _heading(printed: str, given: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The labels of the printed line with what is given for them, two a line where one line is too short."""
    parts = tuple(
        f"{label}：{clean_text(given.get(_asked(label), ''))}" for label in _HEADING_LABEL.findall(printed)
    )
    if all(text_width(part) <= _LINE_WIDTH / len(parts) for part in parts):
        return (parts,) if parts else ()
    return tuple(parts[at : at + 2] for at in range(0, len(parts), 2))


def _asked(label: str) -> str:
    """The key under which callers answer the label: notices print 报送单位（公章） for 填报单位 and so on."""
    bare = _NOTE.sub("", label)
    keys = (
        ("单位", "填报单位"),
        ("日期", "填报日期"),
        ("时间", "填报日期"),
        ("电话", "电话"),
        ("手机", "电话"),
    )
    found = next((key for word, key in keys if bare.endswith(word)), None)
    return found or ("联系人" if bare in {"联络员", "填报人", "填表人", "经办人"} else bare)
