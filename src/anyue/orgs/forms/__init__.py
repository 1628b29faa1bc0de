"""Input about the people of units."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from anyue.core.errors import LINE_UNIT_AMBIGUOUS, LINE_UNIT_UNKNOWN, LINE_UNREADABLE, AnyueError
from anyue.core.mobile import find_mobile, read_mobile
from anyue.orgs.actions import Entry
from anyue.orgs.choices import RevealReason, Role, UnitKind
from anyue.orgs.models import Unit
from anyue.web.fields import MOST_DIGITS, DayField


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Takes none while it runs.
    """One of the units that a page offers; what can't be an id is refused before a database is asked.

    Units whose names are `repeated` are told apart by what they belong to.
    """

    repeated: Collection[str] = ()

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401  Django's own shape.
        """Name the unit."""
        return f"{obj.name}（{obj.parent.name}）" if obj.name in self.repeated and obj.parent else obj.name

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  Django's own shape.
        """Return the unit."""
        if value and not (str(value).isascii() and str(value).isdecimal() and len(str(value)) <= MOST_DIGITS):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class PersonForm(forms.Form):
    """A person by name and mobile number."""

    name = forms.CharField(label="姓名", max_length=40)
    mobile = forms.CharField(
        label="手机号码", max_length=40, widget=forms.TextInput({"autocomplete": "off", "inputmode": "tel"})
    )

    def clean_mobile(self) -> str:
        """The 11 digits."""
        try:
            return read_mobile(self.cleaned_data["mobile"])
        except AnyueError as wrong:
            raise forms.ValidationError(wrong.message, code=wrong.code) from wrong


class HandOverForm(PersonForm):
    """Who follows, and from which day."""

    on = DayField(
        label="从哪天起", required=False, help_text="不填为立即交接。填了的，此前两人都可以办理，可以取消。"
    )


class InviteForm(PersonForm):
    """Who is to act for which unit, in which role."""

    unit = UnitField(Unit.objects.none(), label="单位", empty_label="请选择")
    role = forms.ChoiceField(label="角色", choices=Role.choices, initial=Role.LIAISON)
    field_order = ("unit", "role", "name", "mobile")

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("UnitField", self.fields["unit"])
        field.queryset = units.select_related("parent")
        names = Counter(units.order_by().values_list("name", flat=True))
        field.repeated = {name for name, count in names.items() if count > 1}

    def clean(self) -> dict[str, Any]:
        """Only an enterprise has a principal officer in this sense (安全生产法 art. 21)."""
        unit, role = self.cleaned_data.get("unit"), self.cleaned_data.get("role")
        if role == Role.PRINCIPAL and unit is not None and unit.kind != UnitKind.ENTERPRISE:
            self.add_error("role", "只有企业设“主要负责人”。请改选其他角色。")
        return self.cleaned_data


class PostCodeForm(forms.Form):
    """The code that an office handed over for a role."""

    code = forms.CharField(
        label="任职验证码",
        max_length=20,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text="办公室邀请您任职、给过您验证码的，在这里填写。",
    )


class RevealForm(forms.Form):
    """Why somebody looks at a whole number."""

    reason = forms.ChoiceField(label="查看原因", choices=RevealReason.choices)


class ListForm(forms.Form):
    """A list of liaisons as it is pasted from a table or a chat: one a line, units by name or by code."""

    lines = forms.CharField(
        label="名单",
        max_length=100_000,
        widget=forms.Textarea({"rows": 10, "placeholder": "石桥铺镇  李安  138 0000 1234"}),
        help_text="一行一人：单位、姓名、手机号码，用空格或逗号隔开。可从联络员表直接复制。",
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units

    def clean_lines(self) -> list[Entry]:
        """The entries, or what is wrong with each line that can't be read."""
        meant: dict[str, set[Unit]] = defaultdict(set)
        for unit in self.units:
            # Anybody below may give their own unit a name or a code that another one has as its name.
            meant[unit.name].add(unit)
            meant[unit.code].add(unit)
        entries, wrong = [], []
        for line, text in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            if text.strip():
                try:
                    entries.append(_read_entry(text, line, meant))
                except AnyueError as error:
                    wrong.append(error.message)
        if wrong:
            raise forms.ValidationError(wrong)
        return entries


def _read_entry(text: str, line: int, meant: Mapping[str, set[Unit]]) -> Entry:
    """Unit, name and number of one line: the number wherever it stands, the rest in this order."""
    words = re.split(r"[\s,，、;；:：|]+", text.strip())
    number = find_mobile(text) or next(filter(None, map(find_mobile, words)), None)
    if number is None:
        number, words = _spread_number(words)
    rest = [word for word in words if find_mobile(word) is None]
    if number is None or len(rest) < 2:
        raise AnyueError(LINE_UNREADABLE, line=line)
    found = meant.get(rest[0], set())
    if not found:
        raise AnyueError(LINE_UNIT_UNKNOWN, line=line, unit=rest[0][:40])
    if len(found) > 1:
        raise AnyueError(LINE_UNIT_AMBIGUOUS, line=line, unit=rest[0][:40], count=len(found))
    (unit,) = found
    return Entry(line, unit, "".join(rest[1:])[:40], number)


def _spread_number(words: list[str]) -> tuple[str | None, list[str]]:
    """A number written in groups, which stand in as many words, and the words that are left."""
    for start in range(len(words)):
        for end in range(start + 2, min(start + 5, len(words)) + 1):
            if number := find_mobile("".join(words[start:end])):
                return number, words[:start] + words[end:]
    return None, words
