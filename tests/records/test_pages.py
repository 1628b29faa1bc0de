"""The pages of the ledger, as a browser without scripts gets them."""

import re
from typing import Any

from django.urls import reverse

from anyue.records.models import ActivityRecord
from anyue.records.queries import kinds_for
from tests.cast import Running, new_key
from tests.fixtures import signed_in

KEEP = "/records/new/lecture/"


def typed(running: Running, **changes: object) -> dict[str, Any]:
    """What the page of a new record would post."""
    return {
        "unit": running.cast.town.pk,
        "held_on": "2026-06-02",
        "measure_events": "1",
        "measure_attendances": "40",
        "key": new_key(),
        "keep": "1",
        **changes,
    }


def words(page: bytes) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", page.decode()))


def test_everything_optional_is_kept_and_shown(running: Running) -> None:
    client = signed_in(running.cast.clerk)
    data = typed(
        running,
        measure_attendances="",
        title="安全课进校园",
        settings=["school", "enterprise"],
        co_hosts="柳林镇",
        venue0="第一小学",
        venue0_attendances="40",
        venue5_attendances="60",
        link0_outlet="青溪日报",
        link0_url="www.example.com/1.html",
        link0_published_on="2026-06-03",
    )
    answer = client.post(KEEP, data, follow=True)
    shown = words(answer.content)
    assert "参与人次100人次" in shown
    assert "第一小学：40人次地点6：60人次" in shown
    assert "联合开展柳林镇" in shown
    assert 'href="https://www.example.com/1.html" rel="noopener noreferrer' in answer.content.decode()
    page = client.get(reverse("records:change", args=[ActivityRecord.objects.get().pk])).content.decode()
    assert 'name="venue0" value="第一小学"' in page
    assert 'name="co_hosts" value="柳林镇"' in page
    assert '<details class="keep-more" open>' in page


def test_problems_are_told_at_their_fields_and_nothing_is_lost(running: Running) -> None:
    data = typed(
        running,
        co_hosts="天外村",
        venue0="广场",
        venue0_attendances="7",
        link1_title="标题",
        link1_url="javascript:alert(1)",
        note="原话",
    )
    answer = signed_in(running.cast.clerk).post(KEEP, data)
    assert (answer.status_code, ActivityRecord.objects.count()) == (422, 0)
    wrong = answer.context["form"].errors
    assert set(wrong) == {"co_hosts", "measure_attendances", "link1_url"}
    page = answer.content.decode()
    for kept in ('value="天外村"', 'value="广场"', 'value="javascript:alert(1)"', "原话"):
        assert kept in page
    assert 'href="javascript:' not in page


def test_announced_activity_becomes_a_record_with_its_numbers_only(running: Running) -> None:
    client = signed_in(running.cast.clerk)
    data = typed(running, held_on="2026-06-05", measure_events="", place="礼堂", plan="1")
    data.pop("keep")
    answer = client.post(KEEP, data, follow=True)
    record = ActivityRecord.objects.get()
    assert "已存为预报" in words(answer.content)
    assert "活动预报" in words(client.get(reverse("records:ledger")).content)
    hold = reverse("records:hold", args=[record.pk])
    asked = client.get(hold).context["form"]
    assert [field.name for field in asked] == ["held_on", "measure_events", "measure_attendances"]
    assert client.post(hold, {"held_on": "2026-06-05", "measure_events": ""}).status_code == 422
    client.post(hold, {"held_on": "2026-06-05", "measure_events": "1", "measure_attendances": "80"})
    record.refresh_from_db()
    assert (record.state, record.place, record.measures["attendances"]) == ("held", "礼堂", "80")


def test_again_takes_over_everything_but_the_day_and_the_numbers(running: Running) -> None:
    client = signed_in(running.cast.clerk)
    data = typed(running, title="夜校", place="礼堂", co_hosts="柳林镇", measure_events="3", venue0="东厅")
    client.post(KEEP, data)
    record = ActivityRecord.objects.get()
    page = client.get(reverse("records:record", args=[record.pk])).content.decode()
    again = f"{KEEP}?like={record.pk}"
    assert f'href="{again}"' in page
    form = client.get(again).context["form"]
    shown = {name: form[name].value() for name in ("title", "place", "co_hosts", "venue0", "measure_events")}
    assert shown == {
        "title": "夜校",
        "place": "礼堂",
        "co_hosts": "柳林镇",
        "venue0": "东厅",
        "measure_events": 1,
    }
    assert str(form["held_on"].value()) == "2026-06-05"
    assert form["key"].value() != record.key


def test_again_of_a_record_next_door_is_not_found(running: Running) -> None:
    signed_in(running.cast.clerk).post(KEEP, typed(running, place="镇里的礼堂"))
    record = ActivityRecord.objects.get()
    for who in ("sibling", "outsider"):
        client = signed_in(getattr(running.cast, who))
        assert client.get(f"{KEEP}?like={record.pk}").status_code == 404
        assert client.get(f"/records/co-hosts/?unit={running.cast.town.pk}&q=镇").status_code == 404
    assert signed_in(running.cast.clerk).get(f"{KEEP}?like=abc").status_code == 404


def test_co_host_reads_who_counts_it(running: Running) -> None:
    signed_in(running.cast.clerk).post(KEEP, typed(running, co_hosts="柳林镇"))
    record = ActivityRecord.objects.get()
    beside = signed_in(running.cast.sibling)
    page = beside.get(reverse("records:record", args=[record.pk]))
    assert "由石桥铺镇计入，本单位不重复计数" in words(page.content)
    assert "更正" not in words(page.content)
    assert beside.get(reverse("records:change", args=[record.pk])).status_code == 403
    assert beside.post(reverse("records:cancel", args=[record.pk]), {"reason": "x"}).status_code == 403
    assert "由石桥铺镇计入" in words(beside.get(reverse("records:ledger")).content)


def test_found_units_are_named_in_official_order(running: Running) -> None:
    answer = signed_in(running.cast.clerk).get(f"/records/co-hosts/?unit={running.cast.town.pk}&q=桥")
    assert re.findall(r'data-name="([^"]*)"', answer.content.decode()) == ["桥东村", "桥西村"]


def test_kinds_that_the_forms_count_come_first_until_others_are_used_more(running: Running) -> None:
    asked = {one.source.kind for one in running.table.form.indicators if one.source}
    kinds = [kind.code for kind in kinds_for(running.cast.clerk)]
    assert asked
    assert set(kinds[: len(asked)]) == asked
    unasked = kinds[-1]
    signed_in(running.cast.clerk).post(
        reverse("records:keep", args=[unasked]), typed(running, key="00000000-0000-4000-8000-00000000000a")
    )
    assert kinds_for(running.cast.clerk)[0].code == unasked
