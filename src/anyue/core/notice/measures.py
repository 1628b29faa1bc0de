"""The measure words of statistics tables, and what a value with each may be summed over."""

from anyue.core.forms.form import Adds

# Longer words stand before their beginnings, since the first that fits is taken.
_ONE = (
    "(?:万人次|人次|场次|条次|班次|车次|台次|户次|家次|件次|批次|平方米|立方米|公里|公斤|千克|小时|课时|学时|分钟"
    "|万元|万份|万条|万人|万张|个点|场|次|人|名|篇|个|条|份|件|家|起|处|部|户|块|幅|副|期|台|辆|项|例|元|张|本|册"
    "|支|套|所|宗|种|类|只|批|段|间|栋|艘|枚|面|点|双|顶|盏|具|瓶|袋|箱|把|亩|吨|栏|米|天|万|%)"
)
# “场/次”, “场（次）”, “人(次)” are one measure; a figure before a word such as 人民 or 个案 has none.
MEASURE = rf"{_ONE}(?:/{_ONE}|[（(]{_ONE}[）)])?(?![民员口物业案宣名称])"


def adds_of(unit: str | None) -> Adds:
    """Heads (人, 名) add over units only, text and shares (%) over nothing, all else over both."""
    if unit is None or unit == "%":
        return Adds.NONE
    return Adds.UNITS if unit in {"人", "名", "万人"} else Adds.BOTH
