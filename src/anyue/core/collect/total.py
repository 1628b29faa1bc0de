"""The total in the blank form's own layout: the office's file with the sums in its blanks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from anyue.core.collect.collect import Collected
from anyue.core.forms.returned.fill import fill_form
from anyue.core.forms.returned.template import Template

if TYPE_CHECKING:
    from anyue.core.forms.returned.agreement import Value

_LONGEST_LIST = 300


def build_total(template: Template, blank: bytes, collected: Collected) -> bytes:
    """The blank form, Word or Excel as it is, with the total; a text blank lists what each unit wrote."""
    values: list[Value] = list(collected.total)
    for index, told in collected.texts.items():
        values[index] = _listed(told)
    return fill_form(template, blank, values)


def _listed(told: Sequence[tuple[str, str]]) -> str | None:
    words = "；".join(f"{unit}：{' '.join(said.split())}" for unit, said in told)
    if len(words) <= _LONGEST_LIST:
        return words or None
    return f"共 {len(told)} 个单位填写，详见明细表“文字内容”"
