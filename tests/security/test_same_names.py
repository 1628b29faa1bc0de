"""Units of the same name: nobody gets another unit's people by giving their own unit its name."""

import pytest

from anyue.orgs.actions import rename_unit
from anyue.orgs.models import Membership
from tests.cast import Cast
from tests.fixtures import signed_in

LIST = "/people/list/"
LINE = "{unit} 李安 13800001234"


def test_a_list_does_not_choose_among_units_of_one_name(cast: Cast) -> None:
    rename_unit(unit=cast.village, name=cast.sibling_town.name, by=cast.lead)
    lead = signed_in(cast.lead)
    answer = lead.post(LIST, {"lines": LINE.format(unit=cast.sibling_town.name)})
    assert answer.status_code == 422
    assert "有 2 个叫“柳林镇”" in answer.content.decode()
    assert not Membership.objects.filter(user__name="李安").exists()
    assert lead.post(LIST, {"lines": LINE.format(unit=cast.sibling_town.code)}).status_code == 200
    assert Membership.objects.get(user__name="李安").unit == cast.sibling_town


def test_a_name_that_is_the_code_of_another_unit_is_not_chosen_either(cast: Cast) -> None:
    rename_unit(unit=cast.village, name=cast.sibling_town.code, by=cast.lead)
    answer = signed_in(cast.lead).post(LIST, {"lines": LINE.format(unit=cast.sibling_town.code)})
    assert answer.status_code == 422


@pytest.mark.parametrize("same", [True, False])
def test_an_invitation_tells_units_of_one_name_apart(cast: Cast, *, same: bool) -> None:
    if same:
        rename_unit(unit=cast.village, name=cast.sibling_town.name, by=cast.lead)
    page = signed_in(cast.lead).get("/people/invite/").content.decode()
    assert (">柳林镇（石桥铺镇）<" in page, ">柳林镇（青溪县）<" in page) == (same, same)
    assert (">柳林镇<" in page) == (not same)
