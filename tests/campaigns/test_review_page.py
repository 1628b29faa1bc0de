"""What a person does to a plan on the review page, with and without scripts."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from anyue.campaigns.actions import archive_notice, correct_notice
from anyue.campaigns.models import Correction, Notice
from anyue.core.notice import plan_to_json
from anyue.core.notice.corrections import Act, edit_of
from anyue.core.notice.plan import Warning  # noqa: A004  The plan's own word.
from tests.campaigns.desk import Desk, item_words, words
from tests.cast import Cast, say
from tests.fixtures import signed_in

ACTIVITY = {
    "heading": "开展专题宣讲",
    "when": "6月",
    "where": "村部",
    "responsible": "镇应急办、各村",
    "kind": "emergency-drill",
}
DEADLINE = {"what": "活动总结", "how": "once", "on": "2026-06-30", "documents": "活动总结"}


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def test_correction_is_told_with_its_person_and_what_was_read(desk: Desk) -> None:
    answer = desk.post("activities", 0, **ACTIVITY)
    assert (answer.status_code, answer["Location"]) == (302, desk.address() + "#activities-0")
    assert desk.notice.read_plan().activities[0].heading == "开展专题宣讲"
    told = item_words(desk.page(), "activities-0")
    assert "更正青溪县安委会办公室" in told
    assert "原读活动项目：（一）开展安全宣讲" in told
    assert desk.notice.plan_read["activities"][0]["heading"] == "开展安全宣讲"


def test_way_back_gives_what_was_read(desk: Desk) -> None:
    desk.post("activities", 0, **ACTIVITY)
    desk.post("act", restore="activities-0")
    notice = desk.notice
    assert notice.plan == notice.plan_read
    assert "恢复原读" in item_words(desk.page(), "activities-0")


def test_deleted_item_waits_at_the_end_and_comes_back(desk: Desk) -> None:
    desk.post("act", remove="activities-0")
    page = desk.page()
    assert page.index('id="head-deleted"') < page.index('id="activities-0"')
    assert [one.heading for one in desk.notice.read_plan().activities] == ["开展应急演练"]
    desk.post("act", restore="activities-0")
    assert desk.notice.plan == desk.notice.plan_read


def test_form_left_as_it_was_confirms(desk: Desk) -> None:
    read = desk.notice.read_plan().activities[0]
    same = {
        "heading": read.heading,
        "when": read.when or "",
        "where": read.where or "",
        "responsible": "、".join(read.responsible),
        "kind": read.kind or "",
    }
    desk.post("activities", 0, **same)
    assert [one.act for one in Correction.objects.all()] == ["confirm"]


def test_doubt_is_counted_told_and_settled_by_a_word(desk: Desk, cast: Cast) -> None:
    plan = desk.notice.read_plan()
    doubted = replace(plan.activities[0], doubt="没有写明时间。")
    body = plan_to_json(replace(plan, activities=(doubted, *plan.activities[1:]), warnings=()))
    Notice.objects.filter(pk=desk.pk).update(plan_read=body, plan=body)
    page = desk.page()
    assert "需核对1处" in words(page)
    assert "存疑没有写明时间。" in item_words(page, "activities-0")
    desk.post("act", confirm="activities-0")
    page = desk.page()
    assert "没有需核对的" in words(page)
    assert f"核对无误{cast.lead.name}" in item_words(page, "activities-0")
    desk.post("act", reopen="activities-0")
    assert "需核对1处" in words(desk.page())


def test_warning_is_ticked_off(desk: Desk) -> None:
    told = (
        Warning("theme_differs", "主题与全国主题不一致，请核对。"),
        Warning("gap", "序号有缺漏。", (0, 3)),
    )
    body = plan_to_json(replace(desk.notice.read_plan(), warnings=told))
    Notice.objects.filter(pk=desk.pk).update(plan_read=body, plan=body)
    page = desk.page()
    assert "需核对2处" in words(page)
    assert page.index("主题与全国主题不一致") < page.index('id="header-0"')
    assert 'href="#at-warnings-1"' in page
    for at in range(len(told)):
        desk.post("act", confirm=f"warnings-{at}")
    assert "没有需核对的" in words(desk.page())
    assert desk.post("act", remove="warnings-0").status_code == 404
    assert desk.client.get(desk.address("warnings", 0)).status_code == 404


def test_activity_is_split_in_its_words_and_joined_again(desk: Desk) -> None:
    before = desk.notice.read_plan()
    page = desk.client.get(desk.address("activities", 0, "split")).content.decode()
    places = re.findall(r'name="at" value="(\d+)"', page)
    assert desk.post("activities", 0, "split", at="99999").status_code == 422
    assert desk.post("activities", 0, "split", at=places[0]).status_code == 302
    plan = desk.notice.read_plan()
    assert len(plan.activities) == len(before.activities) + 1
    for activity in plan.activities:
        assert activity.span
        assert plan.text[slice(*activity.span)] == activity.text
    desk.post("act", merge="activities-0")
    assert desk.notice.read_plan() == before


def test_deadline_is_split_and_joined(desk: Desk) -> None:
    desk.post("deadlines", 0, **{**DEADLINE, "what": "活动方案和工作总结", "documents": "活动方案、工作总结"})
    place = "活动方案和工作总结".index("和")
    desk.post("deadlines", 0, "split", at=place)
    first, second = desk.notice.read_plan().deadlines[:2]
    assert (first.what, first.documents) == ("活动方案", ("活动方案",))
    assert (second.what, second.documents, second.due) == ("工作总结", ("工作总结",), "2026-06-30")
    desk.post("act", merge="deadlines-0")
    assert desk.notice.read_plan().deadlines[0].documents == ("活动方案", "工作总结")


def test_deadlines_of_different_times_are_not_joined(desk: Desk) -> None:
    assert desk.post("act", merge="deadlines-0").status_code == 404


def test_words_of_the_notice_become_an_item_with_their_span(desk: Desk) -> None:
    plan = desk.notice.read_plan()
    start = plan.text.index("开展应急演练")
    end = plan.text.index("\n", start)
    index = len(plan.activities)
    address = f"{desk.address('activities', index)}?start={start}&end={end}"
    form = desk.client.get(address).context["form"]
    assert form["heading"].value() == "开展应急演练"
    assert desk.post("activities", index, start=start, end=end, **ACTIVITY).status_code == 302
    plan = desk.notice.read_plan()
    added = next(one for one in plan.activities if one.heading == "开展专题宣讲")
    assert (added.span, added.text) == ((start, end), plan.text[start:end])
    assert "补充" in item_words(desk.page(), f"activities-{index}")


@pytest.mark.parametrize(
    "place", ["start=-1&end=5", "start=99999999999&end=5", "start=1", "start=a&end=b", "end=9"]
)
def test_odd_places_give_an_empty_form(desk: Desk, place: str) -> None:
    index = len(desk.notice.read_plan().deadlines)
    answer = desk.client.get(f"{desk.address('deadlines', index)}?{place}")
    assert (answer.status_code, answer.context["form"]["what"].value()) == (200, None)


BLANK = {"type": "number", "basis": "period", "adds": "both"}

ADDED = {
    "periods": {"name": "启动阶段", "start": "2026-06-01", "end": "2026-06-05"},
    "deadlines": DEADLINE,
    "activities": ACTIVITY,
    "quotas": {"who": "各村", "what": "组织演练", "at_least": "2", "unit": "次", "any_of": "观看警示片 1 场"},
    "contacts": {"name": "林晓", "phone": "0888-5550000"},
    "requirements": {"text": "加强领导。各村要明确专人。"},
    "forms": {"title": "人员名册", "kind": "register", "fields_asked": "序号\n姓名\n电话"},
}


@pytest.mark.parametrize("section", ADDED)
def test_one_more_of_every_kind_can_be_added_corrected_and_deleted(desk: Desk, section: str) -> None:
    before = len(getattr(desk.notice.read_plan(), section))
    blank_rows = {f"more{at}-{name}": value for at in range(3) for name, value in BLANK.items()}
    fields = {**ADDED[section], **(blank_rows if section == "forms" else {})}
    assert desk.client.get(desk.address(section, before)).status_code == 200
    assert desk.post(section, before, **fields).status_code == 302
    assert len(getattr(desk.notice.read_plan(), section)) == before + 1
    assert desk.client.get(desk.address(section, before)).status_code == 200
    assert desk.post(section, before, **fields).status_code == 302
    assert desk.post("act", remove=f"{section}-{before}").status_code == 302
    assert len(getattr(desk.notice.read_plan(), section)) == before
    assert desk.post(section, before, **fields).status_code == 404


def test_deadline_takes_every_rhythm(desk: Desk) -> None:
    weekly = {"what": "周报", "how": "weekly", "weekday": ["0", "3"], "first_month": "2026-06", "at": "17:00"}
    desk.post("deadlines", 1, **weekly)
    assert desk.notice.read_plan().deadlines[1].due == "weekly MON,THU 17:00 2026-06"
    monthly = {
        "what": "月报",
        "how": "monthly",
        "month_day": "-1",
        "first_month": "2026-06",
        "last_month": "2026-12",
    }
    desk.post("deadlines", 1, **monthly)
    assert desk.notice.read_plan().deadlines[1].due == "monthly -1 2026-06..2026-12"
    daily = {"what": "日报", "how": "daily", "first_month": "2026-06", "kind": "submit", "to": "县安委办"}
    desk.post("deadlines", 1, **daily)
    found = desk.notice.read_plan().deadlines[1]
    assert (found.due, found.to) == ("daily 2026-06", "县安委办")


def test_time_that_was_left_as_it_was_keeps_its_own_rule(desk: Desk, cast: Cast) -> None:
    rule = "FREQ=MONTHLY;BYMONTHDAY=25;BYMONTH=6,7;BYHOUR=23;BYMINUTE=59;UNTIL=20261231T235900"
    say(desk.notice, "deadlines", 1, due="monthly 25 2026", recurrence=rule, by=cast.lead)
    form = desk.client.get(desk.address("deadlines", 1)).context["form"]
    fields = {field.html_name: field.value() for field in form if field.value()}
    desk.post("deadlines", 1, **{**fields, "what": "月报"})
    found = desk.notice.read_plan().deadlines[1]
    assert (found.what, found.due, found.recurrence) == ("月报", "monthly 25 2026", rule)


def test_header_changes_only_the_fields_that_were_changed(desk: Desk) -> None:
    form = desk.client.get(desk.address("header", 0)).context["form"]
    fields = {field.html_name: field.value() or "" for field in form}
    desk.post("header", 0, **{**fields, "theme": "人人懂安全", "recipients": "各镇，县直有关单位"})
    notice = desk.notice
    assert (notice.plan["theme"], notice.plan["recipients"]) == ("人人懂安全", ["各镇", "县直有关单位"])
    [said] = notice.corrections.all()
    assert len(said.edits) == 2
    assert "原读：人人会避险" in item_words(desk.page(), "header-1")


def test_script_gets_the_form_and_then_the_plan_alone(desk: Desk) -> None:
    asked = desk.client.get(desk.address("activities", 0), headers={"HX-Request": "true"})
    assert (asked["HX-Retarget"], "<html" in asked.content.decode()) == ("#edit-activities-0", False)
    wrong = desk.script("activities", 0, **{**ACTIVITY, "heading": ""})
    assert (wrong.status_code, wrong["HX-Retarget"]) == (422, "#edit-activities-0")
    done = desk.script("activities", 0, **ACTIVITY)
    page = done.content.decode()
    assert (done.status_code, "<html" in page) == (200, False)
    assert "已保存更正。" in page
    assert 'id="notice-words" hx-swap-oob="true"' in page
    assert '"key": "activities-0"' in done["HX-Trigger-After-Settle"]


def test_second_of_two_people_is_told_beside_the_plan_as_it_is(desk: Desk, cast: Cast) -> None:
    say(desk.notice, "activities", 0, heading="甲", by=cast.lead)
    late = desk.post("activities", 0, revision=0, **ACTIVITY)
    assert late.status_code == 409
    assert "已被他人改动" in late.content.decode()
    assert late.context["form"]["heading"].value() == "开展专题宣讲"
    act = desk.script("act", remove="activities-1", revision=0)
    assert act.status_code == 409
    assert "已被他人改动" in act.content.decode()
    assert desk.post("act", remove="activities-1", revision=0).status_code == 409
    assert len(desk.notice.read_plan().activities) == 2


def test_closed_notice_takes_no_word(desk: Desk, cast: Cast) -> None:
    archive_notice(notice=desk.notice, by=cast.lead)
    assert desk.post("activities", 0, **ACTIVITY).status_code == 409
    for act in ("remove", "confirm"):
        assert desk.post("act", **{act: "activities-0"}).status_code == 409
    assert Correction.objects.count() == 0
    assert "data-editable" not in desk.page()


def test_looking_changes_nothing(desk: Desk) -> None:
    for section in ("header", "periods", "activities", "deadlines", "forms", "warnings"):
        for address in (desk.address(section, 0), desk.address(section, 0, "split")):
            assert desk.client.get(address).status_code in {200, 404}
    assert desk.client.get(desk.address("act"), {"remove": "activities-0"}).status_code == 405
    assert (Correction.objects.count(), desk.notice.revision) == (0, 0)


@pytest.mark.parametrize("who", ["clerk", "sibling", "outsider", "reviewer", "leader"])
def test_nobody_else_may_say_anything(desk: Desk, cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))
    expected = 403 if who in {"reviewer", "leader"} else 404
    for parts in (("activities", 0), ("act",), ("activities", 0, "split"), ("forms", 0, "replace")):
        fields = {**ACTIVITY, "revision": 0, "at": 5, "remove": "activities-0"}
        assert client.post(desk.address(*parts), fields).status_code == expected
    assert Correction.objects.count() == 0


def test_form_of_a_stranger_page_is_refused(desk: Desk, cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.lead, backend="django.contrib.auth.backends.ModelBackend")
    for parts in (("activities", 0), ("act",), ("activities", 0, "split")):
        fields = {**ACTIVITY, "revision": 0, "remove": "activities-0"}
        assert client.post(desk.address(*parts), fields).status_code == 403
    assert Correction.objects.count() == 0


def test_items_that_are_not_there_are_not_found(desk: Desk) -> None:
    for parts in (("activities", 99), ("nothing", 0), ("header", 99), ("activities", 99, "split")):
        assert desk.post(*parts).status_code == 404
    for value in ("activities-99", "nothing-0", "activities", "", "activities-x", "-1"):
        assert desk.post("act", remove=value).status_code == 404
    assert desk.post("act", nothing="activities-0").status_code == 404
    assert desk.client.get(desk.address("source_map", 0)).status_code == 404


ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"


def test_no_word_of_an_item_becomes_markup(desk: Desk, cast: Cast) -> None:
    notice = desk.notice
    edits = [
        edit_of(item, replace(item.value, **dict.fromkeys(names, ATTACK)))
        for section, names in {
            "activities": ("heading", "when", "where", "text", "doubt"),
            "deadlines": ("what", "to", "phrase", "doubt"),
            "forms": ("title", "number", "doubt"),
            "periods": ("name", "doubt"),
        }.items()
        for item in notice.reviewed().live(section)
    ]
    correct_notice(notice=notice, act=Act.CHANGE, edits=edits, revision=0, by=cast.lead)
    Notice.objects.filter(pk=desk.pk).update(source_name=ATTACK)
    pages = [desk.page()]
    pages += [
        desk.client.get(desk.address(code, 0)).content.decode()
        for code in ("activities", "deadlines", "forms")
    ]
    pages += [desk.script("activities", 0, **{**ACTIVITY, "heading": ATTACK}).content.decode()]
    desk.post("act", remove="activities-0")
    pages += [desk.page()]
    for html in pages:
        assert "<script>alert" not in html
        assert "<img src=x" not in html
