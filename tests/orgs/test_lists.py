"""Units that an office lists from outside its area, and groups of recipients."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anyue.campaigns.models import Campaign
from anyue.core.errors import AnyueError
from anyue.orgs.actions import create_unit, list_unit, remove_group, rename_group, save_group, unlist_unit
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Unit, UnitGroup
from anyue.orgs.queries import groups_of, recipients_for
from tests.cast import Cast, Running, import_sample
from tests.fixtures import signed_in
from tests.orgs.refusals import refusals


def test_listed_unit_can_be_addressed_and_seen(cast: Cast) -> None:
    before = set(recipients_for(cast.lead, cast.office))
    list_unit(office=cast.office, code=cast.far_office.code, by=cast.lead)
    list_unit(office=cast.office, code=cast.village.code, by=cast.lead)
    assert set(recipients_for(cast.lead, cast.office)) == before | {cast.far_office, cast.village}
    # Listing gives no sight of anything beside the unit, and none to the unit.
    assert cast.far_office.parent not in set(Unit.objects.visible_to(cast.lead))
    assert cast.office not in set(Unit.objects.visible_to(cast.outsider))
    unlist_unit(office=cast.office, unit=cast.far_office, by=cast.lead)
    assert set(recipients_for(cast.lead, cast.office)) == before | {cast.village}


@pytest.mark.parametrize("name", ["reviewer", "leader", "clerk", "outsider"])
def test_only_the_lead_lists(cast: Cast, name: str) -> None:
    assert refusals(
        lambda: list_unit(office=cast.office, code=cast.far_office.code, by=getattr(cast, name)),
        lambda: unlist_unit(office=cast.office, unit=cast.town, by=getattr(cast, name)),
        lambda: save_group(owner=cast.office, name="组", units=[cast.town], by=getattr(cast, name)),
    ) == {"not_allowed"}


def test_a_unit_is_found_by_its_code_only(cast: Cast) -> None:
    with pytest.raises(AnyueError, match="没有代码为"):
        list_unit(office=cast.office, code="远山镇", by=cast.lead)


def test_group_keeps_its_members_in_official_order(cast: Cast) -> None:
    save_group(owner=cast.office, name=" 全部  乡镇 ", units=[cast.sibling_town, cast.town], by=cast.lead)
    save_group(owner=cast.office, name="全部 乡镇", units=[cast.sibling_town, cast.bureau], by=cast.lead)
    (group,) = groups_of(cast.office)
    assert (group.name, list(group.members.all())) == ("全部 乡镇", [cast.bureau, cast.sibling_town])
    remove_group(group=group, by=cast.lead)
    assert list(groups_of(cast.office)) == []


def test_group_holds_only_who_can_be_addressed(cast: Cast) -> None:
    with pytest.raises(AnyueError, match="不在本单位可以下发的范围内"):
        save_group(owner=cast.office, name="外县", units=[cast.far_office], by=cast.lead)
    with pytest.raises(AnyueError, match="请给分组起一个名称"):
        save_group(owner=cast.office, name="  ", units=[cast.town], by=cast.lead)


def test_recipients_are_chosen_by_a_saved_group(cast: Cast) -> None:
    notice = import_sample(cast)
    client, page = signed_in(cast.lead), f"/notices/{notice.pk}/issue/"
    towns = [cast.town.pk, cast.sibling_town.pk]
    saved = client.post(page, {"units": towns, "group_name": "全部乡镇", "save_group": "1"})
    assert saved.status_code == 200
    assert not Campaign.objects.exists()
    (group,) = groups_of(cast.office)
    assert [unit.pk for unit in group.members.all()] == towns
    chosen = client.get(page, {"group": group.pk}).context["form"]["units"].value()
    assert chosen == towns
    for typed, told in (
        ({"units": towns}, "请给分组起一个名称"),
        ({"group_name": "空组"}, "还没有选择接收单位"),
    ):
        answer = client.post(page, {**typed, "save_group": "1"})
        assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert client.get(page, {"group": "x"}).status_code == 200
    other = UnitGroup.objects.create(owner=cast.far_office, name="别县的组")
    assert "别县的组" not in client.get(page, {"group": other.pk}).content.decode()


def test_a_group_is_renamed_and_removed_on_its_page(cast: Cast) -> None:
    client, page = signed_in(cast.lead), "/units/groups/"
    assert "还没有分组" in client.get(page).content.decode()
    group = save_group(owner=cast.office, name="全部乡镇", units=[cast.town, cast.sibling_town], by=cast.lead)
    save_group(owner=cast.office, name="<b>部门</b>", units=[cast.bureau], by=cast.lead)
    words = client.get(page).content.decode()
    assert "2 个单位：石桥铺镇、柳林镇" in words
    assert "<b>部门" not in words
    field = f"{group.pk}-group_name"
    assert client.post(f"{page}{group.pk}/rename/", {field: " 两个  镇 "}).status_code == 302
    for name, told in (
        ("<b>部门</b>", "已有名为“&lt;b&gt;部门&lt;/b&gt;”的分组"),
        (" ", "必填"),
        ("镇" * 41, "镇" * 41),
    ):
        answer = client.post(f"{page}{group.pk}/rename/", {field: name})
        assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert [one.name for one in groups_of(cast.office)] == ["两个 镇", "<b>部门</b>"]
    assert client.post(f"{page}{group.pk}/remove/").status_code == 302
    assert [one.name for one in groups_of(cast.office)] == ["<b>部门</b>"]
    assert Unit.objects.filter(pk=cast.town.pk).exists()


@pytest.mark.parametrize("name", ["reviewer", "leader", "clerk", "outsider"])
def test_nobody_else_touches_a_group(cast: Cast, name: str) -> None:
    group = save_group(owner=cast.office, name="全部乡镇", units=[cast.town], by=cast.lead)
    user = getattr(cast, name)
    assert refusals(lambda: rename_group(group=group, name="组", by=user)) == {"not_allowed"}
    assert refusals(lambda: remove_group(group=group, by=user)) == {"not_allowed"}
    for act in ("rename", "remove"):
        assert signed_in(user).post(f"/units/groups/{group.pk}/{act}/").status_code == 404
    assert "全部乡镇" not in signed_in(user).get("/units/groups/").content.decode()


def test_page_of_groups_takes_as_many_statements_for_three_as_for_one(cast: Cast) -> None:
    client, counts = signed_in(cast.lead), []
    for names in ("甲", "乙丙"):
        for name in names:
            save_group(owner=cast.office, name=name, units=[cast.town, cast.bureau], by=cast.lead)
        with CaptureQueriesContext(connection) as asked:
            client.get("/units/groups/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_relay_is_addressed_by_a_saved_group(running: Running) -> None:
    cast = running.cast
    page = f"/participations/{running.root.pk}/relay/"
    late = create_unit(name="县水务局", kind=UnitKind.DEPARTMENT, parent=cast.area, position=20, by=None)
    group = save_group(owner=cast.office, name="后来的", units=[late, cast.town], by=cast.lead)
    client = signed_in(cast.lead)
    assert client.get(page).context["form"]["units"].value() == []
    chosen = client.get(page, {"group": group.pk})
    assert "后来的" in chosen.content.decode()
    ticked = [
        box.data["value"].value
        for boxes in chosen.context["form"].by_kind().values()
        for box in boxes
        if box.data["selected"]
    ]
    assert ticked == [late.pk]
    assert (
        "后来的"
        not in signed_in(cast.clerk).get(f"/participations/{running.town.pk}/relay/").content.decode()
    )
