"""Featured activities: sent once, taken back until opened, decided on by the issuer, ranked by nobody."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries, Settings

from anyue.accounts.models import User
from anyue.audit.models import AuditEntry
from anyue.core.errors import AnyueError
from anyue.notify.models import Message
from anyue.records.actions import (
    adopt_featured,
    cancel_record,
    decline_featured,
    open_featured,
    plan_record,
    remove_evidence,
    send_featured,
    withdraw_featured,
)
from anyue.records.models import ActivityRecord, FeaturedActivity
from anyue.records.queries import featured_below
from tests.cast import Running, new_key
from tests.fixtures import signed_in
from tests.race import at_once, codes
from tests.records.test_packs import held
from tests.records.test_pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def send(running: Running, record: ActivityRecord, **more: Any) -> FeaturedActivity:
    given: dict[str, Any] = {
        "participation": running.part("town"),
        "title": "课堂搬进集市",
        "text": "把安全课搬进集市。",
        "photos": [one.pk for one in record.evidence.all()],
        "by": running.cast.clerk,
    }
    return send_featured(record=record, **{**given, **more})


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(AnyueError) as told:
        act()
    return told.value.code


def status_at(user: User, address: str) -> int:
    answer: Any = signed_in(user).get(address)
    return answer.status_code if b"".join(answer) else 0


def seen(user: User, name: str, *args: object) -> tuple[int, str]:
    answer = signed_in(user).get(reverse(f"records:{name}", args=args))
    return answer.status_code, words(answer.content) if answer.status_code == 200 else ""


def test_unit_sends_the_office_opens_and_adopts_and_the_unit_sees_it(running: Running) -> None:
    cast = running.cast
    record = held(cast.town, cast.clerk, "集市上的课", 0, 1, day=5)
    client, office = signed_in(cast.clerk), signed_in(cast.lead)
    assert "报送特色活动" in seen(cast.clerk, "record", record.pk)[1]
    address = reverse("records:feature", args=[record.pk])
    page = client.get(address)
    assert "6月5日，石桥铺镇开展集市上的课活动，参与120人次。" in page.content.decode()
    chosen = record.evidence.all()[1]
    sent = {
        "participation": running.town.pk,
        "title": "课堂搬进集市",
        "text": "一句话。",
        "photos": [chosen.pk],
    }
    done = client.post(address, sent, follow=True)
    assert "已报送特色活动" in words(done.content)
    featured = FeaturedActivity.objects.get()
    assert (featured.days_after, list(featured.photos.all())) == (0, [chosen])
    assert "当天报送" in words(done.content)
    # A second visit finds what was sent.
    assert client.get(address).headers["Location"] == reverse("records:featured", args=[featured.pk])

    below = seen(cast.lead, "featured-below", running.root.pk)[1]
    assert "课堂搬进集市石桥铺镇" in below
    assert "待阅" in below
    assert "特色活动，待阅1条" in words(
        office.get(reverse("reports:overview", args=[running.root.pk])).content
    )
    office.get(reverse("records:featured", args=[featured.pk]))
    assert "已阅" in seen(cast.clerk, "featured-own")[1]
    adopt = reverse("records:adopt-featured", args=[featured.pk])
    assert office.post(adopt, {"adopted_in": "", "seen": "0"}).status_code == 422
    office.post(adopt, {"adopted_in": "简报第3期", "seen": "0"})
    own = seen(cast.clerk, "featured-own")[1]
    assert "已采用" in own
    assert "简报第3期" in own
    assert "已采用" in seen(cast.clerk, "record", record.pk)[1]
    # The mind may change, and the trail keeps each.
    decline = reverse("records:decline-featured", args=[featured.pk])
    office.post(decline, {"reason": "space", "remark": "", "seen": "1"})
    assert "本期版面已满" in seen(cast.clerk, "featured", featured.pk)[1]
    done_to_it = AuditEntry.objects.filter(target=f"featuredactivity:{featured.pk}").order_by("number")
    assert list(done_to_it.values_list("action", "by", "reason")) == [
        ("send_featured", cast.clerk.pk, ""),
        ("open_featured", cast.lead.pk, ""),
        ("adopt_featured", cast.lead.pk, ""),
        ("decline_featured", cast.lead.pk, "space"),
    ]


@pytest.mark.django_db(transaction=True)
def test_both_sides_are_told(running: Running) -> None:
    cast = running.cast
    featured = send(running, held(cast.town, cast.clerk, "课"))
    adopt_featured(featured=featured, adopted_in="简报第3期", seen=0, by=cast.lead)
    assert set(Message.objects.filter(text__contains="特色活动").values_list("unit", "text")) == {
        (cast.office.pk, "石桥铺镇报来特色活动，请查看。"),
        (cast.town.pk, "特色活动已采用：课堂搬进集市"),
    }


def test_later_than_the_day_is_taken_and_marked(running: Running) -> None:
    featured = send(running, held(running.cast.town, running.cast.clerk, "课", day=2))
    assert featured.days_after == 3
    assert "次日及以后报送（活动后第3天）" in seen(running.cast.lead, "featured", featured.pk)[1]


def test_taken_back_until_opened(running: Running) -> None:
    cast = running.cast
    record = held(cast.town, cast.clerk, "课", 0)
    first = send(running, record)
    client = signed_in(cast.clerk)
    assert "撤回" in seen(cast.clerk, "featured", first.pk)[1]
    client.post(reverse("records:withdraw-featured", args=[first.pk]))
    assert not FeaturedActivity.objects.exists()
    assert record.evidence.count() == 1
    second = send(running, record)
    open_featured(featured=second, by=cast.reviewer)
    open_featured(featured=second, by=cast.lead)
    assert FeaturedActivity.objects.get().opened_by == cast.reviewer
    assert refusal(lambda: withdraw_featured(featured=second, by=cast.clerk)) == "featured_opened"
    assert client.post(reverse("records:withdraw-featured", args=[second.pk])).status_code == 409
    assert "撤回" not in seen(cast.clerk, "featured", second.pk)[1]


def test_what_can_not_be_sent(running: Running) -> None:
    cast = running.cast
    record, other = held(cast.town, cast.clerk, "课", 0), held(cast.town, cast.clerk, "别的课", 1)
    assert refusal(lambda: send(running, record, title=" \0 ")) == "featured_untitled"
    assert refusal(lambda: send(running, record, text="")) == "featured_unwritten"
    foreign = [one.pk for one in other.evidence.all()]
    assert refusal(lambda: send(running, record, photos=foreign)) == "featured_photo_unknown"
    for part in ("sibling_town", "root", "village"):
        assert refusal(lambda: send(running, record, participation=running.part(part))) == "featured_nowhere"  # noqa: B023
    planned = plan_record(
        unit=cast.town,
        kind="lecture",
        title="",
        held_on=record.held_on.replace(day=20),
        key=new_key(),
        by=cast.clerk,
    )
    assert refusal(lambda: send(running, planned)) == "featured_not_held"
    cancel_record(record=other, reason="重复", by=cast.clerk)
    assert refusal(lambda: send(running, other)) == "featured_not_held"
    send(running, record)
    assert refusal(lambda: send(running, record)) == "featured_already"
    assert AuditEntry.objects.filter(action="send_featured").count() == 1


def test_nothing_typed_is_lost_in_a_refusal(running: Running) -> None:
    record = held(running.cast.town, running.cast.clerk, "课", 0)
    address = reverse("records:feature", args=[record.pk])
    data = {"participation": running.town.pk, "title": "", "text": "原话<b>", "photos": ["x", "-1"]}
    answer = signed_in(running.cast.clerk).post(address, data)
    assert answer.status_code == 422
    assert "原话&lt;b&gt;" in answer.content.decode()
    assert set(answer.context["form"].errors) == {"title", "photos"}
    long = signed_in(running.cast.clerk).post(
        address, {**data, "title": "题", "text": "长" * 501, "photos": []}
    )
    assert set(long.context["form"].errors) == {"text"}


def test_who_sees_it_and_who_decides(running: Running) -> None:
    cast = running.cast
    record = held(cast.village, cast.village_clerk, "村里的课", 0)
    featured = send(running, record, participation=running.part("village"), by=cast.village_clerk)
    paths = [
        reverse(f"records:{name}", args=args)
        for name, args in (
            ("featured", [featured.pk]),
            ("featured-photo", [featured.pk, 0]),
            ("featured-thumbnail", [featured.pk, 0]),
        )
    ]
    # The town between sees what goes up through it; its neighbours and the sister village see nothing.
    for user, status in (
        (cast.village_clerk, 200),
        (cast.clerk, 200),
        (cast.leader, 200),
        (cast.lead, 200),
        (cast.sibling, 404),
        (cast.other_village_clerk, 404),
        (cast.outsider, 404),
    ):
        assert [status_at(user, path) for path in paths] == [status] * 3, user.account
    # The record itself is still the unit's own business.
    assert seen(cast.lead, "record", record.pk)[0] == 404
    acts = [reverse(f"records:{act}", args=[featured.pk]) for act in ("adopt-featured", "decline-featured")]
    for user, status in (
        (cast.clerk, 403),
        (cast.village_clerk, 403),
        (cast.leader, 403),
        (cast.sibling, 404),
    ):
        given = {"adopted_in": "简报", "reason": "thin", "seen": "0"}
        assert [signed_in(user).post(path, given).status_code for path in acts] == [status] * 2
    # Only the unit itself takes it back or sends it, and reading by others opens nothing of use to them.
    assert FeaturedActivity.objects.get().opened_by == cast.lead
    assert signed_in(cast.clerk).get(reverse("records:feature", args=[record.pk])).status_code == 404
    withdraw = reverse("records:withdraw-featured", args=[featured.pk])
    assert signed_in(cast.lead).post(withdraw).status_code == 403


def test_photo_that_was_taken_away_is_gone_here_too_and_only_chosen_ones_are_shown(running: Running) -> None:
    cast = running.cast
    record = held(cast.town, cast.clerk, "课", 0, 1)
    first, second = record.evidence.all()
    featured = send(running, record, photos=[first.pk])

    def status(position: int) -> int:
        return status_at(cast.lead, reverse("records:featured-photo", args=[featured.pk, position]))

    assert [status(first.position), status(second.position), status(9)] == [200, 404, 404]
    remove_evidence(evidence=first, by=cast.clerk)
    assert status(first.position) == 404
    assert seen(cast.lead, "featured", featured.pk)[0] == 200


def test_reason_is_of_the_list_and_other_needs_words(running: Running) -> None:
    cast = running.cast
    featured = send(running, held(cast.town, cast.clerk, "课"))

    def decline(reason: str, remark: str = "") -> None:
        decline_featured(featured=featured, reason=reason, remark=remark, seen=0, by=cast.lead)

    assert refusal(lambda: decline("unknown")) == "featured_reason_missing"
    assert refusal(lambda: decline("other")) == "featured_reason_missing"
    decline("other", "已由市里采用")
    assert FeaturedActivity.objects.get().why_not == "已由市里采用"


def test_record_that_is_called_off_afterwards_says_so(running: Running) -> None:
    cast = running.cast
    record = held(cast.town, cast.clerk, "课")
    featured = send(running, record)
    cancel_record(record=record, reason="重复", by=cast.clerk)
    assert "这次活动的记录后来已撤销" in seen(cast.lead, "featured", featured.pk)[1]
    assert "特色活动，待阅" not in words(
        signed_in(cast.lead).get(reverse("reports:overview", args=[running.root.pk])).content
    )


def test_list_is_by_what_waits_and_by_time_and_by_no_unit(
    running: Running, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast = running.cast
    sent = [
        send(running, held(cast.town, cast.clerk, "一")),
        send(running, held(cast.town, cast.clerk, "二")),
        send(
            running,
            held(cast.sibling_town, cast.sibling, "三"),
            participation=running.part("sibling_town"),
            by=cast.sibling,
        ),
    ]
    for minutes, one in enumerate(sent):
        FeaturedActivity.objects.filter(pk=one.pk).update(sent_at=one.sent_at.replace(minute=minutes))
    adopt_featured(featured=sent[2], adopted_in="简报第3期", seen=0, by=cast.lead)
    with django_assert_num_queries(1):
        rows = list(featured_below(cast.lead, running.root))
        assert [one.record.unit.name for one in rows] == ["石桥铺镇", "石桥铺镇", "柳林镇"]
    assert [one.pk for one in rows] == [sent[1].pk, sent[0].pk, sent[2].pk]
    assert [one.pk for one in featured_below(cast.clerk, running.part("town"))] == [sent[1].pk, sent[0].pk]
    answer: Any = signed_in(cast.lead).get(reverse("records:featured-table", args=[running.root.pk]))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    told = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [(row[0], row[1], row[6], row[7]) for row in told] == [
        ("1", "石桥铺镇", "待阅", None),
        ("2", "石桥铺镇", "待阅", None),
        ("3", "柳林镇", "已采用", "简报第3期"),
    ]
    assert told[0][5] == "6月5日（周五）09:01，活动后第 3 天"


@pytest.mark.django_db(transaction=True)
def test_of_two_taps_one_sends(running: Running) -> None:
    record = held(running.cast.town, running.cast.clerk, "课", 0)
    told = at_once(lambda: send(running, record), lambda: send(running, record))
    assert codes(told) == ["done", "featured_already"]
    assert FeaturedActivity.objects.get().photos.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_opened_is_not_taken_back_at_the_same_moment(running: Running) -> None:
    cast = running.cast
    featured = send(running, held(cast.town, cast.clerk, "课", 0))
    told = at_once(
        lambda: open_featured(featured=featured, by=cast.lead),
        lambda: withdraw_featured(featured=featured, by=cast.clerk),
    )
    is_there = FeaturedActivity.objects.filter(opened_at__isnull=False).exists()
    assert told == ([None, "featured_opened"] if is_there else [None, None])
    assert AuditEntry.objects.filter(action="open_featured").exists() == is_there


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_the_second_is_told(running: Running) -> None:
    cast = running.cast
    featured = send(running, held(cast.town, cast.clerk, "课"))
    told = at_once(
        lambda: adopt_featured(featured=featured, adopted_in="简报第3期", seen=0, by=cast.lead),
        lambda: decline_featured(featured=featured, reason="thin", remark="", seen=0, by=cast.reviewer),
    )
    assert codes(told) == ["done", "featured_decided"]
    assert FeaturedActivity.objects.filter(decisions=1, decided_at=F("opened_at")).exists()
