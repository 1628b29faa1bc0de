"""What a person reads who imports something that is no notice, or a notice that lacks what it should have."""

from io import BytesIO

import pytest
from django.urls import reverse

from anyue.campaigns.models import Campaign, Notice
from tests.cast import NOTICE, Cast, import_sample
from tests.fixtures import signed_in

TEXT = NOTICE.read_text("utf-8")
WITHOUT_DEADLINES = """青溪县安全生产委员会办公室
关于开展安全生产月活动的通知

各乡镇人民政府：

一、活动主题

人人会避险

二、活动内容

（一）开展安全宣讲。各乡镇要深入村居、企业开展安全宣讲。

（二）开展应急演练。各乡镇要组织一次综合应急演练。

青溪县安全生产委员会办公室
2026年5月20日
"""
WITHOUT_BLANKS = f"""{WITHOUT_DEADLINES}
各乡镇于2026年6月20日前报送活动统计表。

附件1

活动统计表

\t序号
\t活动内容
\t时间

\t1
\t安全宣讲
\t

"""


Answer = tuple[int, dict[str, list[str]]]
"""The status of a page and the messages at its fields."""


def upload(cast: Cast, name: str, data: bytes) -> Answer:
    file = BytesIO(data)
    file.name = name
    return sent(cast, {"file": file})


def sent(cast: Cast, given: dict[str, object]) -> Answer:
    response = signed_in(cast.lead).post(reverse("campaigns:import"), {"unit": cast.office.pk, **given})
    return response.status_code, dict(response.context["form"].errors) if response.context else {}


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("空.txt", b"", "文件“空.txt”是空的，没有可读的文字。请检查是否选错了文件。"),
        (
            "照片.jpg",
            b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40,
            "文件“照片.jpg”是图片，不是能读的文档。请提供 Word、WPS、PDF、OFD、Excel、网页或纯文本文件。",
        ),
        (
            "大.txt",
            b"6\xe6\x9c\x88 " * 10_485_760,
            "文件“大.txt”有 50.0 MB，超过 5 MB 的上限。请只保留通知正文和附件。",
        ),
        (
            "信.txt",
            "今天天气很好，适合散步。".encode(),
            "“信.txt”里没有读到活动、时点或表格，不像一份活动通知。请检查是否选错了文件。",
        ),
    ],
    ids=["empty", "no-text", "50-MB", "no-notice"],
)
def test_file_that_is_no_notice_is_refused_at_its_field(
    cast: Cast, name: str, data: bytes, message: str
) -> None:
    assert upload(cast, name, data) == (422, {"file": [message]})
    assert not Notice.objects.exists()


def test_pasted_text_that_is_too_long_is_refused_and_still_there(cast: Cast) -> None:
    text = "6月开展安全宣讲。\n" * 230_000
    response = signed_in(cast.lead).post(reverse("campaigns:import"), {"unit": cast.office.pk, "text": text})
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["text"].value()) == (422, ["text"], text)
    assert "超过 5 MB 的上限" in form.errors["text"][0]


def test_nothing_given_is_told_at_the_field(cast: Cast) -> None:
    asked = "请选择通知文件，或把通知全文粘贴在这里。"
    assert sent(cast, {"text": " \n "}) == (422, {"text": [asked]})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_upload_is_read_in_the_encodings_of_the_offices(cast: Cast, encoding: str) -> None:
    assert upload(cast, "通知.txt", TEXT.encode(encoding)) == (302, {})
    notice = Notice.objects.get()
    assert [form.title for form in notice.read_plan().forms] == ["联络员登记卡", "活动统计表"]


def test_notice_without_deadlines_says_so_and_takes_one_by_hand(cast: Cast) -> None:
    client = signed_in(cast.lead)
    sent(cast, {"text": WITHOUT_DEADLINES})
    notice = Notice.objects.get()
    review = client.get(reverse("campaigns:review", args=[notice.pk])).content.decode()
    assert "没有读出报送时点。没有报送时点的通知不能下发，请补一个。" in review
    issue = reverse("campaigns:issue", args=[notice.pk])
    refused = client.post(issue, {"units": [cast.town.pk], "revision": 0})
    assert (refused.status_code, Campaign.objects.count()) == (422, 0)
    assert "方案里没有带日期的报送时点，各单位无从报送。请先补一个时点。" in refused.content.decode()

    added = {"what": "活动总结", "how": "once", "on": "2026-06-30", "documents": "活动总结", "revision": "0"}
    client.post(reverse("campaigns:correct", args=[notice.pk, "deadlines", 0]), added)
    assert client.post(issue, {"units": [cast.town.pk], "revision": 1}).status_code == 302
    assert Campaign.objects.count() == 1


def test_table_without_blanks_is_a_register_and_can_be_issued(cast: Cast) -> None:
    client = signed_in(cast.lead)
    sent(cast, {"text": WITHOUT_BLANKS})
    notice = Notice.objects.get()
    assert client.get(reverse("campaigns:review", args=[notice.pk])).status_code == 200
    issued = client.post(
        reverse("campaigns:issue", args=[notice.pk]), {"units": [cast.town.pk], "revision": 0}
    )
    assert issued.status_code == 302
    [form] = Campaign.objects.get().forms.all()
    assert (form.title, form.kind) == ("活动统计表", "register")


def test_date_that_does_not_exist_is_told_at_its_field(cast: Cast) -> None:
    notice = import_sample(cast)
    typed = {"what": "活动总结", "how": "once", "on": "2026-02-30", "at": "17:30", "revision": "0"}
    response = signed_in(cast.lead).post(
        reverse("campaigns:correct", args=[notice.pk, "deadlines", 0]), typed
    )
    form = response.context["form"]
    told = {"on": ["这个日期不存在，请按 2026-06-03 的样式填写。"]}
    assert (response.status_code, dict(form.errors)) == (422, told)
    assert {name: form[name].value() for name in ("what", "on", "at")} == {
        "what": "活动总结",
        "on": "2026-02-30",
        "at": "17:30",
    }
    assert Notice.objects.get().revision == 0
