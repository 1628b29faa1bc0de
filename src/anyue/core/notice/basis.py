"""The basis of a form's numbers, this period or cumulative, as the text about the form says it."""

import re

from anyue.core.forms.form import Basis

_CUMULATIVE = re.compile(r"累计|截[至止]|至今|以来|活动期间(?:合计)?|全年|全月")
_PERIOD = re.compile(
    r"本[周期月季日旬次]|当[日周月期]|[上前]一?[周月]|新增|今日|[一二三四五六七八九十\d]{1,2}月(?:份)?$"
)


def basis_of(words: str) -> Basis | None:
    """The basis that words name: 本周, 累计; None where they name none."""
    if _CUMULATIVE.search(words):
        return Basis.CUMULATIVE
    return Basis.PERIOD if _PERIOD.search(words) else None
