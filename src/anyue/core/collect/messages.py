"""What to write to each unit: one message a late or faulty unit, ready to be pasted into a chat."""

from collections.abc import Iterator

from anyue.core.collect.collect import Collected, Returned
from anyue.core.errors import (
    BLANK_ALTERED,
    CHINESE_NUMERAL,
    DUPLICATE_UNIT,
    EXTRA_CONTENT,
    NIL_MARK,
    ORDER_CHANGED,
    TRACKED_CHANGES,
    UNIT_FROM_FILE_NAME,
)

# What the office can live with needs no answer of the unit.
_NO_ANSWER = frozenset(
    problem.code
    for problem in (
        BLANK_ALTERED,
        CHINESE_NUMERAL,
        DUPLICATE_UNIT,
        EXTRA_CONTENT,
        NIL_MARK,
        ORDER_CHANGED,
        TRACKED_CHANGES,
        UNIT_FROM_FILE_NAME,
    )
)


def messages_to_units(title: str, collected: Collected) -> Iterator[tuple[str, str]]:
    """(unit, message): first the units of the list whose table is missing, then those to correct something.

    A unit that sent something unusable is told what is wrong with it; a file of nobody goes by its name.
    """
    named = title if title.startswith(("“", "《")) and title.endswith("》") else f"《{title}》"
    missing, answered = set(collected.missing), set(collected.missing)
    unusable: dict[str, Returned] = {}
    for one in collected.files:
        if one.counted and one.unit:
            answered.add(one.unit)
        elif one.sender in missing and _told(one):
            unusable[one.sender] = one
    for unit in collected.missing:
        if unit in unusable:
            yield unit, _correction(unit, named, unusable[unit])
        else:
            yield unit, f"{unit}：{named}还没有收到，请尽快报送；没有开展活动的也请零报告。"
    for one in collected.files:
        if _told(one) and (one.counted or not one.sender or one.sender not in answered):
            yield one.sender or one.file, _correction(one.sender or one.file, named, one)


def _correction(whom: str, named: str, one: Returned) -> str:
    lines = [f"{n}. {message}" for n, message in enumerate(_told(one), 1)]
    # The folder is the office's own affair.
    name = one.file.rpartition("/")[2]
    return "\n".join([f"{whom}：报来的{named}（文件“{name}”）请按下列意见核对更正后重报：", *lines])


def _told(one: Returned) -> list[str]:
    return [finding.message for finding in one.findings if finding.code not in _NO_ANSWER]
