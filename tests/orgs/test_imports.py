"""A sheet of units is applied as it was seen, all of it or nothing."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from pytest_django import Settings

from anyue.core.errors import AnyueError
from anyue.orgs.actions import apply_import, clear_sheets, create_unit, draft_import, rename_unit
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Unit, UnitChange, UnitImport, ids_of
from anyue.orgs.queries import export_units
from tests.cast import Cast
from tests.conftest import NOW
from tests.orgs.refusals import refusals
from tests.orgs.test_tree import paths, paths_from_parents
from tests.race import at_once, codes


def sheet_of(*rows: tuple[str | int, ...], heads: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(heads or ("单位代码", "单位名称", "类别", "上级代码"))
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, change: dict[str, str]) -> bytes:
    """A workbook with some cells changed."""
    book = load_workbook(BytesIO(data))
    for place, value in change.items():
        book.worksheets[0][place] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def draft(cast: Cast, data: bytes) -> UnitImport:
    made, changes = draft_import(base=cast.area, data=data, file_name="单位.xlsx", by=cast.lead)
    assert [one.message for one in changes.problems.errors] == []
    assert made is not None
    return made


def bring_in(cast: Cast, data: bytes) -> None:
    made = draft(cast, data)
    apply_import(draft=made, digest=made.digest, by=cast.lead)


def everything() -> list[dict[str, object]]:
    return [dict(one) for one in Unit.objects.order_by("pk").values()]


def test_exported_sheet_changes_nothing(cast: Cast) -> None:
    before = everything()
    made, changes = draft_import(
        base=cast.area, data=export_units(cast.area), file_name="单位.xlsx", by=cast.lead
    )
    assert made is not None
    assert (changes.changes, changes.unchanged, changes.unnamed) == ((), 7, 0)
    apply_import(draft=made, digest=made.digest, by=cast.lead)
    assert everything() == before


def test_export_holds_the_own_area_only(cast: Cast) -> None:
    sheet = load_workbook(BytesIO(export_units(cast.area))).worksheets[0]
    names = [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert names == [unit.name for unit in Unit.objects.below(cast.area)]
    assert len(list(load_workbook(BytesIO(export_units(None))).worksheets[0].iter_rows(min_row=2))) == 11


def test_new_renamed_moved_merged_and_new_below_the_new(cast: Cast) -> None:
    heads = ("单位代码", "单位名称", "类别", "上级代码", "撤销日期", "并入单位代码", "服务人口")
    bring_in(
        cast,
        sheet_of(
            (cast.town.code, "石桥镇", "乡镇", cast.area.code, "", "", 12000),
            ("T9", "东河街道", "街道", cast.area.code, "", "", ""),
            ("", "东河社区", "社区", "T9", "", "", 800),
            (cast.village.code, "桥东村", "村", "T9", "", "", ""),
            (cast.other_village.code, "桥西村", "村", "石桥镇", "2026-06-01", "东河社区", ""),
            heads=heads,
        ),
    )
    units = {unit.name: unit for unit in Unit.objects.all()}
    assert units["石桥镇"].pk == cast.town.pk
    assert units["石桥镇"].population == 12000
    assert ids_of(units["桥东村"].path) == [cast.area.pk, units["东河街道"].pk, cast.village.pk]
    assert (units["桥西村"].closed_on, units["桥西村"].successor) == (date(2026, 6, 1), units["东河社区"])
    assert paths() == paths_from_parents()
    recent = UnitChange.objects.filter(noted_by=cast.lead).values_list("unit__name", "event")
    assert set(recent) == {
        ("石桥镇", "renamed"),
        ("东河街道", "opened"),
        ("东河社区", "opened"),
        ("桥东村", "moved"),
        ("桥西村", "merged"),
    }


def test_moving_a_town_under_a_new_one_settles_all_below(cast: Cast) -> None:
    bring_in(
        cast,
        sheet_of(
            (cast.town.code, "石桥铺镇", "乡镇", "东片"),
            ("", "东片", "行政区", ""),
        ),
    )
    east = Unit.objects.get(name="东片")
    assert ids_of(Unit.objects.get(pk=cast.village.pk).path) == [
        cast.area.pk,
        east.pk,
        cast.town.pk,
        cast.village.pk,
    ]
    assert paths() == paths_from_parents()


def test_one_wrong_cell_changes_nothing(cast: Cast) -> None:
    before = everything()
    data = sheet_of(("", "新村", "村", cast.town.code), ("", "新厂", "企业", "没有的镇"))
    made, changes = draft_import(base=cast.area, data=data, file_name="单位.xlsx", by=cast.lead)
    assert made is None
    assert [one.message[:13] for one in changes.problems.errors] == ["第 3 行 D 列：找不到"]
    assert everything() == before
    assert not UnitImport.objects.exists()


def test_what_is_confirmed_is_what_was_seen(cast: Cast) -> None:
    seen = draft(cast, sheet_of((cast.town.code, "石桥镇", "乡镇", cast.area.code)))
    rename_unit(unit=cast.town, name="石桥新镇", by=cast.lead)
    before = everything()
    assert refusals(lambda: apply_import(draft=seen, digest=seen.digest, by=cast.lead)) == {"import_stale"}
    assert refusals(lambda: apply_import(draft=seen, digest="", by=cast.lead)) == {"import_stale"}
    assert everything() == before


def test_a_sheet_that_nobody_confirms_is_not_kept(cast: Cast, settings: Settings) -> None:
    data = sheet_of(("", "新村", "村", cast.town.code))
    applied = draft(cast, data)
    apply_import(draft=applied, digest=applied.digest, by=cast.lead)
    draft(cast, sheet_of(("", "新厂", "企业", cast.town.code)))
    settings.ANYUE_NOW = NOW + timedelta(days=29)
    assert clear_sheets(by=None) == 0
    settings.ANYUE_NOW = NOW + timedelta(days=31)
    assert clear_sheets(by=None) == 1
    assert list(UnitImport.objects.all()) == [applied]


def test_a_sheet_is_applied_once(cast: Cast) -> None:
    data = sheet_of(("", "新村", "村", cast.town.code))
    first = draft(cast, data)
    apply_import(draft=first, digest=first.digest, by=cast.lead)
    assert refusals(lambda: apply_import(draft=first, digest=first.digest, by=cast.lead)) == {"import_done"}
    bring_in(cast, data)
    assert Unit.objects.filter(name="新村").count() == 1
    assert {one.sheet == {} for one in UnitImport.objects.all()} == {True}


@pytest.mark.django_db(transaction=True)
def test_two_confirm_at_once_and_one_is_applied(cast: Cast) -> None:
    made = draft(cast, sheet_of(("", "新村", "村", cast.town.code)))
    told = at_once(
        *[lambda: apply_import(draft=made, digest=made.digest, by=cast.lead) and "done" for _ in range(2)]
    )
    assert codes(told) == ["done", "import_done"]
    assert Unit.objects.filter(name="新村").count() == 1


def test_nobody_brings_in_units_of_others(cast: Cast) -> None:
    data = sheet_of(("", "新村", "村", ""))
    assert refusals(
        *[
            lambda base=base, by=by: draft_import(base=base, data=data, file_name="x.xlsx", by=by)
            for base, by in (
                (cast.area, cast.outsider),
                (cast.area, cast.clerk),
                (cast.area, cast.reviewer),
                (cast.far_office.parent, cast.lead),
                (None, cast.lead),
            )
        ]
    ) == {"not_allowed"}
    for row in (
        (cast.far_office.code, "改名办", "安委会办公室", ""),
        (cast.area.code, "改名县", "行政区", ""),
        ("", "新村", "村", cast.far_office.code),
        ("", "新村", "村", "远山镇"),
    ):
        made, _ = draft_import(base=cast.area, data=sheet_of(row), file_name="x.xlsx", by=cast.lead)
        assert made is None, row


def test_names_hold_from_the_day_that_was_given(cast: Cast) -> None:
    made, _ = draft_import(
        base=cast.area,
        data=sheet_of((cast.town.code, "石桥镇", "乡镇", cast.area.code)),
        file_name="单位.xlsx",
        by=cast.lead,
        on=date(2026, 1, 1),
    )
    assert made is not None
    apply_import(draft=made, digest=made.digest, by=cast.lead)
    (change,) = cast.town.changes.filter(event="renamed")
    assert change.happened_on == date(2026, 1, 1)


def test_corrected_export_reopens_a_closed_unit(cast: Cast) -> None:
    create_unit(
        name="旧厂",
        kind=UnitKind.ENTERPRISE,
        parent=cast.town,
        position=99,
        by=cast.lead,
        opened_on=date(2020, 1, 1),
        code="OLD",
    )
    data = export_units(cast.area)
    row = 1 + Unit.objects.below(cast.area).count()
    bring_in(cast, changed(data, {f"K{row}": "2026-05-01"}))
    assert Unit.objects.get(code="OLD").closed_on == date(2026, 5, 1)
    bring_in(cast, data)
    assert Unit.objects.get(code="OLD").closed_on is None
    assert [one.event for one in Unit.objects.get(code="OLD").changes.all()] == [
        "opened",
        "closed",
        "reopened",
    ]


def test_both_days_of_a_closed_unit_can_be_corrected_at_once(cast: Cast) -> None:
    heads = ("单位代码", "单位名称", "类别", "设立日期", "撤销日期")
    for days in (("2010-01-01", "2011-01-01"), ("2012-01-01", "2013-01-01"), ("2008-01-01", "2009-01-01")):
        bring_in(cast, sheet_of((cast.village.code, "桥东村", "村", *days), heads=heads))
    assert Unit.objects.get(pk=cast.village.pk).opened_on == date(2008, 1, 1)


def test_a_refused_import_says_so(cast: Cast) -> None:
    with pytest.raises(AnyueError, match="xlsx"):
        draft_import(base=cast.area, data=b"x", file_name="单位.xls", by=cast.lead)
