"""Input of a form: its title and kind, its columns and printed rows, and each of its blanks."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from django import forms

from anyue.campaigns.forms.items import ItemForm, lines_in
from anyue.core.forms.edit import with_added_blank, with_blank_as, without_blank
from anyue.core.forms.form import Adds, Basis, Form, FormKind, Indicator, Source, ValueType
from anyue.core.vocabulary import vocabulary

KINDS = (
    (FormKind.STATISTICS.value, "统计表（填数字）"),
    (FormKind.REGISTER.value, "登记表（逐行登记）"),
    (FormKind.CARD.value, "信息表（逐栏填写）"),
    (FormKind.OTHER.value, "文字材料"),
)
TYPES = ((ValueType.NUMBER.value, "数字"), (ValueType.TEXT.value, "文字"))
BASES = ((Basis.PERIOD.value, "本期"), (Basis.CUMULATIVE.value, "累计"))
ADDS = (
    (Adds.BOTH.value, "都可加"),
    (Adds.UNITS.value, "按单位加"),
    (Adds.PERIODS.value, "按期次加"),
    (Adds.NONE.value, "不相加"),
)
MORE = 3
"""How many blanks can be added at a time."""


@cache
def sources() -> dict[str, Source]:
    """What a blank can be filled from, by the name under which a page offers it."""
    return {
        f"{kind.name}：{measure.name}": Source(kind.code, measure.code)
        for kind in vocabulary().kinds
        for measure in kind.measures
    }


@cache
def _names_of_sources() -> dict[Source, str]:
    return {source: name for name, source in sources().items()}


class BlankForm(forms.Form):
    """One blank of a statistics form."""

    label = forms.CharField(label="指标名称", max_length=300)
    unit = forms.CharField(label="单位", max_length=20, required=False)
    type = forms.ChoiceField(label="填写", choices=TYPES)
    basis = forms.ChoiceField(label="口径", choices=BASES)
    adds = forms.ChoiceField(label="相加", choices=ADDS)
    source = forms.CharField(
        label="取自台账",
        max_length=100,
        required=False,
        widget=forms.TextInput({"list": "blank-sources", "autocomplete": "off"}),
    )
    is_removed = forms.BooleanField(label="删去", required=False)

    def __init__(self, data: Any, *, old: Indicator, **kwargs: Any) -> None:  # noqa: ANN401  Django's own shape.
        self.old = old
        initial = {
            "label": old.label,
            "unit": old.unit,
            "type": old.type.value,
            "basis": old.basis.value,
            "adds": old.adds.value,
            "source": _names_of_sources().get(old.source, "") if old.source else "",
        }
        super().__init__(data, initial=initial, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{old.label or '新增的空'} {field.label}"

    def clean_source(self) -> Source | None:
        """Return the source of this name."""
        name = self.cleaned_data["source"]
        if name and name not in sources():
            raise forms.ValidationError(f"词表里没有“{name}”，请从列表中选择，或留空改为手工填写。")
        return sources().get(name)

    def indicator(self) -> Indicator:
        """The blank that was typed."""
        cleaned = self.cleaned_data
        kept_source = cleaned["source"] if "source" in self.changed_data else self.old.source
        return replace(
            self.old,
            label=cleaned["label"],
            unit=cleaned["unit"] or None,
            type=ValueType(cleaned["type"]),
            basis=Basis(cleaned["basis"]),
            adds=Adds(cleaned["adds"]),
            source=kept_source,
        )


class AddedBlankForm(BlankForm):
    """One blank to be added, if a name is given."""

    group = forms.CharField(label="表行", max_length=200, required=False)

    def __init__(self, data: Any, **kwargs: Any) -> None:  # noqa: ANN401  Django's own shape.
        new = Indicator("", None, ValueType.NUMBER, "")
        super().__init__(data, old=new, empty_permitted=True, use_required_attribute=False, **kwargs)
        self.fields["group"].widget.attrs.update(
            {"aria-label": "新增的空 表行", "placeholder": "表行", "list": "blank-groups"}
        )
        self.fields["label"].widget.attrs["placeholder"] = "指标名称，如：参与（ ）人次"


class TableForm(ItemForm):
    """One form of the plan with its blanks."""

    section = "forms"

    number = forms.CharField(label="附件号", max_length=20, required=False)
    title = forms.CharField(label="表名", max_length=200)
    kind = forms.ChoiceField(label="类别", choices=KINDS)
    fields_asked = forms.CharField(
        label="各栏",
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="一行一栏",
    )
    rows = forms.CharField(
        label="表上已印的各行",
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="一行一项，登记表用",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        indicators = self.old.indicators if self.old else ()
        data = self.data if self.is_bound else None
        auto_id = self.auto_id if isinstance(self.auto_id, str) else "id_%s"
        self.blanks = [
            BlankForm(data, old=one, prefix=f"blank{at}", auto_id=auto_id)
            for at, one in enumerate(indicators)
        ]
        self.more = [AddedBlankForm(data, prefix=f"more{at}", auto_id=auto_id) for at in range(MORE)]
        for added in self.more:
            added.initial["group"] = self.old.groups[-1].label if self.old and self.old.groups else ""

    def initial_of(self, value: Form) -> dict[str, object]:
        """The form as it stands."""
        return {
            "number": value.number,
            "title": value.title,
            "kind": value.kind.value,
            "fields_asked": "\n".join(value.fields),
            "rows": "\n".join(value.rows),
        }

    def grouped(self) -> Iterator[tuple[str, list[BlankForm]]]:
        """The blanks under the labels of their rows, for the page."""
        waiting = iter(self.blanks)
        for group in self.old.groups if self.old else ():
            yield group.label, [next(waiting) for _ in group.indicators]

    def source_names(self) -> list[str]:
        """What the page offers as sources."""
        return list(sources())

    def added(self) -> list[AddedBlankForm]:
        """The blanks that were typed to be added."""
        return [form for form in self.more if form.has_changed() and form.is_valid()]

    def clean(self) -> dict[str, object]:
        """Check the blanks, and that there is something to fill in."""
        cleaned = super().clean() or {}
        wrong = sum(not form.is_valid() for form in [*self.blanks, *self.more])
        if wrong:
            self.add_error(None, f"有 {wrong} 个空填写有误，请按提示更正，其余内容都在。")
            return cleaned
        left = [form for form in self.blanks if not form.cleaned_data["is_removed"]]
        kind = cleaned.get("kind")
        if kind == FormKind.STATISTICS and not left and not self.added():
            self.add_error("kind", "统计表至少要有一个空。请补一个空，或改选其他类别。")
        if kind in {FormKind.REGISTER, FormKind.CARD} and not lines_in(str(cleaned.get("fields_asked", ""))):
            self.add_error("fields_asked", "登记表和信息表至少要有一栏。")
        return cleaned

    def value(self) -> Form:
        """The form that was typed."""
        cleaned = self.cleaned_data
        form = replace(
            self.old or Form("", "", FormKind.STATISTICS),
            number=cleaned["number"],
            title=cleaned["title"],
            kind=FormKind(cleaned["kind"]),
            fields=lines_in(cleaned["fields_asked"]),
            rows=lines_in(cleaned["rows"]),
            doubt=None,
        )
        for blank in self.blanks:
            if blank.cleaned_data["is_removed"]:
                form = without_blank(form, blank.old.code)
            elif blank.has_changed():
                form = with_blank_as(form, blank.indicator())
        for added in self.added():
            form = with_added_blank(form, added.cleaned_data["group"], added.indicator())
        return form
