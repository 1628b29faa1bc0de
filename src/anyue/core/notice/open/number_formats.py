"""Counting as Word prints it: the number formats of automatic numbering (ISO/IEC 29500-1, 17.18.59)."""

from collections.abc import Callable

_DIGITS, _FORMAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_PLACES, _FORMAL_PLACES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 9_999


def _counting(n: int) -> str:
    """12 -> 十二, 105 -> 一百零五."""
    words = _with_places(n, _DIGITS, _PLACES)
    return words.removeprefix("一") if 10 <= n < 20 else words


def _formal(n: int) -> str:
    return _with_places(n, _FORMAL, _FORMAL_PLACES)


def _with_places(n: int, digits: str, places: tuple[str, ...]) -> str:
    words, was_zero = "", False
    for at, figure in enumerate(str(n)):
        if figure == "0":
            was_zero = True
            continue
        words += (digits[0] if was_zero and words else "") + digits[int(figure)]
        words += places[len(str(n)) - 1 - at]
        was_zero = False
    return words or digits[0]


def _figures(n: int) -> str:
    return str(n).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


def _full_width(n: int) -> str:
    return str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def _letter(n: int) -> str:
    """1 -> a, 27 -> aa."""
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1) if 0 < n <= 260 else str(n)


def _roman(n: int) -> str:
    words = ""
    for value, mark in _ROMAN:
        words += mark * (n // value)
        n %= value
    return words


def _from(marks: str, otherwise: Callable[[int], str] = str) -> Callable[[int], str]:
    return lambda n: marks[n - 1] if 0 < n <= len(marks) else otherwise(n)


def _run(first: str, count: int) -> str:
    return "".join(chr(ord(first) + i) for i in range(count))


_CIRCLED = _run("①", 20) + _run("㉑", 15) + _run("㊱", 15)
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerLetter": _letter,
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographDigital": _figures,
    "japaneseDigitalTenThousand": _figures,
    "taiwaneseDigital": _figures,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _from(_CIRCLED),
    "decimalEnclosedCircleChinese": _from(_CIRCLED),
    "decimalEnclosedFullstop": _from(_run("⒈", 20), lambda n: f"{n}."),
    "decimalEnclosedParen": _from(_run("⑴", 20), lambda n: f"({n})"),
    "ideographEnclosedCircle": _from("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", _counting),
    "ideographTraditional": _from("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _from("子丑寅卯辰巳午未申酉戌亥"),
    "none": lambda _: "",
}


def numeral(n: int, number_format: str) -> str:
    """The number as the format prints it, as decimal figures where the format is not known here."""
    return _FORMATS.get(number_format, str)(n) if 0 <= n <= _LARGEST else str(n)
