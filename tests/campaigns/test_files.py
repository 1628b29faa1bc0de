"""The files of a notice: kept as they came, for who may see it; nothing of a secret one reaches the disk."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from docx import Document

from anyue.accounts.models import User
from anyue.audit.models import AuditEntry
from anyue.campaigns.actions import import_notice
from anyue.campaigns.files import Upload, free_name, keep_files
from anyue.campaigns.models import Notice, NoticeFile
from tests.cast import NOTICE, Cast, Running, import_sample, new_key
from tests.fixtures import signed_in

IMPORT = reverse("campaigns:import")
SECRET = "只有机密文件才有的一句话7788"


def on_disk() -> list[bytes]:
    """The content of every file that the program keeps, its database apart."""
    folder = Path(settings.MEDIA_ROOT)
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


def database() -> bytes:
    """The bytes of the database and its journal, where it is a file."""
    name = str(settings.DATABASES["default"]["NAME"])
    return b"".join(Path(name + end).read_bytes() for end in ("", "-wal") if Path(name + end).exists())


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]


def sent(cast: Cast, **fields: object) -> Any:  # noqa: ANN401  The test client's own answer.
    return signed_in(cast.lead).post(IMPORT, {"unit": cast.office.pk, **fields})


def fetched(user: User, notice: Notice, position: int = 0) -> tuple[Any, bytes]:
    """The answer to who asks for a file of a notice, with what it holds."""
    answer: Any = signed_in(user).get(reverse("campaigns:file", args=[notice.pk, position]))
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


def status(user: User, notice: Notice, position: int = 0) -> int:
    return int(fetched(user, notice, position)[0].status_code)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_file_is_kept_as_it_was_sent(cast: Cast) -> None:
    data = NOTICE.read_text("utf-8").encode("gb18030")
    assert sent(cast, file=upload("通知（正式）.txt", data)).status_code == 302
    [file] = NoticeFile.objects.all()
    assert (file.name, file.size, file.sha256) == (
        "通知（正式）.txt",
        len(data),
        hashlib.sha256(data).hexdigest(),
    )
    assert on_disk() == [data]
    assert "通知" not in str(file.content.name)


def test_pasted_text_is_kept_too(cast: Cast) -> None:
    sent(cast, text=NOTICE.read_text("utf-8"))
    assert [file.name for file in NoticeFile.objects.all()] == ["粘贴的通知.txt"]


def test_file_is_given_to_be_kept_and_never_to_be_run(cast: Cast) -> None:
    page = "<!doctype html><title>通知</title><script>alert(1)</script>" + NOTICE.read_text("utf-8")
    notice = import_notice(unit=cast.office, files=[Upload("通知.txt", page.encode())], by=cast.lead)
    answer, held = fetched(cast.lead, notice)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    assert held == page.encode()


def test_only_who_sees_the_notice_gets_its_file(running: Running) -> None:
    cast = running.cast
    people = (cast.lead, cast.reviewer, cast.clerk, cast.village_clerk, cast.outsider)
    assert [status(user, running.notice) for user in people] == [200, 200, 200, 200, 404]
    assert status(cast.lead, running.notice, 7) == 404
    assert status(cast.clerk, import_sample(cast)) == 404


@pytest.mark.parametrize("marking", ["秘密", "机密★5年", "绝密", "内部", "工作秘密"])
def test_nothing_of_a_marked_document_is_stored(cast: Cast, marking: str) -> None:
    text = f"{marking}\n{NOTICE.read_text('utf-8')}\n{SECRET}\n"
    for fields in ({"file": upload("通知.txt", text.encode())}, {"text": text}):
        answer = sent(cast, **fields, key=new_key())
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "不能存入本系统" in page
        assert SECRET not in page
        assert 'data-draft-clear="import-notice"' in page
    assert (Notice.objects.count(), NoticeFile.objects.count(), on_disk()) == (0, 0, [])
    assert SECRET.encode() not in database()


def test_marked_blank_form_is_not_stored_either(cast: Cast) -> None:
    notice = import_sample(cast)
    kept = on_disk()
    data = f"机密\n附件1\n活动统计表\n{SECRET}\n".encode()
    answer = signed_in(cast.lead).post(
        reverse("campaigns:replace-form", args=[notice.pk, 0]),
        {"file": upload("表.txt", data), "revision": 0},
    )
    assert answer.status_code == 422
    assert (on_disk(), Notice.objects.get().revision) == (kept, 0)


def test_two_taps_make_one_draft(cast: Cast) -> None:
    key = new_key()
    first, second = (sent(cast, text=NOTICE.read_text("utf-8"), key=key) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert (Notice.objects.count(), len(on_disk())) == (1, 1)
    assert AuditEntry.objects.filter(action="import_notice").count() == 1


def test_page_used_by_another_unit_is_told_so(cast: Cast) -> None:
    key = new_key()
    sent(cast, text=NOTICE.read_text("utf-8"), key=key)
    other = signed_in(cast.outsider).post(
        IMPORT, {"unit": cast.far_office.pk, "text": NOTICE.read_text("utf-8"), "key": key}
    )
    assert other.status_code == 422
    assert "已经用来导入过一份通知" in other.content.decode()
    assert len(on_disk()) == 1


def test_name_of_a_file_is_words_and_nothing_else(cast: Cast) -> None:
    name = "\"'><img src=x onerror=alert(1)>.txt"
    sent(cast, file=upload(name, NOTICE.read_bytes()))
    notice = Notice.objects.get()
    client = signed_in(cast.lead)
    for address in (reverse("campaigns:review", args=[notice.pk]), reverse("campaigns:notices")):
        assert "<img src=x" not in client.get(address).content.decode()
    answer, _ = fetched(cast.lead, notice)
    assert answer["Content-Disposition"].startswith("attachment; filename")
    wrong = sent(cast, file=upload("<b>坏.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9))
    assert "<b>坏" not in wrong.content.decode()


def test_no_file_is_left_over_where_the_notice_is_not_kept(cast: Cast) -> None:
    notice = import_sample(cast)
    before = on_disk()
    taken = Upload("一.txt", b"1")
    with pytest.raises(IntegrityError), transaction.atomic():
        _keep_and_fail(notice, taken, cast)
    assert on_disk() == before


def _keep_and_fail(notice: Notice, file: Upload, cast: Cast) -> None:
    with keep_files() as keep:
        keep(notice, file, cast.lead)
        raise IntegrityError


def test_second_file_of_a_name_gets_a_name_of_its_own(cast: Cast) -> None:
    notice = import_sample(cast)
    assert free_name(notice, "通知.txt") == "通知（2）.txt"
    assert free_name(notice, "表.docx") == "表.docx"
    assert free_name(notice, "甲" * 300) == "甲" * 180


def blank_form() -> bytes:
    document = Document()
    document.add_paragraph("附件2")
    document.add_paragraph("活动统计表")
    table = document.add_table(rows=3, cols=2)
    lines = (
        ("活动内容", "开展情况"),
        ("宣讲", "开展宣讲（ ）场，参与（ ）人次"),
        ("演练", "组织演练（ ）次"),
    )
    for row, texts in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def test_blank_form_takes_the_place_of_one_read_from_text(cast: Cast) -> None:
    notice = import_sample(cast)
    plan = notice.read_plan()
    at = next(at for at, form in enumerate(plan.forms) if form.kind == "statistics")
    client = signed_in(cast.lead)
    address = reverse("campaigns:replace-form", args=[notice.pk, at])
    assert client.get(address).status_code == 200
    data = blank_form()
    assert client.post(address, {"file": upload("统计表.docx", data), "revision": 0}).status_code == 302
    notice = Notice.objects.get()
    form = notice.read_plan().forms[at]
    assert [one.label for one in form.indicators] == ["开展宣讲（ ）场", "参与（ ）人次", "组织演练（ ）次"]
    assert (form.span, form.number) == (plan.forms[at].span, plan.forms[at].number)
    assert [deadline.forms for deadline in notice.read_plan().deadlines] == [
        one.forms for one in plan.deadlines
    ]
    assert data in on_disk()
    client.post(reverse("campaigns:act", args=[notice.pk]), {"restore": f"forms-{at}", "revision": 1})
    assert Notice.objects.get().plan == notice.plan_read


def test_file_without_a_form_is_told(cast: Cast) -> None:
    notice = import_sample(cast)
    answer = signed_in(cast.lead).post(
        reverse("campaigns:replace-form", args=[notice.pk, 0]),
        {"file": upload("信.txt", "今天天气很好，适合散步。".encode()), "revision": 0},
    )
    assert answer.status_code == 422
    assert "“信.txt”里没有读到表格" in answer.content.decode()
    assert len(on_disk()) == 1


def test_notice_of_several_files_becomes_one_plan(cast: Cast) -> None:
    text = NOTICE.read_text("utf-8")
    at = text.index("附件1\n") if "附件1\n" in text else text.index("\n附件") + 1
    files = [upload("通知.txt", text[:at].encode()), upload("附件.txt", text[at:].encode())]
    assert sent(cast, file=files).status_code == 302
    notice = Notice.objects.get()
    assert [file.name for file in notice.files.all()] == ["通知.txt", "附件.txt"]
    plan = notice.read_plan()
    assert (plan.theme, len(plan.activities), len(plan.forms)) == ("人人会避险", 2, 2)
