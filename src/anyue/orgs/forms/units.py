"""Input of units: a new one, what happens to one, a sheet of them; lists and groups."""

import unicodedata
from typing import Any, cast

from django import forms

from anyue import clock
from anyue.core.errors import AnyueError
from anyue.core.errors import units as faults
from anyue.core.units.region_code import is_region_code
from anyue.orgs.actions.units import Details
from anyue.orgs.choices import UnitKind
from anyue.web.fields import CountField, DayField


class _DatedForm(forms.Form):
    """Something that happens on a day, today unless said otherwise."""

    on = DayField(label="变动日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today


class RenameForm(_DatedForm):
    """A new name."""

    name = forms.CharField(label="新名称", max_length=80)
    field_order = ("name", "on")


class MoveForm(_DatedForm):
    """A new parent, by its code or its name."""

    parent = forms.CharField(
        label="新的上级", max_length=80, help_text="填单位代码；名称不重复的，也可以填名称。"
    )
    field_order = ("parent", "on")


class CloseForm(_DatedForm):
    """The first day without the unit, and what it is merged into."""

    successor = forms.CharField(
        label="并入单位", max_length=80, required=False, help_text="填单位代码或名称。没有并入的留空。"
    )
    field_order = ("successor", "on")


class ReopenForm(_DatedForm):
    """The day from which the unit is there again."""


class NewUnitForm(forms.Form):
    """One new unit; what is not asked here comes in by the sheet."""

    name = forms.CharField(label="单位名称", max_length=80)
    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *UnitKind.choices])
    position = CountField(label="排序", help_text="在各种名单中的先后，数字小的在前。")
    code = forms.CharField(
        label="单位代码", max_length=40, required=False, help_text="本地统一使用的代码；留空由系统编制。"
    )
    region_code = forms.CharField(label="区划代码", max_length=12, required=False)
    opened_on = DayField(label="设立日期", required=False, help_text="新设立的填写；早已设立的留空。")

    def clean_code(self) -> str:
        """The code as a sheet would have it: full-width letters and digits are meant as plain ones."""
        return unicodedata.normalize("NFKC", self.cleaned_data["code"]).strip()

    def clean_region_code(self) -> str:
        """A code with as many digits as an area of some level."""
        code = unicodedata.normalize("NFKC", self.cleaned_data["region_code"]).strip()
        if code and not is_region_code(code):
            wrong = AnyueError(faults.REGION_CODE_WRONG, given=code)
            raise forms.ValidationError(wrong.message, code=wrong.code)
        return code

    def details(self) -> Details:
        """What was said of the unit beyond its name, its kind and its order."""
        given = Details(
            region_code=self.cleaned_data["region_code"], opened_on=self.cleaned_data["opened_on"]
        )
        return given | {"code": self.cleaned_data["code"]} if self.cleaned_data["code"] else given


class GroupForm(forms.Form):
    """The name of a group of recipients."""

    group_name = forms.CharField(label="分组名称", max_length=40)


class SheetForm(_DatedForm):
    """A sheet of units, and the day from which its names and places hold."""

    sheet = forms.FileField(label="单位表（.xlsx）", widget=forms.FileInput({"accept": ".xlsx"}))
    field_order = ("sheet", "on")


class ListingForm(forms.Form):
    """The code of a unit that an office lists."""

    office = forms.TypedChoiceField(label="由哪个单位列入", coerce=int)
    code = forms.CharField(label="单位代码", max_length=40)

    def __init__(self, *args: Any, offices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.TypedChoiceField", self.fields["office"])
        field.choices = offices
        if len(offices) == 1:
            field.widget = forms.HiddenInput()
            field.initial = offices[0][0]


ACTS: dict[str, type[_DatedForm]] = {
    "rename": RenameForm,
    "move": MoveForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
