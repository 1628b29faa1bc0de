"""The working sheet of a folder: one row a unit, one column an indicator, problems marked at their cells."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from anyue.core.collect.collect import Collected, Returned
from anyue.core.forms.form import Indicator
from anyue.core.forms.returned.template import Template
from anyue.core.forms.streamed.book import Layout, StreamedBook
from anyue.core.forms.streamed.looks import Look
from anyue.core.forms.streamed.rows import height_of, letters, row_xml

_TITLE, _HEAD, _TOTAL = 1, 2, 3
_FIXED = ("序号", "单位", "文件")
_UNIT_WIDTH, _FILE_WIDTH, _TOLD_WIDTH = 24, 28, 60
_TITLE_COLUMNS = 12
_MOST_NOTES = 500
_WIDTHS = {"单位": 26, "文件": 34, "问题": 90, "原因": 70, "指标": 40, "内容": 60}


def write_workbook(template: Template, collected: Collected, out: BinaryIO) -> None:
    """Write a .xlsx file: 明细 (the total, a row a file that counts), 问题清单, 未报送, 未计入, 文字内容.

    Numbers are numbers, texts stay texts and no cell holds a formula. The same input gives the same bytes.
    """
    lists = [
        Layout(name, [_WIDTHS[head] for head in heads], is_upright=len(heads) < 3)
        for name, (heads, _) in _LISTS.items()
    ]
    notes: dict[tuple[int, int], str] = {}
    with StreamedBook(out, [_layout(template), *lists], author="安月") as book:
        book.write_sheet(_rows(template, collected, notes), notes)
        for heads, listed in _LISTS.values():
            book.write_sheet(_list_rows(heads, listed(template, collected)), {})


def _layout(template: Template) -> Layout:
    columns = len(template.indicators)
    return Layout(
        "明细",
        (6, _UNIT_WIDTH, _FILE_WIDTH, *([14] * columns), _TOLD_WIDTH),
        head=_HEAD,
        frozen_rows=_TOTAL,
        frozen_columns=2,
        merged=f"A1:{letters(min(len(_FIXED) + columns + 1, _TITLE_COLUMNS))[-1]}1",
    )


def _rows(template: Template, collected: Collected, notes: dict[tuple[int, int], str]) -> Iterator[str]:
    """The rows of 明细; the first few hundred problems become notes at their cells."""
    columns = len(template.indicators)
    yield row_xml(_TITLE, [f"{template.title}（各单位明细）"], [Look.TITLE], height=36)
    names = (*_FIXED, *map(_column_name, template.indicators), "问题")
    yield row_xml(_HEAD, names, [Look.HEAD] * len(names), height=96)
    sums = ("", f"合计（{collected.counted} 个单位）", "", *collected.total, "")
    yield row_xml(_TOTAL, sums, [Look.TOTAL] * len(sums))
    plain = [Look.NUMBER, Look.TEXT, Look.TEXT, *[Look.NUMBER] * columns, Look.TEXT]
    counting = (one for one in collected.files if one.counted)
    for row, one in enumerate(counting, _TOTAL + 1):
        looks = plain
        told = ""
        if one.findings:
            looks = plain.copy()
            for column, message in _marks(one):
                looks[column - 1] = Look.ODD
                if len(notes) < _MOST_NOTES:
                    before = notes.get((row, column))
                    notes[row, column] = f"{before}\n{message}" if before else message
            told = "；".join(finding.message.rstrip("。") for finding in one.findings)
        height = height_of((one.unit or "", one.file, told), (_UNIT_WIDTH, _FILE_WIDTH, _TOLD_WIDTH))
        values = (row - _TOTAL, one.unit, one.file, *one.values, told)
        yield row_xml(row, values, looks, height=height)


def _marks(one: Returned) -> Iterator[tuple[int, str]]:
    """(column from 1, message) of each cell that a problem is about."""
    for finding in one.findings:
        for index in finding.where:
            yield len(_FIXED) + 1 + index, finding.message


def _column_name(indicator: Indicator) -> str:
    label = "".join(indicator.label.split())
    return label + (f"（{indicator.column}）" if indicator.column else "")


def _list_rows(heads: Sequence[str], lines: Iterator[Sequence[str]]) -> Iterator[str]:
    yield row_xml(1, heads, [Look.HEAD] * len(heads))
    widths, looks = [_WIDTHS[head] for head in heads], [Look.TEXT] * len(heads)
    for number, line in enumerate(lines, 2):
        yield row_xml(number, line, looks, height=height_of(line, widths))


def _problems(_: Template, collected: Collected) -> Iterator[Sequence[str]]:
    return ((_whose(one), one.file, finding.message) for one in collected.files for finding in one.findings)


def _missing(_: Template, collected: Collected) -> Iterator[Sequence[str]]:
    return ((name,) for name in collected.missing)


def _left_out(_: Template, collected: Collected) -> Iterator[Sequence[str]]:
    return ((one.file, _whose(one), _why(one)) for one in collected.files if not one.counted)


def _texts(template: Template, collected: Collected) -> Iterator[Sequence[str]]:
    return (
        (template.indicators[index].label, unit, words)
        for index, told in collected.texts.items()
        for unit, words in told
    )


_LISTS: dict[str, tuple[tuple[str, ...], Callable[[Template, Collected], Iterator[Sequence[str]]]]] = {
    "问题清单": (("单位", "文件", "问题"), _problems),
    "未报送": (("单位",), _missing),
    "未计入": (("文件", "单位", "原因"), _left_out),
    "文字内容": (("指标", "单位", "内容"), _texts),
}


def _whose(one: Returned) -> str:
    return one.unit or one.sender or ""


def _why(one: Returned) -> str:
    return "".join(finding.message for finding in one.findings if not finding.where) or "不是要汇总的表。"
