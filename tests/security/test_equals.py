"""Offices of one area are equals: who leads one can't put another below it, and so get its people."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from anyue.accounts.actions import create_account
from anyue.accounts.models import User
from anyue.core.errors import AnyueError
from anyue.core.units.columns import Column
from anyue.orgs.actions import apply_import, appoint, close_unit, create_unit, draft_import, move_unit
from anyue.orgs.choices import Role, UnitKind
from anyue.orgs.models import Unit
from anyue.orgs.queries import export_units, manages
from tests.cast import PASSWORD, Cast
from tests.fixtures import signed_in


@pytest.fixture
def equal(cast: Cast) -> User:
    """Who leads another office of the county."""
    beside = create_unit(name="县防震办", kind=UnitKind.OFFICE, parent=cast.area, position=20, by=None)
    user = create_account(account="equal", name="邻居", password=PASSWORD, by=None)
    appoint(user=user, unit=beside, role=Role.LEAD, by=None)
    return user


def sheet_with(office: Unit, base: Unit, column: Column, value: str) -> bytes:
    """The units of an area, with one cell of one office changed."""
    book = load_workbook(BytesIO(export_units(base)))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[heads.index(Column.CODE)].value == office.code:
            row[heads.index(column)].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_equal_is_neither_moved_nor_closed(cast: Cast, equal: User) -> None:
    with pytest.raises(AnyueError, match="您的角色不能"):
        move_unit(unit=cast.office, parent=cast.town, by=equal)
    with pytest.raises(AnyueError, match="您的角色不能"):
        close_unit(unit=cast.office, by=equal)
    move = {"move-parent": cast.town.name, "move-on": "2026-06-01"}
    assert signed_in(equal).post(f"/units/{cast.office.pk}/move/", move).status_code == 403
    assert not manages(equal, cast.office.pk)
    move_unit(unit=cast.enterprise, parent=cast.sibling_town, by=equal)


@pytest.mark.parametrize(
    ("column", "value"),
    [(Column.KIND, "部门"), (Column.PARENT, "石桥铺镇"), (Column.CLOSED, "2026-06-01")],
)
def test_a_sheet_does_not_put_an_equal_below(cast: Cast, equal: User, column: Column, value: str) -> None:
    data = sheet_with(cast.office, cast.area, column, value)
    draft, changes = draft_import(base=cast.area, data=data, file_name="单位.xlsx", by=equal)
    assert draft is None
    assert [problem.problem.code for problem in changes.problems.errors] == ["row_out_of_reach"]
    draft, changes = draft_import(base=None, data=data, file_name="单位.xlsx", by=None)
    assert draft is not None
    apply_import(draft=draft, digest=changes.digest, by=None)


def test_a_sheet_still_changes_what_an_office_is_called(cast: Cast, equal: User) -> None:
    data = sheet_with(cast.office, cast.area, Column.SECTOR, "综合")
    draft, changes = draft_import(base=cast.area, data=data, file_name="单位.xlsx", by=equal)
    assert draft is not None
    assert len(changes.changes) == 1
