"""The order of the files of one notice: the notice, then its plan, then its attachments by number."""

import re
from dataclasses import dataclass
from pathlib import PurePath

_NUMERALS = "一二三四五六七八九十"
_NUMBER = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
# “含附件” and the like name a notice that has its attachments with it.
_ATTACHMENT = re.compile(rf"(?<![含及和与带])附[件表]\s?{_NUMBER}?(?:\s?[-—－.之](\d{{1,2}})(?![\d月日]))?")
_LEADING = re.compile(r"\s*[（(]?(\d{1,3})[）)]?\s*[-—－_.、．\s]")
_NOTICE_NAME = re.compile(r"通知|通报|通告|公告|意见|函|请示|纪要|正文")
_DOC_NUMBER = re.compile(r"[〔\[（(](?:19|20)\d{2}[〕\]）)]\s{0,4}\d{1,4}\s{0,4}号")
_FORM_NAME = re.compile(r"(?:表|回执|台账|名单|清单|目录|附件)(?:[（(][^（）()]{0,12}[）)])?$")
_SHEETS = frozenset({".xlsx", ".xls", ".et", ".xlsm"})
_COPY_MARK = re.compile(r"[\s_-]|[（(]\d{1,2}[）)]|副本|扫描件|盖章版?|定稿|终稿|OFD|PDF|WORD", re.IGNORECASE)
_LAST = 1_000


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """Sorts the files of a notice; files of one rank keep the order in which they came."""

    group: int
    number: int
    part: int
    leading: int

    @property
    def is_main(self) -> bool:
        """The notice itself or its plan, no attachment."""
        return self.group <= 1


def rank_of(name: str, text: str) -> Rank:
    """Where a file stands, by its name and the head of its text."""
    stem = PurePath(name).stem.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    found = _LEADING.match(stem)
    leading = int(found[1]) if found else _LAST
    attached = attachment_number(name)
    if attached is not None:
        return Rank(2, attached[0] or _LAST, attached[1], leading)
    is_sheet = PurePath(name).suffix.lower() in _SHEETS
    if is_sheet or _FORM_NAME.search(stem):
        return Rank(3, _LAST, 0, leading)
    is_notice = _NOTICE_NAME.search(stem) or _DOC_NUMBER.search(text[:1500])
    return Rank(0 if is_notice else 1, _LAST, 0, leading)


def attachment_number(name: str) -> tuple[int, int] | None:
    """(2, 0) of “附件2-统计表.xlsx”, (2, 1) of “附件2-1.docx”, (0, 0) of “附件.docx”; None of others."""
    stem = PurePath(name).stem.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    found = _ATTACHMENT.search(stem)
    if found is None:
        return None
    return _value(found[1] or "0"), int(found[2] or 0)


def bare_stem(name: str) -> str:
    """The name without its ending and what a second copy adds: “通知(1).pdf” -> “通知”."""
    return _COPY_MARK.sub("", PurePath(name).stem)


def _value(numeral: str) -> int:
    """12 of “12” and of “十二”."""
    if numeral.isdigit():
        return int(numeral)
    tens, _, ones = numeral.rpartition("十")
    if "十" not in numeral:
        return _NUMERALS.index(numeral[0]) + 1
    return 10 * (_NUMERALS.index(tens[0]) + 1 if tens else 1) + (_NUMERALS.index(ones[0]) + 1 if ones else 0)
