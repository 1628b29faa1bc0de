"""No name splits a header, no stranger names the host, no address leads away from here."""

import re
from collections.abc import Iterator
from email.message import Message
from typing import Any
from urllib.parse import parse_qs, quote, urljoin, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from anyue.accounts.models import User
from anyue.campaigns.models import Campaign, CampaignForm, Notice, NoticeFile
from anyue.orgs.models import Unit
from tests.cast import NOTICE, PASSWORD, Running
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db
NAMES = [
    'a"; filename=evil.exe; x="',
    "a\r\nX-Evil: 1\r\n\r\n<script>",
    "a\nSet-Cookie: x=1",
    "a\\",
    "a%0d%0aX-Evil: 1",
    "名\u2028\u0085X-Evil: 1",
    "../../名",
]
SPLITTING = re.compile(r"[\r\n\0]")


def downloads(running: Running) -> Iterator[tuple[User, str]]:
    """What goes out under the name of somebody's writing, with somebody who may have it."""
    cast, root, form = running.cast, running.root.pk, running.table.pk
    for suffix in ("docx", "xlsx"):
        yield cast.lead, f"/totals/{root}/{form}/table.{suffix}"
        yield cast.clerk, f"/reports/{running.town.pk}/{running.weeks[0].pk}/table.{suffix}"
    yield cast.lead, f"/totals/{root}/{form}/table.xlsx?rows=units"
    yield cast.lead, f"/assignments/{root}/table.xlsx"
    yield cast.lead, f"/notices/{running.notice.pk}/files/0/"
    yield cast.lead, f"/units/export/?under={cast.area.pk}"
    yield cast.clerk, "/records/export.xlsx"
    yield cast.clerk, "/records/template.xlsx"


def fetched(user: User, address: str) -> HttpResponseBase:
    answer: HttpResponseBase = signed_in(user).get(address)
    # Read to its end, a file is closed.
    assert answer.getvalue()
    return answer


def parameters(answer: HttpResponseBase) -> list[tuple[str, str]]:
    """What a browser takes the header of a file's name for."""
    message = Message()
    message["content-disposition"] = answer["Content-Disposition"]
    return message.get_params([], "content-disposition")


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_download_leaves_its_place(running: Running, name: str) -> None:
    addresses = list(downloads(running))
    plain = {address: set(fetched(user, address).headers) for user, address in addresses}
    Unit.objects.update(name=name)
    for table in (Campaign, CampaignForm):
        table.objects.update(title=name)
    NoticeFile.objects.update(name=name)
    Notice.objects.update(source_name=name)
    for user, address in addresses:
        answer = fetched(user, address)
        assert (answer.status_code, set(answer.headers)) == (200, plain[address]), address
        assert not any(SPLITTING.search(value) for value in answer.headers.values()), address
        (kind, _), *named = parameters(answer)
        assert (kind, [key for key, _ in named]) == ("attachment", ["filename"]), (address, named)


@pytest.mark.parametrize("name", NAMES)
def test_no_title_or_name_typed_adds_a_header(running: Running, name: str) -> None:
    """Messages are kept in a cookie, and where one is led to is a header."""
    client = signed_in(running.cast.lead)
    text = NOTICE.read_text("utf-8").replace("人人会避险", name)
    upload = SimpleUploadedFile(f"{name}.txt", text.encode())
    for address, fields in (
        ("/notices/new/", {"unit": running.cast.office.pk, "file": upload}),
        ("/tokens/", {"membership": running.cast.lead.memberships.get().pk, "name": name}),
        ("/display/theme/", {"theme": name, "next": f"/?x={name}"}),
    ):
        answer = client.post(address, fields)
        lines = [*answer.headers.values(), *(one.OutputString() for one in answer.cookies.values())]
        assert not any(SPLITTING.search(line) for line in lines)
        assert "X-Evil" not in answer.headers
        assert "x" not in answer.cookies


