"""What is left when a run over a large folder is broken off, and what it shows meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from anyue.cli.collect.out import write_files
from tests.cli.terminal import COMMAND, ROOT, on_terminal
from tests.core.collect.tables import PLAIN, typed, word_table

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to processes.")

# More than can be read before a signal comes, even on a machine that is busy with other things.
_MANY, _SOME = 6000, 70
_SECONDS = 60


def office(folder: Path, count: int) -> Path:
    """A blank form, that many returned files, and the output of an earlier run."""
    (folder / "附件2.docx").write_bytes(word_table())
    (folder / "返回").mkdir()
    first = folder / "返回" / "单位0.docx"
    first.write_bytes(typed(PLAIN, unit=""))
    for n in range(1, count):
        os.link(first, first.with_name(f"单位{n}.docx"))
    (folder / "名单.txt").write_text("\n".join(f"单位{n}" for n in range(count)), "utf-8")
    for name in ("汇总.docx", "汇总-明细.xlsx", "汇总-通知单位.txt"):
        (folder / name).write_bytes(b"of an earlier run")
    return folder


def arguments(folder: Path) -> list[str]:
    names = ("附件2.docx", "返回", "--units", "名单.txt", "-o", "汇总.docx")
    return ["collect", *(name if name.startswith("-") else str(folder / name) for name in names)]


@contextmanager
def reading(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A run that is in the midst of reading, in a group of its own, and our end of its terminal."""
    ours, theirs = os.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    # A shell lets what it runs in the background ignore Ctrl-C, and so would all that is started from there.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [*COMMAND, *arguments(folder)],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    ) as run:
        os.close(theirs)
        try:
            assert "正在读" in os.read(ours, 4096).decode(errors="replace")
            yield run, ours
        finally:
            run.kill()
            os.close(ours)
            signal.signal(signal.SIGINT, before)


def rest_of(terminal: int) -> str:
    shown = BytesIO()
    try:
        while piece := os.read(terminal, 65536):
            shown.write(piece)
    except OSError:
        # Linux says so when the last writer has closed the terminal.
        pass
    return shown.getvalue().decode(errors="replace")


def has_members(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize(
    ("sent", "to_all", "status"),
    [
        (signal.SIGINT, True, 130),
        (signal.SIGINT, False, 130),
        (signal.SIGTERM, True, 143),
        (signal.SIGTERM, False, 143),
    ],
)
def test_breaking_off_leaves_nothing_behind(
    tmp_path: Path, sent: signal.Signals, status: int, *, to_all: bool
) -> None:
    before = contents(office(tmp_path, _MANY))
    with reading(tmp_path) as (run, terminal):
        if to_all:
            os.killpg(run.pid, sent)
        else:
            run.send_signal(sent)
        shown = rest_of(terminal)
        assert run.wait(_SECONDS) == status
        assert not has_members(run.pid)
    assert contents(tmp_path) == before
    assert "Traceback" not in shown
    assert shown.endswith("\r")


def test_helpers_end_when_the_one_that_started_them_is_killed(tmp_path: Path) -> None:
    office(tmp_path, _MANY)
    with reading(tmp_path) as (run, _):
        run.kill()
        run.wait(_SECONDS)
        deadline = time.monotonic() + _SECONDS
        while has_members(run.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not has_members(run.pid)


def test_files_of_a_helper_that_the_system_ends_are_read_all_the_same(tmp_path: Path) -> None:
    if sys.platform != "linux" or os.cpu_count() == 1:
        pytest.skip("Only Linux tells a process's children, and one processor needs no helper.")
    office(tmp_path, _MANY)
    with reading(tmp_path) as (run, terminal):
        helpers = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text("ascii").split()
        os.kill(int(helpers[0]), signal.SIGKILL)
        assert "Traceback" not in rest_of(terminal)
        assert run.wait(_SECONDS) == 0
    told = (tmp_path / "汇总-通知单位.txt").read_text("utf-8-sig")
    assert told == "各单位均已报送，没有需要更正的内容。\n"


def test_nothing_is_changed_where_writing_is_broken_off(tmp_path: Path) -> None:
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_files({str(tmp_path / "a"): lambda out: out.write(b"new"), str(tmp_path / "b"): stop})
    assert contents(tmp_path) == {"a": b"old"}


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    office(tmp_path, _SOME)
    command = [*COMMAND, *arguments(tmp_path), "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        told = run.stderr.read()
        assert run.wait(_SECONDS) == 141
    assert told == b""


def test_progress_is_shown_on_a_terminal_and_wiped_at_the_end(tmp_path: Path) -> None:
    status, shown = on_terminal(*arguments(office(tmp_path, _SOME)))
    assert status == 0
    assert f"正在读 {_SOME}/{_SOME}：" in shown
    after = shown.rpartition(" \r")[2]
    assert after.startswith("“消防宣传月”")
    assert "正在读" not in after


def test_progress_is_shown_to_nobody_else(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [*COMMAND, *arguments(office(tmp_path, _SOME))]
    run = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert run.stderr == b""
    assert f"计入合计 {_SOME} 个" in run.stdout.decode()
