"""The page of a table, and of a record, when something is typed that can't be, or sent twice."""

import re

import pytest
from django.urls import reverse

from anyue.records.models import ActivityRecord
from anyue.reports.models import Report, ReportVersion
from anyue.reports.queries import sheet_for
from tests.cast import Running, new_key
from tests.fixtures import signed_in
from tests.reports.test_journey import send


def address(running: Running) -> str:
    return reverse("reports:fill", args=[running.town.pk, running.weeks[0].pk])


def posted(running: Running, **values: str) -> dict[str, str]:
    """What the page of the table would send in."""
    sheet = sheet_for(running.part("town"), running.weeks[0])
    typed = {code.replace("_", "."): value for code, value in values.items()}
    return {**sheet.own, **typed, "revision": str(sheet.revision), "key": new_key(), "submit": "1"}


def field(page: str, code: str) -> str:
    """One input of the page, as it was written."""
    found = re.search(rf'<input id="blank-{re.escape(code)}"[^>]*>', page)
    assert found
    return found.group()


def about(page: str, code: str) -> str:
    """The message that the input of this code is described by."""
    assert f'aria-describedby="about-{code}"' in field(page, code)
    pattern = rf'id="about-{re.escape(code)}"><span class="blank-error">([^<]*)<'
    return "".join(re.findall(pattern, page))


def test_wrong_numbers_are_told_at_their_fields_and_nothing_is_lost(running: Running) -> None:
    client = signed_in(running.cast.clerk)
    data = posted(running, **{"1_1": "-3", "1_2": "1" * 20, "1_3": "12", "3_1": "安全夜校"})
    response = client.post(address(running), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert about(page, "1.1") == "“组织开展宣讲活动（ ）场”填的“-3”小于 0。请填 0 或大于 0 的数。"
    assert about(page, "1.2").startswith(f"“参与（ ）人次”填的“{'1' * 20}”位数太多，最多 9 位整数")
    kept = {code: re.findall(r'value="([^"]*)"', field(page, code)) for code in ("1.1", "1.2", "1.3", "3.1")}
    assert kept == {"1.1": ["-3"], "1.2": ["1" * 20], "1.3": ["12"], "3.1": ["安全夜校"]}
    assert not Report.objects.exists()


def test_same_page_sent_twice_counts_once(running: Running) -> None:
    client = signed_in(running.cast.clerk)
    data = posted(running, **{"1_1": "2"})
    answers = [client.post(address(running), data) for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, address(running))] * 2
    assert ReportVersion.objects.count() == 1


def test_record_sent_twice_is_kept_once(running: Running) -> None:
    client = signed_in(running.cast.clerk)
    data = {"unit": running.cast.town.pk, "held_on": "2026-06-02", "measure_events": "1", "key": new_key()}
    answers = [client.post(reverse("records:keep", args=["lecture"]), data) for _ in range(2)]
    record = ActivityRecord.objects.get()
    assert [answer["Location"] for answer in answers] == [reverse("records:record", args=[record.pk])] * 2


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2026-02-30", "这个日期不存在，请按 2026-06-03 的样式填写。"),
        ("六月二日", "这个日期不存在，请按 2026-06-03 的样式填写。"),
        ("2026-06-06", "活动日期还没到。请填写已经开展的日期；还没开展的，请点“存为预报”。"),
    ],
)
def test_day_that_cannot_be_is_told_at_its_field(running: Running, day: str, message: str) -> None:
    data = {
        "unit": running.cast.town.pk,
        "held_on": day,
        "measure_events": "1",
        "measure_attendances": "40",
        "place": "镇文化广场",
        "key": new_key(),
    }
    response = signed_in(running.cast.clerk).post(reverse("records:keep", args=["lecture"]), data)
    form = response.context["form"]
    assert (response.status_code, dict(form.errors)) == (422, {"held_on": [message]})
    kept = {name: form[name].value() for name in ("held_on", "measure_attendances", "place")}
    assert kept == {"held_on": day, "measure_attendances": "40", "place": "镇文化广场"}
    assert not ActivityRecord.objects.exists()


def test_empty_card_is_not_sent_and_empty_statistics_are(running: Running) -> None:
    client = signed_in(running.cast.clerk)
    occurrence = running.card.occurrences()[0]
    page = reverse("reports:fill", args=[running.town.pk, occurrence.pk])
    first = running.card.form.indicators[0].code
    data = {"revision": "0", "key": new_key(), "submit": "1", first: " "}
    response = client.post(page, data)
    assert response.status_code == 422
    words = response.content.decode()
    assert f"“{running.card.title}”还没有填写内容。请填好后再报送；没填完的可以先保存。" in words
    assert f'href="#blank-{first}"' in words
    assert client.post(page, {**data, first: "陈小满"}).status_code == 302
    assert client.post(address(running), posted(running)).status_code == 302
    assert ReportVersion.objects.count() == 2


def test_cumulative_number_stands_beside_a_blank_where_earlier_periods_gave_one(running: Running) -> None:
    cast, part, (first, second, *_) = running.cast, running.part("sibling_town"), running.weeks
    address = reverse("reports:fill", args=[part.pk, second.pk])
    client = signed_in(cast.sibling)
    send(part, first, cast.sibling, **{"1_1": "2", "1_2": "30"})
    draft = client.get(address).content.decode()
    assert "上期累计 30" in draft
    assert "累计 0" not in draft
    send(part, second, cast.sibling, **{"1_1": "1", "1_2": "5"})
    sent = client.get(address).content.decode()
    assert "累计 35" in sent
    assert "上期累计" not in sent
