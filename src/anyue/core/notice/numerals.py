"""Numbers as dates write them: “25”, “二十五”, “廿五”, “初五”, “二〇二三年”."""

NUM = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
YEAR = r"(?:\d{4}|[一二][一二三四五六七八九十〇○Ｏ零0O]{3})年"
# A count of days or weeks, which also says 两.
COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_DIGITS = {**{c: i for i, c in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0, "Ｏ": 0, "O": 0, "0": 0}
_SPELT_OUT = str.maketrans({"廿": "二十", "卅": "三十", "两": "二", "初": None})


def number(text: str) -> int:
    """The value of a figure in Arabic or Chinese numerals, 0 where it has none."""
    if text.isascii() and text.isdigit():
        return int(text)
    return chinese_value(text.translate(_SPELT_OUT))


def year_number(text: str) -> int | None:
    """2023 for “2023年” and “二〇二三年”; None for 今年 and the like."""
    bare = text.removesuffix("年")
    if bare.isdigit() and bare.isascii():
        return int(bare)
    digits = [_DIGITS.get(c) for c in bare]
    if len(digits) == 4 and None not in digits:
        return int("".join(str(d) for d in digits))
    return None


def chinese_value(numeral: str) -> int:
    """The value of a Chinese numeral up to ninety-nine, 0 for an empty one."""
    tens, ten, ones = numeral.rpartition("十")
    digit = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
    return (digit.get(tens[-1:], 1) * 10 if ten else 0) + digit.get(ones[-1:], 0)