@pytest.mark.parametrize("disposition", ['a"; name="unit', "a%0d%0aX-Evil: 1.txt", "a\\.txt"])
def test_the_name_of_a_file_is_no_field_of_its_form(running: Running, disposition: str) -> None:
    body = (
        f'--b\r\nContent-Disposition: form-data; name="files"; filename="{disposition}"\r\n\r\nx\r\n--b--\r\n'
    )
    kind = MULTIPART_CONTENT.split(";")[0] + "; boundary=b"
    answer = signed_in(running.cast.lead).post("/notices/new/", body.encode(), content_type=kind)
    assert (answer.status_code, "X-Evil" in answer.headers) == (422, False)


@pytest.mark.parametrize("header", ["host", "x-forwarded-host", "x-host", "forwarded", "x-original-url"])
@pytest.mark.parametrize(
    "value", ["evil.example", "localhost:80@evil.example", "localhost.evil.example", "host=evil.example"]
)
def test_no_stranger_says_where_we_are(running: Running, header: str, value: str) -> None:
    client = signed_in(running.cast.lead)
    for one, address in (
        (client, "/"),
        (client, "/owed/calendar/"),
        (Client(), "/notices/"),
        (client, "/api/owed"),
    ):
        answer = one.get(address, headers={header: value})
        assert answer.status_code == 400 or header != "host"
        assert "evil.example" not in answer.content.decode() + str(answer.headers)


AWAY = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "https:evil.example",
    "https:/evil.example",
    "HTTPS://evil.example",
    "http://localhost@evil.example",
    "http://testserver.evil.example/",
    "/%0d%0aLocation:%20https://evil.example",
    "/\r\nLocation: https://evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "%2f%2fevil.example",
    " https://evil.example",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
]


def location(answer: HttpResponseBase) -> str:
    """Where an answer leads, to a browser or to htmx."""
    return answer.headers.get("Location") or answer.headers.get("HX-Redirect", "")


def leads_to(address: str, here: str) -> str:
    """The host that a browser would go to; it takes tabs and line ends out, and a backslash for a slash."""
    there = re.sub(r"[\t\r\n]", "", address.strip()).replace("\\", "/")
    whole = urlsplit(urljoin(f"http://testserver{here}", there))
    return f"{whole.scheme}://{whole.netloc}"


@pytest.mark.parametrize("address", AWAY)
def test_no_page_leads_away(running: Running, address: str) -> None:
    cast = running.cast
    sign_in = {"username": cast.clerk.account, "password": PASSWORD}
    new = {"present": PASSWORD, "password": "another-2026-pass", "again": "another-2026-pass"}
    asked: list[tuple[str, Any]] = [
        ("/sign-in/", Client().post("/sign-in/", {**sign_in, "next": address})),
        ("/sign-in/", Client().post(f"/sign-in/?next={quote(address, safe='')}", sign_in)),
        ("/sign-in/", signed_in(cast.lead).get(f"/sign-in/?next={quote(address, safe='')}")),
        ("/display/theme/", Client().post("/display/theme/", {"theme": "dark", "next": address})),
        ("/display/type/", signed_in(cast.lead).post("/display/type/", {"type": "large", "next": address})),
        ("/sign-out/", signed_in(cast.lead).post("/sign-out/", {"next": address})),
        ("/account/password/", signed_in(cast.lead).post("/account/password/", {**new, "next": address})),
        ("/owed/", Client().get("/owed/", headers={"hx-request": "true", "hx-current-url": address.strip()})),
        ("/owed/", Client().post("/owed/", headers={"referer": quote(address, safe=":/\\%")})),
    ]
    led = [(here, there) for here, answer in asked if (there := location(answer))]
    assert len(led) >= 8, [here for here, _ in led]
    for here, there in led:
        assert not SPLITTING.search(there)
        assert leads_to(there, here) == "http://testserver", (here, there)
        # What the sign-in is told to lead back to stays here just as well.
        for back in parse_qs(urlsplit(there).query).get("next", []):
            assert leads_to(back, "/sign-in/") == "http://testserver", (here, back)
