"""A hostile crowd before the sign-in, and what browsers are told to do with our pages."""

import pytest
from django.test import Client

from anyue.accounts.models import Session
from anyue.audit.models import AuditEntry
from tests.cast import PASSWORD, Cast, Running, import_sample, new_key
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db
SIGN_IN = "/sign-in/"


def test_five_wrong_passwords_lock_an_account_whether_it_exists_or_not(cast: Cast) -> None:
    told = {}
    for account in (cast.clerk.account, "nobody"):
        client = Client()
        tries = [client.post(SIGN_IN, {"username": account, "password": f"wrong{at}"}) for at in range(6)]
        texts = [answer.content.decode().replace(account, "…") for answer in tries]
        told[account] = [
            (answer.status_code, "账号或密码不正确" in text, "锁定" in text)
            for answer, text in zip(tries, texts, strict=True)
        ]
    assert told["nobody"] == told[cast.clerk.account]
    assert [status for status, _, _ in told["nobody"]] == [200, 200, 200, 200, 429, 429]
    right = Client().post(SIGN_IN, {"username": cast.clerk.account, "password": PASSWORD})
    assert (right.status_code, AuditEntry.objects.filter(action="sign_in", result="done").count()) == (429, 0)


def test_wrong_passwords_of_one_account_lock_no_other(cast: Cast) -> None:
    for at in range(6):
        Client().post(SIGN_IN, {"username": cast.clerk.account, "password": f"wrong{at}"})
    answer = Client().post(SIGN_IN, {"username": cast.sibling.account, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_signing_in_as_oneself_does_not_start_the_count_of_another_anew(cast: Cast) -> None:
    for at in range(4):
        Client().post(SIGN_IN, {"username": cast.clerk.account, "password": f"wrong{at}"})
    Client().post(SIGN_IN, {"username": cast.sibling.account, "password": PASSWORD})
    answer = Client().post(SIGN_IN, {"username": cast.clerk.account, "password": "wrong again"})
    assert answer.status_code == 429


@pytest.mark.parametrize("other", [" {} ", "{}\u3000", "{}\t"])
def test_spaces_around_an_account_do_not_start_the_count_anew(cast: Cast, other: str) -> None:
    names = [cast.clerk.account, other.format(cast.clerk.account)] * 3
    answers = [Client().post(SIGN_IN, {"username": name, "password": "wrong"}) for name in names]
    assert [answer.status_code for answer in answers][-2:] == [429, 429]


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-real-ip", "forwarded"])
def test_a_made_up_address_does_not_start_the_count_anew(cast: Cast, header: str) -> None:
    fields = {"username": cast.clerk.account, "password": "wrong"}
    answers = [Client().post(SIGN_IN, fields, headers={header: f"203.0.113.{at}"}) for at in range(6)]
    assert answers[-1].status_code == 429


def test_odd_input_at_the_sign_in_is_answered(cast: Cast) -> None:
    for username in ("\0", "a" * 5000, "'; DROP TABLE", "\u202e", ""):
        answer = Client().post(SIGN_IN + "?next=%00&x=%00", {"username": username, "password": "x\0" * 9})
        assert answer.status_code == 200
    assert cast.clerk.sessions.count() == 0


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        r"\\evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\0/",
        "http:///evil.example",
    ],
)
def test_signing_in_leads_nowhere_outside(cast: Cast, address: str) -> None:
    fields = {"username": cast.clerk.account, "password": PASSWORD, "next": address}
    assert Client().post(SIGN_IN, fields)["Location"] == "/"
    for switch in ("/display/theme/", "/display/type/"):
        assert Client().post(switch, {"theme": "dark", "next": address})["Location"] == "/"
    assert signed_in(cast.clerk).post("/sign-out/", {"next": address})["Location"] == SIGN_IN


def test_a_session_given_from_outside_is_not_taken_over(cast: Cast) -> None:
    client = Client()
    client.get(SIGN_IN)
    session = client.session
    session["mark"] = "attacker"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = str(before)
    client.post(SIGN_IN, {"username": cast.clerk.account, "password": PASSWORD})
    after = client.cookies["sessionid"].value
    assert after != before
    assert not Session.objects.filter(session_key=before).exists()


