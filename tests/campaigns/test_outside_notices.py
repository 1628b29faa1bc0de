"""Real notices of counties and bureaus, through the pages that an office sees before it issues one."""

import re
from html import unescape

import pytest
from django.urls import reverse

from anyue.campaigns.models import Campaign, Notice
from tests.cast import Cast
from tests.core.notice.samples import corpus
from tests.fixtures import signed_in

pytestmark = pytest.mark.corpus


def words(page: bytes) -> str:
    """What a page says, without its tags and the space between them."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", page.decode())))


@pytest.mark.parametrize(
    ("name", "activities", "deadlines", "forms"),
    [
        ("jinping-2023", 11, 0, 0),
        ("pingan-2023", 10, 2, 0),
        ("xumingsi-2020", 8, 0, 0),
        ("yingde-2023", 20, 4, 0),
        ("yuncheng-2023", 5, 4, 3),
    ],
)
def test_outside_notice_is_read_and_can_be_issued(
    cast: Cast, name: str, activities: int, deadlines: int, forms: int
) -> None:
    path = corpus() / f"{name}.txt"
    client = signed_in(cast.lead)
    with path.open("rb") as file:
        imported = client.post(reverse("campaigns:import"), {"unit": cast.office.pk, "file": file})
    notice = Notice.objects.get()
    assert (imported.status_code, imported["Location"]) == (
        302,
        reverse("campaigns:review", args=[notice.pk]),
    )

    review = client.get(imported["Location"])
    said = words(review.content)
    assert f"活动项目{activities}项，报送时点{deadlines}个，表格{forms}张" in said
    plan = notice.read_plan()
    for shown in [*(item.heading[:60] for item in plan.activities), *(item.what for item in plan.deadlines)]:
        assert re.sub(r"\s+", "", shown) in said

    if deadlines:
        assert "这份通知的报送时间都已过去，怎样处理？" in said
        client.post(reverse("campaigns:past", args=[notice.pk]), {"choice": "shift", "years": "3"})
    issued = client.post(
        reverse("campaigns:issue", args=[notice.pk]),
        {"units": [cast.town.pk], "revision": Notice.objects.get().revision},
    )
    asks_for_something = any(
        item.forms or item.documents for item in Notice.objects.get().read_plan().deadlines if item.due
    )
    assert (issued.status_code, Campaign.objects.count()) == ((302, 1) if asks_for_something else (422, 0))
