"""The page on which an office holds its own notice against its superior's."""

import pytest
from django.urls import reverse

from anyue.audit.models import AuditEntry
from anyue.campaigns.actions import import_notice, issue_campaign, say_coverage
from anyue.campaigns.coverage import coverage_of, superiors_of
from anyue.campaigns.files import Upload
from anyue.campaigns.models import CoverageWord, Notice
from anyue.core.coverage import Standing, Word
from anyue.core.errors import AnyueError
from anyue.orgs.actions import appoint
from anyue.orgs.choices import Role
from tests.cast import NOTICE, Running
from tests.fixtures import signed_in


@pytest.fixture
def own(running: Running) -> Notice:
    """The bureau's own notice on the county's campaign, with another theme and without drills."""
    cast = running.cast
    appoint(user=cast.bureau_clerk, unit=cast.bureau, role=Role.LEAD, by=None)
    text = NOTICE.read_text("utf-8").replace("人人会避险", "校园平安").replace("开展应急演练", "编写校史")
    text = text.replace("开展一次疏散演练", "完成编写").replace("组织应急演练（ ）场，参与（ ）人次", "无")
    upload = Upload("通知.txt", text.encode())
    return import_notice(unit=cast.bureau, files=[upload], by=cast.bureau_clerk)


def test_page_shows_both_sides_with_reasons(running: Running, own: Notice) -> None:
    client = signed_in(running.cast.bureau_clerk)
    html = client.get(reverse("campaigns:coverage", args=[own.pk])).content.decode()
    assert "主题与上级通知不一致。" in html
    assert "人人会避险" in html
    assert "校园平安" in html
    assert "本级的表缺少" in html


def test_what_is_matched_waits_behind_what_needs_a_person(running: Running, own: Notice) -> None:
    client, address = signed_in(running.cast.bureau_clerk), reverse("campaigns:coverage", args=[own.pk])
    items = coverage_of(own, running.campaign)
    matched = [one.key for one in items if one.standing is Standing.MATCHED and one.section != "indicators"]
    first, whole = (client.get(address, query).content.decode() for query in ({}, {"show": "all"}))
    assert matched
    assert not any(f'id="{key}"' in first for key in matched)
    assert all(f'id="{key}"' in whole for key in matched)


def test_the_campaign_most_like_the_notice_is_chosen_unasked(running: Running, own: Notice) -> None:
    cast = running.cast
    text = "关于开展汛期检查的通知\n各单位：\n请于2026年7月25日前报送检查总结。\n县安委办\n2026年6月4日\n"
    other = import_notice(unit=cast.office, files=[Upload("汛期.txt", text.encode())], by=cast.lead)
    newer = issue_campaign(notice=other, recipients=[cast.bureau], by=cast.lead)
    client, address = signed_in(cast.bureau_clerk), reverse("campaigns:coverage", args=[own.pk])
    assert set(superiors_of(cast.bureau_clerk, own)) == {running.campaign, newer}
    assert client.get(address).context["against"] == running.campaign
    assert client.get(address, {"against": newer.pk}).context["against"] == newer


def test_word_is_kept_shown_taken_back_and_on_the_trail(running: Running, own: Notice) -> None:
    client, address = signed_in(running.cast.bureau_clerk), reverse("campaigns:coverage", args=[own.pk])
    fields = {"against": running.campaign.pk, "key": "theme-0"}
    answer = client.post(address, {**fields, "word": "confirmed"})
    assert answer.status_code == 302
    assert coverage_of(own, running.campaign)[0].standing is Standing.MATCHED
    assert "人工核对" in client.get(address).content.decode()
    assert AuditEntry.objects.filter(action="say_coverage", target=f"notice:{own.pk}").count() == 1
    client.post(address, {**fields, "word": "none"})
    assert not CoverageWord.objects.exists()
    assert coverage_of(own, running.campaign)[0].standing is Standing.CONTRADICTING


def test_match_by_hand_names_its_counterpart(running: Running, own: Notice) -> None:
    cast = running.cast
    say_coverage(
        notice=own,
        against=running.campaign,
        key="activities-1",
        word=Word.MATCHED,
        counterpart="activities-1",
        by=cast.bureau_clerk,
    )
    item = next(one for one in coverage_of(own, running.campaign) if one.key == "activities-1")
    assert item.counterpart is not None
    assert (item.standing, item.counterpart.key) == (Standing.MATCHED, "activities-1")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"key": "activities-99", "word": "apart"}, 409),
        ({"key": "theme-0", "word": "matched", "counterpart": "nothing"}, 422),
        ({"key": "theme-0", "word": "perhaps"}, 422),
        ({}, 422),
    ],
)
def test_what_makes_no_sense_is_refused(
    running: Running, own: Notice, fields: dict[str, str], status: int
) -> None:
    client = signed_in(running.cast.bureau_clerk)
    address = reverse("campaigns:coverage", args=[own.pk])
    assert client.post(address, {"against": running.campaign.pk, **fields}).status_code == status
    assert client.post(address, {"against": "x", "key": "theme-0", "word": "apart"}).status_code == 404
    assert not CoverageWord.objects.exists()


def test_others_neither_see_nor_say_it(running: Running, own: Notice) -> None:
    cast = running.cast
    address = reverse("campaigns:coverage", args=[own.pk])
    for stranger in (cast.lead, cast.clerk, cast.outsider):
        assert signed_in(stranger).get(address).status_code == 404
        with pytest.raises(AnyueError) as caught:
            say_coverage(notice=own, against=running.campaign, key="theme-0", word=Word.APART, by=stranger)
        assert caught.value.code == "not_allowed"
    assert list(superiors_of(cast.lead, running.notice)) == []
    empty = signed_in(cast.lead).get(reverse("campaigns:coverage", args=[running.notice.pk]))
    assert "没有可以对照的上级通知" in empty.content.decode()
