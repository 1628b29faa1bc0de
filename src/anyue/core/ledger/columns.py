"""The columns of the ledger's workbook: those of every activity, and one for each number of the kinds."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from anyue.core.vocabulary import EVENTS, Kind, Measure, vocabulary


class Column(StrEnum):
    """A column that does not depend on the kinds; the value is its heading."""

    NUMBER = "编号"
    KIND = "种类"
    DAY = "日期"
    TITLE = "活动名称"
    PLACE = "地点"
    SETTINGS = "场所"
    GROUPS = "面向人群"
    NOTE = "备注"
    CO_HOSTS = "联合开展单位"
    MEDIA = "媒体报道"


FIRST = (Column.NUMBER, Column.KIND, Column.DAY, Column.TITLE, Column.PLACE)
LAST = (Column.SETTINGS, Column.GROUPS, Column.NOTE, Column.CO_HOSTS, Column.MEDIA)
NEEDED = (Column.KIND, Column.DAY)


def kinds_in(codes: Iterable[str]) -> list[Kind]:
    """The kinds with these codes in the order of the vocabulary; all of them where there is none."""
    wanted = set(codes)
    every = vocabulary().kinds
    return [kind for kind in every if kind.code in wanted] or list(every)


def heading_of(measure: Measure) -> str:
    """The heading of a number's column: what it counts, and in which unit."""
    return "场次" if measure.code == EVENTS else f"{measure.name}（{measure.unit}）"


def numbers_of(kinds: Sequence[Kind]) -> dict[str, str]:
    """The headings of the numbers that these kinds hold, by code, each code once, in their order."""
    headings: dict[str, str] = {}
    for kind in kinds:
        for measure in kind.measures:
            headings.setdefault(measure.code, heading_of(measure))
    return headings


def codes_by_heading() -> dict[str, str]:
    """Every heading that a number of some kind may stand under, with its code."""
    return {heading_of(measure): measure.code for kind in vocabulary().kinds for measure in kind.measures}
