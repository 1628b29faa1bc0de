"""What no browser sends by itself: each field and each address answers with a message, never a fault."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from anyue.campaigns.models import Notice
from anyue.records.actions import keep_record
from anyue.records.models import ActivityRecord
from anyue.reports.actions import submit_report
from anyue.reports.models import Report, ReportVersion
from tests.cast import NOTICE, Cast, Running, import_sample, new_key
from tests.fixtures import signed_in

NUL = "\0"
NUMBERS = ("-1", "99999999999999999999", "9" * 5000, "1e9", "٣", "１", "abc", "0x10", NUL, "")
"""Numbers for hidden fields: below and beyond what a database holds, too long for Python, no numbers."""


def record_fields(cast: Cast, **other: str) -> dict[str, str]:
    fields = {"unit": str(cast.town.pk), "held_on": "2026-06-02", "measure_events": "1", "key": new_key()}
    return {**fields, **other}


def sent_report(running: Running) -> Report:
    return submit_report(
        participation=running.part("town"),
        occurrence=running.weeks[0],
        raw={"1.1": "1"},
        revision=0,
        key=new_key(),
        by=running.cast.clerk,
    )


@pytest.mark.parametrize("number", NUMBERS)
def test_revision_of_a_correction_may_be_anything(cast: Cast, number: str) -> None:
    notice, client = import_sample(cast), signed_in(cast.lead)
    header = client.post(f"/notices/{notice.pk}/header/0/", {"title": "新题", "revision": number})
    removed = client.post(f"/notices/{notice.pk}/act/", {"remove": "activities-0", "revision": number})
    assert {header.status_code, removed.status_code} <= {302, 409}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("button", ["submit", "save"])
def test_revision_of_a_report_may_be_anything(running: Running, number: str, button: str) -> None:
    address = f"/reports/{running.town.pk}/{running.weeks[0].pk}/"
    fields = {button: "1", "revision": number, "key": new_key(), "1.1": "2"}
    client = signed_in(running.cast.clerk)
    assert {client.post(address, fields).status_code for _ in range(2)} <= {302, 409}


@pytest.mark.parametrize("number", NUMBERS)
def test_version_of_a_review_may_be_anything(running: Running, number: str) -> None:
    report, client = sent_report(running), signed_in(running.cast.lead)
    returned = client.post(f"/review/{report.pk}/return/", {"version": number, "reason": "重报"})
    approved = client.post(f"/review/{report.pk}/approve/", {"version": number})
    assert {returned.status_code, approved.status_code} <= {302, 409}


@pytest.mark.parametrize("pk", ["-1", "0", "99999999999999999999", "9" * 5000, "1.0", "%00", "１"])
@pytest.mark.parametrize(
    "address",
    [
        "/notices/{pk}/",
        "/notices/{pk}/text/",
        "/notices/{pk}/issue/",
        "/notices/{own}/activities/9{pk}/",
        "/participations/{pk}/",
        "/participations/{pk}/relay/",
        "/records/{pk}/",
        "/records/{pk}/change/",
        "/records/new/{pk}/",
        "/reports/{pk}/1/",
        "/reports/{town}/{pk}/",
        "/reports/{town}/{pk}/table.docx",
        "/review/{pk}/",
        "/overview/{pk}/",
        "/overview/{pk}/units/",
        "/totals/{pk}/1/",
        "/totals/{town}/{pk}/",
        "/totals/{town}/{form}/{pk}/",
        "/totals/{town}/{form}/table.{pk}",
        "/api/overview/{pk}",
    ],
)
def test_address_of_nothing_is_not_found(running: Running, address: str, pk: str) -> None:
    place = {"own": running.notice.pk, "town": running.town.pk, "form": running.table.pk}
    for user in (running.cast.lead, running.cast.clerk):
        assert signed_in(user).get(address.format(pk=pk, **place)).status_code in {403, 404}


@pytest.mark.parametrize(
    "choice", ["-1", "0", "99999999999999999999", "9" * 5000, "%00", "all", "é", "1&period=2"]
)
def test_choices_in_the_query_may_be_anything(running: Running, choice: str) -> None:
    client, town, form = signed_in(running.cast.lead), running.root.pk, running.table.pk
    for address in (
        f"/totals/{town}/{form}/?period={choice}&basis={choice}",
        f"/totals/{town}/{form}/table.xlsx?period={choice}&rows={choice}",
        f"/totals/{town}/{form}/1.1/?period={choice}",
        f"/overview/{town}/units/?what={choice}",
    ):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("pk", ["-1", "99999999999999999999", "9" * 5000, NUL, "abc"])
def test_chosen_units_may_be_anything(running: Running, cast: Cast, pk: str) -> None:
    notice = import_sample(cast)
    lead, clerk = signed_in(cast.lead), signed_in(cast.clerk)
    fields = {"units": [pk], "hours_earlier": "0"}
    assert lead.post(f"/notices/{notice.pk}/issue/", fields).status_code == 422
    assert clerk.post(f"/participations/{running.town.pk}/relay/", fields).status_code == 422
    assert clerk.post("/records/new/lecture/", record_fields(cast, unit=pk)).status_code == 422
    assert lead.post("/notices/new/", {"unit": pk, "text": "通知"}).status_code == 422


def test_texts_with_nul_are_refused_or_cleaned(running: Running, cast: Cast) -> None:
    clerk, lead = signed_in(cast.clerk), signed_in(cast.lead)
    for field in ("title", "place", "note", "key"):
        assert (
            clerk.post("/records/new/lecture/", record_fields(cast, **{field: f"甲{NUL}乙"})).status_code
            == 422
        )
    report = sent_report(running)
    marks = ["1.1", f"1.2{NUL}", "no such blank", "x" * 10_000]
    lead.post(f"/review/{report.pk}/return/", {"version": "1", "reason": f"数{NUL}不对", "marks": marks})
    report.refresh_from_db()
    assert (report.return_reason, report.return_marks) == ("数不对", ["1.1"])
    address = f"/reports/{running.town.pk}/{running.weeks[1].pk}/"
    fields = {"submit": "1", "revision": "0", "key": f"a{NUL}b", "3.1": f"周{NUL}末"}
    assert clerk.post(address, fields).status_code == 302
    assert ReportVersion.objects.get(report__occurrence=running.weeks[1]).own["3.1"] == "周末"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "gb18030"])
@pytest.mark.parametrize("odd", ["\0", "\x01", "\x08", "\x1f", "\ufffe", "\uffff", "\x7f", "\u202e"])
def test_notice_with_characters_no_table_can_hold(cast: Cast, encoding: str, odd: str) -> None:
    text = NOTICE.read_text("utf-8").replace("活动统计表", f"活动{odd}统计表").replace("人次", f"人次{odd}")
    text = text.replace("谷雨", f"谷{odd}雨")
    client = signed_in(cast.lead)
    upload = SimpleUploadedFile("通知.txt", text.encode(encoding))
    answer = client.post("/notices/new/", {"unit": cast.office.pk, "file": upload})
    if answer.status_code == 422:
        return
    notice = Notice.objects.get()
    issued = client.post(
        f"/notices/{notice.pk}/issue/", {"units": [cast.town.pk], "revision": notice.revision}
    )
    assert issued.status_code == 302
    root = int(issued["Location"].strip("/").split("/")[1])
    for form in notice.campaign.forms.all():
        for suffix in ("docx", "xlsx"):
            assert client.get(f"/totals/{root}/{form.pk}/table.{suffix}").status_code == 200
        assert client.get(f"/totals/{root}/{form.pk}/table.xlsx?rows=units").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "a\r\nSet-Cookie: x=1.txt",
        '"><script>alert(1)</script>.txt',
        "名" * 300 + ".txt",
        "{0.__class__}.txt",
    ],
)
def test_name_of_a_file_is_only_a_name(cast: Cast, name: str) -> None:
    client = signed_in(cast.lead)
    upload = SimpleUploadedFile(name, NOTICE.read_bytes())
    assert client.post("/notices/new/", {"unit": cast.office.pk, "file": upload}).status_code == 302
    kept = Notice.objects.get().source_name
    assert (len(kept) <= 200, "/" in kept, "\n" in kept) == (True, False, False)
    empty = SimpleUploadedFile(name, b"")
    assert client.post("/notices/new/", {"unit": cast.office.pk, "file": empty}).status_code == 422


DEADLINE = {"what": "表", "how": "weekly", "weekday": "2", "month_day": "1", "on": "2026-06-03"}


@pytest.mark.parametrize(
    "odd",
    [
        {"first_month": "0000-01"},
        {"first_month": "２０２６-06"},
        {"first_month": "2026-01", "last_month": "2099-01"},
        {"first_month": "9999-12"},
        {"first_month": "0001-01"},
        {"how": "daily", "first_month": "9999-12"},
        {"how": "monthly", "month_day": "0", "first_month": "2026-06"},
        {"how": "monthly", "month_day": "99999999999999999999", "first_month": "2026-06"},
        {"how": "once", "on": "0001-01-01"},
        {"how": "once", "on": "9999-12-31"},
        {"how": "once", "on": "2026-02-30"},
        {"how": "monthly", "month_day": "-1", "first_month": "2026-06", "at": "25:00"},
        {"first_month": "2026-06", "forms_due": ["99999999999999999999", "-1"]},
        {"first_month": "2026-06", "documents": "、" * 300},
    ],
)
def test_deadline_outside_the_calendar_is_refused(cast: Cast, odd: dict[str, str]) -> None:
    notice, client = import_sample(cast), signed_in(cast.lead)
    answer = client.post(f"/notices/{notice.pk}/deadlines/0/", {**DEADLINE, "revision": "0", **odd})
    assert answer.status_code in ({302} if "documents" in odd else {422})
    assert client.get(f"/notices/{notice.pk}/").status_code == 200
    assert client.get(f"/notices/{notice.pk}/issue/").status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1000-06-01"])
def test_period_outside_the_calendar_is_refused(cast: Cast, day: str) -> None:
    notice, client = import_sample(cast), signed_in(cast.lead)
    fields = {"name": "期间", "start": day, "end": "9999-12-31", "revision": "0"}
    assert client.post(f"/notices/{notice.pk}/periods/0/", fields).status_code == 422


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("6月3日前", "0000年6月3日前"),
        ("6月3日前", "0001年1月1日前"),
        ("6月3日前", "9999年12月31日前"),
        ("6月份每周三", "9999年12月份每日"),
        ("6月份每周三", "0000年每月底"),
        ("6月份每周三", "0001年1月每周一"),
        ("6月1日至6月30日", "0000年6月1日至9999年12月31日"),
        ("2026年5月25日", "9999年12月31日"),
        ("2026年5月25日", "0000年13月32日"),
        ("2026年5月25日", "0001年1月1日"),
    ],
)
def test_notice_with_years_outside_the_calendar(cast: Cast, old: str, new: str) -> None:
    text = NOTICE.read_text("utf-8").replace(old, new)
    client = signed_in(cast.lead)
    client.post("/notices/new/", {"unit": cast.office.pk, "text": text})
    notice = Notice.objects.get()
    for address in ("", "text/", "issue/", "deadlines/0/"):
        assert client.get(f"/notices/{notice.pk}/{address}").status_code == 200
    # A span of days that nobody can mean is no period, and has no page.
    assert client.get(f"/notices/{notice.pk}/periods/0/").status_code in {200, 404}
    assert client.post(f"/notices/{notice.pk}/past/", {"years": "30"}).status_code in {302, 409, 422}
    answer = client.post(
        f"/notices/{notice.pk}/issue/", {"units": [cast.town.pk], "revision": notice.revision}
    )
    assert answer.status_code in {302, 409, 422}
    assert client.get("/").status_code == 200
    assert signed_in(cast.clerk).get("/owed/").status_code == 200


@pytest.mark.parametrize("years", ["0", "-1", "31", "99999999999999999999", "9" * 5000, "abc", NUL, ""])
def test_years_to_shift_may_be_anything(cast: Cast, years: str) -> None:
    notice, client = import_sample(cast), signed_in(cast.lead)
    assert client.post(f"/notices/{notice.pk}/past/", {"years": years}).status_code == 302
    notice.refresh_from_db()
    assert notice.years_shifted == 0


@pytest.mark.parametrize(
    "number",
    [
        "-1",
        "1e9",
        "1_000_000_000_000",
        "+9999999999999",
        "9" * 20 + ".0",
        "9" * 6000,
        "9" * 6000 + ".0",
        NUL,
        "½",
        "一",
    ],
)
def test_count_beyond_nine_digits_is_refused(cast: Cast, number: str) -> None:
    answer = signed_in(cast.clerk).post("/records/new/lecture/", record_fields(cast, measure_events=number))
    assert (answer.status_code, ActivityRecord.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    "number", ["-1", "1e9", "NaN", "Infinity", "9" * 6000, "0." + "0" * 6000 + "1", "½", "²", "一", "1_0"]
)
def test_number_of_a_report_is_refused_at_its_blank(running: Running, number: str) -> None:
    fields = {"submit": "1", "revision": "0", "key": new_key(), "1.1": number, "1.2": "7"}
    answer = signed_in(running.cast.clerk).post(f"/reports/{running.town.pk}/{running.weeks[0].pk}/", fields)
    assert (answer.status_code, Report.objects.count()) == (422, 0)
    assert 'value="7"' in answer.content.decode()


def test_key_of_another_record_is_no_way_in(cast: Cast) -> None:
    first = keep_record(
        unit=cast.village,
        kind="lecture",
        title="村里的宣讲",
        held_on=date(2026, 6, 2),
        measures={"events": "1"},
        key=new_key(),
        by=cast.village_clerk,
    )
    answer = signed_in(cast.clerk).post("/records/new/lecture/", record_fields(cast, key=first.key))
    assert (answer.status_code, ActivityRecord.objects.count()) == (409, 1)


BODIES = [
    b"[" * 100_000,
    b'{"values":' * 20_000 + b"1" + b"}" * 20_000,
    b'{"values": {"3.1": "\\ud800\\u0000"}, "key": "\\ud800"}',
    b'{"values": {"1.1": "1"}, "key": "\\u0000", "revision": 0}',
    b'{"values": {"1.1": "1"}, "key": "k", "revision": ' + b"9" * 5000 + b"}",
    b'{"values": {"1.1": "1"}, "key": "k", "revision": 99999999999999999999}',
    b'{"values": {"1.1": "1"}, "key": "k", "revision": -1}',
    b'{"values": {"1.1": "1"}, "key": "", "revision": 0}',
    b'{"values": {"1.1": 1}, "key": "k"}',
    b'{"values": null}',
    b"\xff\xfe\x00",
    b"null",
    b"",
    b"NaN",
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_interface_answers_odd_bodies_with_a_problem(running: Running, body: bytes) -> None:
    address = f"/api/reports/{running.town.pk}/{running.weeks[0].pk}"
    answer = signed_in(running.cast.clerk).put(address, body, content_type="application/json")
    assert answer.status_code in {400, 409, 422}
    assert Report.objects.count() == 0


def test_interface_takes_only_its_own_key_shape(running: Running) -> None:
    address = f"/api/reports/{running.town.pk}/{running.weeks[0].pk}"
    body = json.dumps({"values": {"1.1": "1"}, "key": new_key()})
    client = signed_in(running.cast.clerk)
    first = client.put(address, body, content_type="application/json")
    again = client.put(address, body, content_type="application/json")
    assert (first.status_code, again.json()) == (200, first.json())


def test_ten_thousand_fields_are_refused_in_words(running: Running) -> None:
    address = f"/reports/{running.town.pk}/{running.weeks[0].pk}/"
    answer = signed_in(running.cast.clerk).post(address, {f"f{at}": "1" for at in range(10_000)})
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize(
    "charset", ["zlib", "unicode_escape", "utf-7", "undefined", "idna", "hex", "utf-16", "raw_unicode_escape"]
)
@pytest.mark.django_db
def test_form_in_another_encoding_is_refused(charset: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="username"\r\n\r\n\\ud800+2AA-\r\n--x--\r\n'
    for content_type in (
        f"multipart/form-data; boundary=x; charset={charset}",
        f"application/x-www-form-urlencoded; charset={charset}",
    ):
        assert Client().generic("POST", "/sign-in/", body, content_type).status_code == 400
        assert Client().get("/sign-in/?next=%5cud800", content_type=content_type).status_code in {200, 400}


def test_broken_utf8_in_a_field_is_kept_as_a_mark(cast: Cast) -> None:
    fields = "&".join(f"{name}={value}" for name, value in record_fields(cast).items())
    body = fields.encode() + b"&title=%ff%fe%ed%a0%80&place=\xff"
    answer = signed_in(cast.clerk).post(
        "/records/new/lecture/", body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 302
    assert set(ActivityRecord.objects.get().title) == {"\ufffd"}


@pytest.mark.parametrize(
    "cookie",
    [r'"\000\000\000\000\000\000\000\000"', "x" * 5000, "é" * 20, "../../../../etc/passwd", "' OR 1=1 --"],
)
@pytest.mark.django_db
def test_session_cookie_may_be_anything(cookie: str) -> None:
    answer = Client().get("/", headers={"cookie": f"sessionid={cookie}"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/")


@pytest.mark.parametrize(
    "type_",
    ["multipart/form-data", "multipart/form-data; boundary=" + "x" * 300, "text/xml", "application/json"],
)
@pytest.mark.django_db
def test_body_of_another_kind_is_refused(type_: str) -> None:
    assert Client().post("/sign-in/", b"\x00--x\r\n", content_type=type_).status_code in {200, 400}
