"""The table of working days as administrators keep it, and times that count from receipt or the end."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from anyue import clock
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.campaigns.actions import import_notice, issue_campaign, relay_campaign, set_arrangement
from anyue.campaigns.files import Upload
from anyue.campaigns.models import Campaign, Notice, Occurrence, OwnTime, YearArrangement
from anyue.campaigns.queries import times_for
from anyue.campaigns.workdays import workdays_now
from anyue.core.errors import AnyueError
from tests.accounts.test_administrators import administrator as made
from tests.cast import Cast
from tests.fixtures import signed_in

TEXT = """青溪县安全生产委员会办公室
关于开展{year}年安全生产活动的通知

各镇人民政府：

{sentence}

一、活动时间

{year}年6月1日至{year}年12月31日

二、活动内容

（一）开展安全宣讲。各镇要组织宣讲。

青溪县安全生产委员会办公室

{year}年5月25日
"""
RESTS = "劳动节：5月27日至29日放假。6月5日（周六）上班。"


def administrator(kind: AdministratorKind = AdministratorKind.SYSTEM) -> User:
    return made(kind)


def noticed(cast: Cast, sentence: str, year: int = 2026) -> Notice:
    data = TEXT.format(sentence=sentence, year=year).encode()
    return import_notice(unit=cast.office, files=[Upload("通知.txt", data)], by=cast.lead)


def issued(cast: Cast, sentence: str, year: int = 2026) -> Campaign:
    with clock.standing_at(datetime.fromisoformat(f"{year}-05-26T10:00:00+08:00")):
        return issue_campaign(notice=noticed(cast, sentence, year), recipients=[cast.town], by=cast.lead)


def dues(campaign: Campaign) -> list[tuple[str, str]]:
    found = Occurrence.objects.filter(deadline__campaign=campaign)
    return [(one.label, one.ends_on.isoformat()) for one in found]


def test_entered_year_takes_the_place_of_the_published_one(cast: Cast) -> None:  # noqa: ARG001
    assert workdays_now().doubt(date(2031, 1, 1)) is not None
    assert not workdays_now().is_workday(date(2026, 10, 1))
    set_arrangement(year=2031, text="元旦：1月1日至3日放假。", source="某发〔2030〕1号", by=administrator())
    set_arrangement(year=2026, text="国庆节：10月2日放假。", source="", by=User.objects.latest("pk"))
    table = workdays_now()
    assert (table.doubt(date(2031, 1, 1)), table.is_workday(date(2031, 1, 2))) == (None, False)
    assert (table.is_workday(date(2026, 10, 1)), table.is_workday(date(2026, 10, 2))) == (True, False)


def test_second_entry_replaces_the_first(cast: Cast) -> None:  # noqa: ARG001
    by = administrator()
    for text in ("元旦：1月1日至3日放假。", "元旦：1月1日放假。"):
        set_arrangement(year=2031, text=text, source="", by=by)
    assert [one.day for one in YearArrangement.objects.get().days.all()] == [date(2031, 1, 1)]


@pytest.mark.parametrize("kind", [AdministratorKind.SECURITY, AdministratorKind.AUDIT])
def test_nobody_but_the_system_administrator_sets_it(cast: Cast, kind: AdministratorKind) -> None:
    for by in (administrator(kind), cast.lead):
        with pytest.raises(AnyueError) as refused:
            set_arrangement(year=2031, text=RESTS, source="", by=by)
        assert refused.value.problem.status == 403
        assert signed_in(by).get(reverse("campaigns:workdays-year", args=[2031])).status_code == 403


def test_page_takes_the_words_of_the_notice_and_keeps_wrong_ones(cast: Cast) -> None:  # noqa: ARG001
    client = signed_in(administrator())
    url = reverse("campaigns:workdays-year", args=[2031])
    assert "还没有录入" in client.get(url).content.decode()
    wrong = client.post(url, {"text": "元旦：2月30日放假。"})
    assert (wrong.status_code, "第 1 行" in wrong.content.decode()) == (422, True)
    assert "2月30日" in wrong.content.decode()
    assert client.post(url, {"text": RESTS, "source": "某发〔2030〕1号"}).status_code == 302
    assert "5月27日至5月29日放假" in client.get(url).content.decode()
    years = client.get(reverse("campaigns:workdays"))
    assert "某发〔2030〕1号" in years.content.decode()
    leads = client.get(reverse("campaigns:workdays") + "?year=2033")
    assert leads["Location"].endswith("/workdays/2033/")
    assert client.get(reverse("campaigns:workdays-year", args=[1999])).status_code == 404


def test_notice_is_read_and_issued_by_the_table(cast: Cast) -> None:
    sentence = "各镇于每月最后一个工作日前报送进展情况。"
    before = issued(cast, sentence)
    set_arrangement(
        year=2026, text="临时：6月30日、7月30日至31日放假。8月29日上班。", source="", by=administrator()
    )
    after = issued(cast, sentence)
    assert dues(before)[:3] == [("6月", "2026-06-30"), ("7月", "2026-07-31"), ("8月", "2026-08-31")]
    assert dues(after)[:3] == [("6月", "2026-06-29"), ("7月", "2026-07-29"), ("8月", "2026-08-31")]


def test_year_that_nobody_entered_is_doubted_until_somebody_does(cast: Cast) -> None:
    sentence = "各镇于6月1日后3个工作日内报送活动统计。"
    doubts = [deadline.doubt for deadline in noticed(cast, sentence, 2031).read_plan().deadlines]
    assert any("2031年的放假安排还没有录入" in (doubt or "") for doubt in doubts)
    set_arrangement(year=2031, text="元旦：1月1日放假。", source="", by=administrator())
    doubts = [deadline.doubt for deadline in noticed(cast, sentence, 2031).read_plan().deadlines]
    assert not any("放假安排" in (doubt or "") for doubt in doubts)


def test_quarters_and_halves_have_dates_and_names(cast: Cast) -> None:
    quarters = issued(cast, "各镇于每季度末月25日前报送进展情况。")
    assert dues(quarters) == [
        ("第二季度", "2026-06-25"),
        ("第三季度", "2026-09-25"),
        ("第四季度", "2026-12-25"),
    ]
    halves = issued(cast, "各镇每半年报送一次工作总结。")
    assert dues(halves) == [("上半年", "2026-06-30"), ("下半年", "2026-12-31")]


def test_time_from_receipt_counts_from_the_day_each_unit_got_the_notice(cast: Cast) -> None:
    campaign = issued(cast, "各镇自收到通知之日起5个工作日内报送活动方案。")
    (occurrence,) = Occurrence.objects.filter(deadline__campaign=campaign)
    assert occurrence.due_at == datetime.fromisoformat("2026-06-02T23:59:00+08:00")
    town = campaign.participations.get(unit=cast.town)
    with clock.standing_at(datetime.fromisoformat("2026-05-29T08:00:00+08:00")):
        (village,) = relay_campaign(
            participation=town, recipients=[cast.village], hours_earlier=4, by=cast.clerk
        )
    assert times_for(town, occurrence).due == occurrence.due_at
    times = times_for(village, occurrence)
    assert times.due == datetime.fromisoformat("2026-06-05T19:59:00+08:00")
    assert times.reason == "自5月29日下发到本单位之日起计算"
    assert OwnTime.objects.count() == 1


def test_time_from_the_end_counts_from_the_last_day_of_the_campaign(cast: Cast) -> None:
    campaign = issued(cast, "各镇于活动结束后10日内报送工作总结。")
    (occurrence,) = Occurrence.objects.filter(deadline__campaign=campaign)
    assert (occurrence.starts_on, occurrence.ends_on) == (date(2026, 6, 1), date(2027, 1, 10))


def test_page_of_the_plan_says_what_is_counted_from(cast: Cast) -> None:
    notice = noticed(cast, "各镇自收到通知之日起5个工作日内报送活动方案。")
    page = signed_in(cast.lead).get(reverse("campaigns:review", args=[notice.pk])).content.decode()
    assert "下发到各单位之日起 5 个工作日内" in page
