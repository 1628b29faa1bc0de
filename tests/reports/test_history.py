"""Every version and every value has its history: who, when, from what, why; a digest tells of any change."""

import pytest
from django.urls import reverse

from anyue.reports.actions import approve_report, return_report, take_back_report
from anyue.reports.choices import Progress
from anyue.reports.digest import is_as_sent
from anyue.reports.gaps import Gaps
from anyue.reports.models import Report, ReportVersion
from anyue.reports.queries import history_of, values_of
from tests.cast import Running
from tests.fixtures import signed_in
from tests.reports.test_journey import hold, send
from tests.reports.test_liaison_pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def resent(running: Running) -> Report:
    """The town's table: from ledger and village, taken back, returned with a mark, sent again by hand."""
    cast, week = running.cast, running.weeks[0]
    hold(cast.village, cast.village_clerk, people=30)
    approve_report(report=send(running.part("village"), week, cast.village_clerk), version=1, by=cast.clerk)
    hold(cast.town, cast.clerk, people=40)
    take_back_report(report=send(running.part("town"), week, cast.clerk), by=cast.clerk)
    report = send(running.part("town"), week, cast.clerk)
    return_report(report=report, version=2, reason="人次偏少。", marks=["1.2"], by=cast.lead)
    typed = {"1_2": "45", "reason-1_2": "漏记一场", "2_1": "3"}
    return send(running.part("town"), week, cast.clerk, **typed)


def test_value_says_from_what_and_why(running: Running, resent: Report) -> None:
    indicator = next(one for one in running.table.form.indicators if one.code == "1.2")
    told = values_of(indicator, history_of(resent, is_own=False))
    assert [(one.value, one.own, one.source, one.reason, one.is_changed, one.is_marked) for one in told] == [
        ("75", "45", "手工填写，下级 1 个单位", "漏记一场", True, False),
        ("70", "40", "台账 1 条，下级 1 个单位", "", False, True),
    ]


def test_superior_never_sees_what_was_taken_back(resent: Report) -> None:
    assert [one.version.number for one in history_of(resent, is_own=True)] == [3, 2, 1]
    assert [one.version.number for one in history_of(resent, is_own=False)] == [3, 2]


def test_total_names_whom_it_leaves_out(running: Running, resent: Report) -> None:
    gaps = resent.versions.get(number=3).gaps
    missing = [[running.other_village.pk, running.other_village.unit.name, "not-started"]]
    assert gaps == {"asked": 2, "counted": 1, "missing": missing}
    page = signed_in(running.cast.lead).get(reverse("reports:review", args=[resent.pk])).content
    assert "应报2家，已报1家，缺：桥西村（已签收未填报）。" in words(page)


def test_what_waits_for_review_is_not_called_missing() -> None:
    gaps = Gaps(3, 1, [("桥西村", Progress.NOT_STARTED.label), ("桥东村", Progress.WAITING.label)])
    assert str(gaps) == "应报 3 家，已报 2 家，缺：桥西村（已签收未填报）；待审核、没有计入：桥东村。"
    assert str(Gaps(1, 0, [("桥东村", Progress.WAITING.label)])).startswith("应报 1 家，已报 1 家，无缺报；")


def test_reviewer_sees_every_change_and_which_were_marked(running: Running, resent: Report) -> None:
    page = words(signed_in(running.cast.lead).get(reverse("reports:review", args=[resent.pk])).content)
    assert "退回修改。退回原因：人次偏少。" in page
    assert page.index("新旧对照") < page.index("报表内容")
    assert "第2版第3版退回时" in page
    assert "参与（人次）7075已标出" in page
    assert "03未标出" in page


def test_digest_tells_of_a_changed_value(resent: Report) -> None:
    assert all(one.is_intact for one in history_of(resent, is_own=True))
    for field, said in {"values": {"1.2": "99"}, "gaps": {}, "revised_for": "改"}.items():
        version = resent.versions.get(number=3)
        setattr(version, field, said)
        assert not is_as_sent(version)
    ReportVersion.objects.filter(report=resent, number=2).update(own={"1.2": "1"})
    assert [one.is_intact for one in history_of(resent, is_own=True)] == [True, False, True]


def test_pages_tell_the_history_and_open_it(running: Running, resent: Report) -> None:
    client = signed_in(running.cast.lead)
    page = client.get(reverse("reports:history", args=[resent.pk])).content.decode()
    digest = resent.versions.get(number=3).digest
    assert digest in page
    assert "人次偏少。" in page
    where = reverse("reports:value", args=[resent.pk, "1.2"])
    assert f'href="{where}"' in page
    assert "漏记一场" in client.get(where).content.decode()
    assert client.get(reverse("reports:value", args=[resent.pk, "9.9"])).status_code == 404
    stranger = signed_in(running.cast.sibling)
    for name, more in (("reports:history", []), ("reports:value", ["1.2"])):
        assert stranger.get(reverse(name, args=[resent.pk, *more])).status_code == 404
