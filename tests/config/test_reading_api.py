"""POST /api/read: plans as the command line gives them, for people who are signed in, within limits."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pydantic import TypeAdapter

from anyue.audit.models import AuditEntry
from anyue.campaigns.models import Notice
from anyue.cli.main import main
from anyue.config.api.reading import PlanOut
from tests.cast import Cast
from tests.core.notice.samples import NAMES, SAMPLES
from tests.fixtures import signed_in

ADDRESS = "/api/read"
FORM, END = "multipart/form-data; boundary=x", b"--x--\r\n"
FIRE = (SAMPLES / "huoxiao-2024.txt").read_bytes()


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """What a throttle remembers must not outlive a test."""
    cache.clear()
    yield
    cache.clear()


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def part(head: str, data: bytes) -> bytes:
    """One part of a form, as it travels."""
    return b"--x\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + data + b"\r\n"


def send(client: Client, *files: SimpleUploadedFile, **fields: str) -> Any:  # noqa: ANN401  The test client's own response.
    return client.post(ADDRESS, {"files": list(files), **fields})


def problem(answer: Any) -> tuple[int, str]:  # noqa: ANN401  The test client's own response.
    assert answer["Content-Type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert (body["status"], bool(body["title"])) == (answer.status_code, True)
    return answer.status_code, body["code"]


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as member:
            for _ in range(300):
                member.write(b" " * 1024 * 1024)
    return out.getvalue()


def test_plan_is_the_one_of_the_command_line(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"{name}.txt" for name in NAMES[:3]]
    answer = send(signed_in(cast.clerk), *(upload(name, (SAMPLES / name).read_bytes()) for name in names))
    main(["read", "--json", *(str(SAMPLES / name) for name in names)])
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert json.loads(answer.content) == told


def test_several_files_make_one_plan_where_that_is_asked(cast: Cast) -> None:
    letter = "关于开展“安全生产月”活动的通知\n各镇：\n请于2026年6月5日前报送统计表（附件1）。\n"
    table = "附件1\n活动统计表\n一、开展宣讲（  ）场，参与（  ）人次。\n"

    def sent(**fields: str) -> list[dict[str, Any]]:
        files = upload("通知.txt", letter.encode()), upload("附件1.txt", table.encode())
        plans: list[dict[str, Any]] = json.loads(send(signed_in(cast.clerk), *files, **fields).content)
        return plans

    (plan,) = sent(together="true")
    assert (plan["files"], len(plan["indicators"])) == (["通知.txt", "附件1.txt"], 2)
    assert len(sent()) == 2


def test_plan_has_the_documented_shape(cast: Cast) -> None:
    plans = json.loads(send(signed_in(cast.clerk), upload("通知.txt", FIRE)).content)
    assert {*plans[0]} == {*PlanOut.model_fields}
    assert TypeAdapter(list[PlanOut]).validate_python(plans)


def test_schema_describes_the_endpoint(cast: Cast) -> None:
    schema: dict[str, Any] = json.loads(signed_in(cast.clerk).get("/api/openapi.json").content)
    described = schema["paths"][ADDRESS]["post"]
    assert {*described["responses"]} == {"200", "401", "403", "413", "422", "429"}
    assert "multipart/form-data" in described["requestBody"]["content"]
    parts = schema["components"]["schemas"]
    assert "due" in parts["Deadline"]["properties"]
    assert "deadlines" in parts["PlanOut"]["properties"]


def test_nothing_is_stored(cast: Cast, settings: Any, tmp_path: Path) -> None:  # noqa: ANN401  pytest-django's own.
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    before = AuditEntry.objects.count()
    large = FIRE + b"\n" * 8_000_000
    assert problem(send(signed_in(cast.clerk), upload("通知.txt", large)))[0] == 413
    assert send(signed_in(cast.clerk), upload("通知.txt", FIRE)).status_code == 200
    assert (Notice.objects.count(), AuditEntry.objects.count(), [*tmp_path.iterdir()]) == (0, before, [])


def test_stranger_is_refused_before_the_body_is_read(cast: Cast) -> None:  # noqa: ARG001  A database for the session.
    answer = send(Client(enforce_csrf_checks=True), upload("通知.txt", FIRE))
    assert problem(answer) == (401, "sign_in_missing")
    assert not hasattr(answer.wsgi_request, "_files")


def test_token_is_asked_for(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert problem(send(client, upload("通知.txt", FIRE))) == (403, "token_missing")
    client.cookies["csrftoken"] = "a" * 32
    headers = {"X-CSRFToken": "a" * 32}
    assert client.post(ADDRESS, {"files": upload("通知.txt", FIRE)}, headers=headers).status_code == 200


def test_too_many_requests_of_one_person_hinder_nobody_else(cast: Cast) -> None:
    clerk, sibling = signed_in(cast.clerk), signed_in(cast.sibling)
    answers = [send(clerk, upload("a.txt", b"")) for _ in range(31)]
    assert {answer.status_code for answer in answers[:30]} == {422}
    assert problem(answers[30]) == (429, "too_many_requests")
    assert int(answers[30]["Retry-After"]) > 0
    assert send(sibling, upload("通知.txt", FIRE)).status_code == 200


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "file_empty"),
        ("a.txt", "今天天气很好。".encode(), "no_plan"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "file_unknown"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 50, "file_damaged"),
        ("a.txt", "机密\n".encode() + FIRE, "notice_marked"),
    ],
)
def test_file_that_cannot_be_read_is_a_problem(cast: Cast, name: str, data: bytes, code: str) -> None:
    assert problem(send(signed_in(cast.clerk), upload(name, data))) == (422, code)


def test_one_bad_file_among_good_ones_is_the_answer(cast: Cast) -> None:
    answer = send(signed_in(cast.clerk), upload("a.txt", FIRE), upload("坏.txt", b""))
    assert problem(answer) == (422, "file_empty")
    assert "坏.txt" in json.loads(answer.content)["title"]


def test_zip_bomb_is_refused(cast: Cast) -> None:
    assert problem(send(signed_in(cast.clerk), upload("a.docx", bomb()))) == (413, "file_swells")


def test_more_than_the_limit_is_refused_unread(cast: Cast, settings: Any) -> None:  # noqa: ANN401  pytest-django's own.
    settings.ANYUE_UPLOAD_MEGABYTES = 1
    answer = send(signed_in(cast.clerk), upload("a.txt", b"a" * 1_100_000))
    assert problem(answer) == (413, "upload_too_large")
    assert not hasattr(answer.wsgi_request, "_files")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b'{"files": []}'),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b"--x\r\nno head\r\n--x--\r\n"),
        ("text/plain", FIRE),
        (FORM, part('name="files"; filename="a.txt"', FIRE) + part('name="together"', b"perhaps") + END),
        (FORM, part('name="files"', b"not a file") + END),
        ("application/octet-stream", b"\0" * 1000),
    ],
)
def test_wrong_request_is_a_problem(cast: Cast, content_type: str, body: bytes) -> None:
    answer = signed_in(cast.clerk).post(ADDRESS, body, content_type=content_type)
    assert problem(answer) == (422, "request_unreadable")


def test_hundreds_of_files_are_a_problem(cast: Cast) -> None:
    files = [upload(f"{at}.txt", b"a") for at in range(300)]
    assert problem(send(signed_in(cast.clerk), *files)) == (422, "request_unreadable")


@pytest.mark.parametrize(
    "name", ["a\0b.txt", "../../a.txt", "a\r\nX-Evil: 1.txt", "\udcff.txt", "名" * 3000, ".txt"]
)
def test_odd_names_are_only_names(cast: Cast, name: str) -> None:
    told = name.encode(errors="surrogateescape").replace(b"\r\n", b"%0D%0A")
    body = part('name="files"; filename="NAME"', FIRE).replace(b"NAME", told, 1) + END
    answer = signed_in(cast.clerk).post(ADDRESS, body, content_type=FORM)
    if answer.status_code == 200:
        (plan,) = json.loads(answer.content)
        assert {"\0", "/", "\n"} & {*plan["source"]} == set()
    else:
        # Django lets go of a part whose head it can't read.
        assert problem(answer) == (422, "request_unreadable")


def test_reading_is_asked_for_by_post_alone(cast: Cast) -> None:
    assert signed_in(cast.clerk).get(ADDRESS).status_code == 405