def test_a_session_ends_with_signing_out(cast: Cast) -> None:
    client = signed_in(cast.clerk)
    key = client.cookies["sessionid"].value
    client.post("/sign-out/")
    other = Client()
    other.cookies["sessionid"] = key
    assert other.get("/").status_code == 302


def posts(running: Running, other: int) -> list[str]:
    town, week = running.town.pk, running.weeks[0].pk
    return [
        SIGN_IN,
        "/sign-out/",
        "/display/theme/",
        "/display/type/",
        "/messages/",
        "/notices/new/",
        f"/notices/{other}/header/0/",
        f"/notices/{other}/act/",
        f"/notices/{other}/past/",
        f"/notices/{other}/issue/",
        f"/participations/{town}/acknowledge/",
        f"/participations/{town}/relay/",
        "/records/new/lecture/",
        "/records/1/change/",
        "/records/1/cancel/",
        f"/reports/{town}/{week}/",
        f"/reports/{town}/{week}/take-back/",
        "/review/1/approve/",
        "/review/1/return/",
    ]


def test_every_form_asks_for_its_token(running: Running, cast: Cast) -> None:
    lead = Client(enforce_csrf_checks=True)
    lead.force_login(cast.lead, backend="django.contrib.auth.backends.ModelBackend")
    before = AuditEntry.objects.filter(result="done").count()
    for address in posts(running, import_sample(cast).pk):
        assert lead.post(address, {"revision": "0"}).status_code == 403, address
    body = '{"values": {}, "key": "' + new_key() + '"}'
    api = f"/api/reports/{running.root.pk}/{running.weeks[0].pk}"
    assert lead.put(api, body, content_type="application/json").status_code == 403
    assert AuditEntry.objects.filter(result="done").count() == before + 1


def test_what_changes_something_is_not_done_by_a_link(running: Running, cast: Cast) -> None:
    client, notice = signed_in(cast.lead), import_sample(cast)
    before = AuditEntry.objects.count()
    for address in posts(running, notice.pk):
        client.get(address)
        client.head(address)
    assert AuditEntry.objects.count() == before
    assert client.get("/").status_code == 200


def test_no_page_of_a_person_is_kept_by_the_browser(running: Running) -> None:
    client, root = signed_in(running.cast.lead), running.root.pk
    for address in (
        "/",
        "/messages/",
        f"/overview/{root}/",
        f"/totals/{root}/{running.table.pk}/",
        f"/totals/{root}/{running.table.pk}/table.xlsx",
        "/api/owed",
        "/nowhere/",
    ):
        told = client.get(address)["Cache-Control"]
        assert {"no-store", "private"} <= set(told.split(", ")), address


def test_every_answer_carries_the_rules_for_browsers(running: Running) -> None:
    client = signed_in(running.cast.lead)
    for address in (SIGN_IN, "/", "/nowhere/", f"/totals/{running.root.pk}/{running.table.pk}/table.docx"):
        answer = client.get(address)
        policy = answer["Content-Security-Policy"]
        assert ("default-src 'self'" in policy, "unsafe" in policy) == (True, False), address
        assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")
        assert answer["Referrer-Policy"] == "same-origin"
    fields = {"username": running.cast.clerk.account, "password": PASSWORD}
    cookie = Client().post(SIGN_IN, fields).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "[", "a b"]
)
def test_another_host_is_refused(host: str) -> None:
    assert Client().get(SIGN_IN, headers={"host": host}).status_code == 400


def test_a_huge_form_is_refused_before_anybody_has_signed_in(cast: Cast) -> None:
    body = b"username=a&password=" + b"x" * 4_000_000
    form = "application/x-www-form-urlencoded"
    assert Client().post(SIGN_IN, body, content_type=form).status_code == 400
    assert Client().post("/notices/new/", body, content_type=form).status_code == 302
    assert (
        signed_in(cast.clerk).put("/api/reports/1/1", body, content_type="application/json").status_code
        == 400
    )


def test_fifty_megabytes_of_pasted_text_get_a_message_at_the_field(cast: Cast) -> None:
    answer = signed_in(cast.lead).post("/notices/new/", {"unit": cast.office.pk, "text": "a" * 50_000_000})
    assert (answer.status_code, "超过 5 MB 的上限" in answer.content.decode()) == (422, True)
