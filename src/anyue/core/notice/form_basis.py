"""The basis of a form as the sentences about it say it: “附件2（6—12月累计数据）”, “填报累计数”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from anyue.core.forms.form import Basis, Form, FormKind, Indicator
from anyue.core.notice.basis import basis_of
from anyue.core.notice.mentions import forms_named
from anyue.core.notice.parts import Part
from anyue.core.notice.text_tables import AFTER_TABLE

# The words 累计开展 in a task ask for nothing of a table.
_ASKS_CUMULATIVE = re.compile(
    r"累计(?:数|情况|完成|值|报|上报|填|统计|汇总|至|[）)]|$)|(?:按|填|报|为|用)[^，。；]{0,8}累计"
    r"|截[至止][^，。；]{1,20}(?:累计|的?(?:数据|情况|数字))|活动期间(?:合计|总数)"
)
_SENTENCE = re.compile(r"[^。；;\n]{1,2000}")
_ASKS = re.compile(r"[填报]|附[件表]|统计|数据")
_SENT = re.compile(r"报送|上报|填报|报至|报到|提交|反馈")
_DOUBT = "通知里有的地方要求填报累计数，有的地方没有写明，请核对统计口径。"


def with_bases(text: str, parts: Sequence[Part], forms: Sequence[Form]) -> tuple[Form, ...]:
    """The forms with the basis that title, notes or a sentence of the notice give to blanks that say none."""
    told = list(_told(text, parts, forms))
    return tuple(_with_basis(text, form, i, told) for i, form in enumerate(forms))


def _told(text: str, parts: Sequence[Part], forms: Sequence[Form]) -> Iterator[tuple[tuple[int, ...], bool]]:
    """(forms, whether it asks for cumulative numbers) of each sentence outside the forms that names some."""
    if not any(form.kind is FormKind.STATISTICS for form in forms):
        return
    for part in parts:
        if part.is_form:
            continue
        for found in _SENTENCE.finditer(text, part.start, part.end):
            sentence = found[0]
            if not _ASKS.search(sentence):
                continue
            is_cumulative = _ASKS_CUMULATIVE.search(sentence) is not None
            if is_cumulative or _SENT.search(sentence):
                named = forms_named(sentence, forms)
                if named:
                    yield named, is_cumulative


def _with_basis(text: str, form: Form, at: int, told: Sequence[tuple[tuple[int, ...], bool]]) -> Form:
    if form.kind is not FormKind.STATISTICS:
        return form
    said = [is_cumulative for named, is_cumulative in told if at in named]
    own = basis_of(form.title) or _of_notes(text, form)
    basis = own or (Basis.CUMULATIVE if said and any(said) else None)
    if basis is not Basis.CUMULATIVE:
        return form
    groups = tuple(
        replace(group, indicators=tuple(_cumulative(one) for one in group.indicators))
        for group in form.groups
    )
    doubt = form.doubt or (_DOUBT if own is None and not all(said) else None)
    return replace(form, groups=groups, doubt=doubt)


def _of_notes(text: str, form: Form) -> Basis | None:
    """What the heading and the notes below the table say."""
    start, end = form.span or (0, 0)
    notes = " ".join(line for line in text[start:end].split("\n") if AFTER_TABLE.match(line.strip()))
    return Basis.CUMULATIVE if _ASKS_CUMULATIVE.search(f"{form.heading} {notes}") else None


def _cumulative(one: Indicator) -> Indicator:
    says_none = basis_of(f"{one.column or ''}") is None and basis_of(one.label) is None
    return replace(one, basis=Basis.CUMULATIVE) if says_none else one
