import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from anyue.cli.desk.server import DeskServer
from anyue.core.forms.office.archive import Archive
from anyue.core.forms.office.word import read_word
from tests.core.collect.tables import PLAIN, UNITS, typed, word_table


@pytest.fixture
def desk() -> Iterator[DeskServer]:
    with DeskServer() as server:
        thread = threading.Thread(target=server.serve)
        thread.start()
        yield server
        server.stop()
        thread.join()


def ask(url: str, data: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    request = urllib.request.Request(url, data, headers)  # noqa: S310  The address is the server's own.
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  The same.
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def put(desk: DeskServer, kind: str, name: str, data: bytes) -> tuple[int, dict[str, Any]]:
    status, told = ask(f"{desk.address}{kind}?name={quote(name)}", data)
    return status, json.loads(told)


def test_a_folder_is_added_up_and_handed_out(desk: DeskServer) -> None:
    assert put(desk, "form", "附件2.docx", word_table())[1]["blanks"] == 11
    assert put(desk, "units", "名单.txt", "\n".join(UNITS).encode())[1] == {"units": 6}
    put(desk, "returned", "返回/青岩镇.docx", typed(PLAIN))
    put(desk, "returned", "返回/~$青岩镇.docx", b"lock")
    assert put(desk, "returned", "返回/乡镇/沙坪镇.docx", typed(PLAIN, unit="沙坪镇"))[1] == {"files": 2}
    status, told = put(desk, "run", "", b"")
    assert status == 200
    assert (told["received"], told["counted"]) == (2, 2)
    assert told["missing"] == list(UNITS[2:])
    assert len(told["messages"]) == 4
    status, total = ask(desk.address + "out/" + quote(told["outputs"][0]))
    assert status == 200
    assert read_word(Archive(total)).rows[1][1].startswith("组织宣讲（6）场")


def test_a_file_given_twice_takes_no_other_files_place(desk: DeskServer) -> None:
    put(desk, "form", "附件2.docx", word_table())
    for name, unit in (
        ("一.docx", "青岩镇"),
        ("二.docx", "沙坪镇"),
        ("一.docx", "青岩镇"),
        ("三.docx", "白水镇"),
    ):
        put(desk, "returned", name, typed(PLAIN, unit=unit))
    told = put(desk, "run", "", b"")[1]
    assert (told["received"], told["counted"], told["problems"]) == (3, 3, [])


def test_an_address_of_other_letters_is_answered(desk: DeskServer) -> None:
    root = desk.address.rsplit("/", 2)[0]
    for path in ("/%E9/", "//[/", "/x"):
        assert ask(root + path)[0] == 404
    with socket.create_connection(("127.0.0.1", int(root.rpartition(":")[2]))) as raw:
        raw.sendall(
            f"GET /\u00e9/ HTTP/1.1\r\nHost: {root.removeprefix('http://')}\r\n\r\n".encode("latin-1")
        )
        assert b" 404 " in raw.recv(100)


@pytest.mark.skipif(sys.platform == "win32", reason="These signals are those of other systems.")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_closing_the_window_leaves_no_file_behind(tmp_path: Path, number: int) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "BROWSER": "true"}
    with subprocess.Popen(
        [sys.executable, "-m", "anyue.cli.main"], env=environment, stdout=subprocess.PIPE, text=True
    ) as page:
        assert page.stdout is not None
        assert "http://127.0.0.1:" in page.stdout.readline()
        assert list(tmp_path.iterdir())
        page.send_signal(number)
        assert page.wait(60) == 0
    assert not list(tmp_path.iterdir())


def test_the_one_folder_that_was_given_is_not_named(desk: DeskServer) -> None:
    put(desk, "form", "附件2.docx", word_table())
    put(desk, "units", "名单.txt", "\n".join(UNITS).encode())
    put(desk, "returned", "返回/乡镇/沙坪镇.docx", b"cut off")
    put(desk, "returned", "返回/青岩镇.docx", typed(["待统计", *PLAIN[1:]]))
    told = put(desk, "run", "", b"")[1]
    assert [(one["file"], one["unit"]) for one in told["left_out"]] == [("乡镇/沙坪镇.docx", "沙坪镇")]
    assert [one["file"] for one in told["problems"]] == ["青岩镇.docx"]
    messages = {one["unit"]: one["text"] for one in told["messages"]}
    assert "（文件“沙坪镇.docx”）" in messages["沙坪镇"]


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("form", b"not an office file", "没有读到"),
        ("units", b"1\n2", "没有读到单位名称"),
        ("run", b"", "还没有给空白表"),
    ],
)
def test_what_is_wrong_is_said_in_words(desk: DeskServer, kind: str, data: bytes, words: str) -> None:
    status, told = put(desk, kind, "a.txt", data)
    assert status == 422
    assert words in told["problem"]


def test_nobody_without_the_address_sees_anything(desk: DeskServer) -> None:
    root = desk.address[: desk.address.index("/", 8)]
    for path in ("/", "/page.html", "/x/", "/" + "a" * 32 + "/", "//", "/../../etc/passwd"):
        assert ask(root + path)[0] == 404
    for path in ("../work.py", "%2e%2e/server.py", "out/../../x", "page.html/..", "server.py"):
        assert ask(desk.address + path)[0] == 404


def test_another_site_s_page_can_t_reach_it(desk: DeskServer) -> None:
    assert ask(desk.address)[0] == 200
    assert ask(desk.address, Host="evil.example")[0] == 404
    assert ask(desk.address + "run", b"", Origin="http://evil.example")[0] == 404


def test_a_huge_file_is_refused_unread(desk: DeskServer) -> None:
    status, told = ask(desk.address + "returned?name=a", b"", **{"Content-Length": str(10**10)})
    assert status == 422
    assert "超过" in json.loads(told)["problem"]


def test_closing_leaves_no_file_behind() -> None:
    server = DeskServer()
    with server:
        folder = server.do(lambda work: {"folder": work.take_returned("a.docx", b"x") and str(work.folder)})[
            "folder"
        ]
        assert list(Path(folder).iterdir())
    assert not Path(folder).exists()
