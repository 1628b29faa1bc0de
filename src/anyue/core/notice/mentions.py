"""Which forms of a notice a few words name: by number, by title, or by what such a table is called."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from anyue.core.forms.form import Form, FormKind
from anyue.core.notice.numerals import chinese_value

_NUMERAL = r"(?:\d{1,2}(?:-\d{1,2})?|[一二三四五六七八九十]{1,3})"
_NUMBERS = re.compile(
    rf"附[件表录] ?(?P<list>{_NUMERAL}"
    rf"(?: ?(?:[、,，和及与至~～—－]|以及) ?(?:附[件表录])? ?{_NUMERAL}(?![\d月年日个份])){{0,20}})"
)
_EACH = re.compile(rf"(?P<to>[至~～—－])? ?(?:附[件表录])? ?(?P<number>{_NUMERAL})")
_PARTED = re.compile(r"[、，,；;和及与]")
_SILENT = re.compile(r"[“”\"《》〈〉（）()\s]")
_NAMES: dict[FormKind, tuple[str, ...]] = {
    FormKind.STATISTICS: ("统计表", "情况表", "进展表", "汇总表", "周报表", "月报表", "报表", "数据"),
    FormKind.REGISTER: (
        "登记表",
        "报送表",
        "安排表",
        "台账",
        "汇总表",
        "清单",
        "一览表",
        "记录表",
        "报名表",
        "推荐表",
    ),
    FormKind.CARD: ("联络员", "联系人表", "信息表", "回执", "报名表", "登记表", "推荐表"),
    FormKind.OTHER: ("表",),
}


def forms_named(words: str, forms: Sequence[Form]) -> tuple[int, ...]:
    """Positions of the forms that words name, part by part: by number or title, else by what it is called."""
    found = set(forms_numbered(words, forms))
    for part in _PARTED.split(words):
        called = _called(_bare(part))
        if called and not _NUMBERS.search(part) and not forms_numbered(part, forms):
            found |= {i for i, form in enumerate(forms) if _is_called(called, form)}
    return tuple(sorted(found))


def forms_numbered(words: str, forms: Sequence[Form]) -> tuple[int, ...]:
    """Positions of the forms whose number or whole title the words hold."""
    numbers = set(_numbers_in(words))
    bare = _bare(words)
    return tuple(
        i
        for i, form in enumerate(forms)
        if (numbers and _key(form.number) in numbers)
        or (not numbers and len(form.number) == 2 and form.number in words)
        or (len(title := _bare(form.title)) > 3 and title in bare)
    )


def _called(bare: str) -> dict[FormKind, list[str]]:
    """What the words call tables of each kind; a kind that they don't call is left out."""
    named = {kind: [name for name in names if name in bare] for kind, names in _NAMES.items()}
    return {kind: names for kind, names in named.items() if names}


def _is_called(called: dict[FormKind, list[str]], form: Form) -> bool:
    return any(name in _bare(form.title) for name in called.get(form.kind, ()))


# Every sentence is held against every form.
@lru_cache(maxsize=4096)
def _bare(words: str) -> str:
    return _SILENT.sub("", words)


@lru_cache(maxsize=4096)
def _key(number: str) -> str:
    """附件二 and 附件2 are one: the figures alone."""
    digits = re.sub(r"附[件表录]", "", number)
    return "-".join(_figure(part) for part in digits.split("-")) if digits else ""


def _figure(numeral: str) -> str:
    return str(int(numeral)) if numeral.isdigit() else str(chinese_value(numeral))


def _numbers_in(words: str) -> Iterator[str]:
    """The numbers of attachments named: 附件1、2 and 附件1至3 name each of them."""
    for found in _NUMBERS.finditer(words):
        before = 0
        for each in _EACH.finditer(found["list"]):
            key = "-".join(_figure(part) for part in each["number"].split("-"))
            if each["to"] and before and key.isdigit():
                yield from (str(n) for n in range(before + 1, int(key)))
            if "-" in key and "附件" + each["number"] in words:
                # 附件1-3 may be one number or three; which one, the forms know.
                low, high = (int(part) for part in key.split("-"))
                yield from (str(n) for n in range(low, high + 1))
            yield key
            before = int(key) if key.isdigit() else 0
