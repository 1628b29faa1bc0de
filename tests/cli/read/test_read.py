"""Every option of `anyue read` as a person would use it."""

import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from anyue.cli.main import main
from anyue.core.documents.columns import width
from tests.cli.terminal import COMMAND, ROOT, on_terminal
from tests.core.notice.samples import NAMES, SAMPLES

FIRE = str(SAMPLES / "huoxiao-2024.txt")
GROUP = str(SAMPLES / "jituan-2021.txt")
Said = pytest.CaptureFixture[str]


def read_with(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """`anyue read` as a process of its own, which alone has real streams."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [*COMMAND, "read", *arguments], input=given, capture_output=True, env=environment, check=False
    )


@pytest.fixture
def not_a_notice(tmp_path: Path) -> str:
    path = tmp_path / "日记.txt"
    path.write_text("今天天气很好。", encoding="utf-8")
    return str(path)


def test_table_names_what_the_notice_asks(capsys: Said) -> None:
    assert main(["read", FIRE]) == 0
    told = capsys.readouterr()
    parts = ("云消办〔2024〕18号", "活动（4）", "每周五 17:00（2024-11至2024-12）", "10 个空", "不少于 1 次")
    assert [part for part in parts if part not in told.out] == []
    assert (told.err, "\033" in told.out) == ("", False)


@pytest.mark.parametrize("columns", [80, 100])
@pytest.mark.parametrize("name", NAMES)
def test_table_fits_the_terminal(
    name: str, columns: int, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert main(["read", str(SAMPLES / f"{name}.txt")]) == 0
    lines = capsys.readouterr().out.splitlines()
    # A closing mark may hang over the edge, as in print.
    assert [line for line in lines if width(line) > columns + 2] == []


def test_json_is_one_object_a_line(capsys: Said) -> None:
    files = [str(SAMPLES / f"{name}.txt") for name in NAMES[:3]]
    assert main(["read", *files, "--json"]) == 0
    told = capsys.readouterr()
    assert [json.loads(line)["source"] for line in told.out.splitlines()] == [f"{n}.txt" for n in NAMES[:3]]
    assert told.err == ""


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 2), (b"%PDF-1.4", 2), ("今天天气很好。".encode(), 3), ("附件1\n回执\n姓名：____\n".encode(), 0)],
    ids=["empty", "pdf", "no-plan", "form-only"],
)
def test_exit_status_says_what_came_of_the_file(
    tmp_path: Path, content: bytes, status: int, capsys: Said
) -> None:
    path = tmp_path / "f.txt"
    path.write_bytes(content)
    assert main(["read", str(path), "--json"]) == status
    told = capsys.readouterr()
    assert bool(told.out) == (status == 0)
    assert len(told.err.splitlines()) == (status != 0)


def test_greatest_exit_status_of_several_files_counts(not_a_notice: str, capsys: Said) -> None:
    assert main(["read", "没有.txt", FIRE]) == 2
    assert main(["read", not_a_notice, "没有.txt", FIRE]) == 3
    assert "云消办〔2024〕18号" in capsys.readouterr().out


def test_summary_counts_what_was_read_and_names_what_was_not(not_a_notice: str, capsys: Said) -> None:
    files = [str(SAMPLES / f"{name}.txt") for name in NAMES]
    main(["read", *files, not_a_notice, "没有.txt"])
    summary = capsys.readouterr().out[-1500:]
    assert f"共 {len(NAMES) + 2} 份：读出 {len(NAMES)} 份，没有读出 2 份" in summary
    assert re.search(r"需要核对 \d+ 处：\S+ \d+、", summary)
    assert re.search(
        r"× 日记.txt：.*\n.*× 没有.txt：找不到文件", summary[summary.index("×") - 4 :], re.DOTALL
    )


def test_one_file_has_no_summary(capsys: Said) -> None:
    main(["read", FIRE])
    assert "共 1 份" not in capsys.readouterr().out


def parts_of_a_notice(folder: Path) -> list[str]:
    """A letter that names its table, and the table in a file of its own."""
    letter, table = folder / "通知.txt", folder / "附件1.txt"
    letter.write_text(
        "关于开展2026年“安全生产月”活动的通知\n各镇：\n一、活动内容\n（一）开展宣讲。\n"
        "请于2026年6月5日前报送统计表（附件1）。\n青溪县安委会办公室\n2026年5月20日\n",
        encoding="utf-8",
    )
    table.write_text("附件1\n活动统计表\n一、开展宣讲（  ）场，参与（  ）人次。\n", encoding="utf-8")
    return [str(letter), str(table)]


def test_several_files_make_one_notice(tmp_path: Path, capsys: Said) -> None:
    files = parts_of_a_notice(tmp_path)
    assert main(["read", "--json", "--together", *files]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    plan = json.loads(line)
    assert plan["files"] == ["通知.txt", "附件1.txt"]
    assert ([i["unit"] for i in plan["indicators"]], plan["deadlines"][0]["forms"]) == (["场", "人次"], [0])
    assert main(["read", "--json", *files]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_archive_is_read_as_one_notice(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "通知.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in parts_of_a_notice(tmp_path):
            archive.write(name, Path(name).name)
    assert main(["read", "--together", str(path)]) == 0
    assert "文件      通知.txt、附件1.txt" in capsys.readouterr().out


def test_calendar_holds_the_deadlines_of_all_files(tmp_path: Path) -> None:
    path = tmp_path / "时点.ics"
    assert main(["read", "--ics", "-o", str(path), FIRE, GROUP]) == 0
    calendar = Calendar.from_ical(path.read_bytes())
    assert len(calendar.walk("VEVENT")) == 7


def test_calendar_goes_to_a_pipe_as_it_is() -> None:
    done = read_with("--ics", FIRE)
    assert (done.returncode, done.stdout[:17]) == (0, b"BEGIN:VCALENDAR\r\n")


def test_deadline_without_a_date_is_named_beside_the_calendar(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text(
        "关于开展演练活动的通知\n各镇：\n一、活动内容\n（一）开展演练\n请于6月5日前报送方案。\n",
        encoding="utf-8",
    )
    done = read_with("--ics", str(path))
    assert done.returncode == 0
    assert "未写入日历：" in done.stderr.decode()
    assert b"VEVENT" not in done.stdout


def test_workbook_holds_the_tasks(tmp_path: Path) -> None:
    path = tmp_path / "任务.xlsx"
    assert main(["read", "--xlsx", f"--output={path}", FIRE]) == 0
    book = load_workbook(path)
    assert book.sheetnames[:2] == ["任务清单", "时点"]
    assert book["任务清单"]["D3"].value == "举办消防宣传月启动仪式"


def test_workbook_goes_to_a_pipe() -> None:
    done = read_with("--xlsx", FIRE)
    assert load_workbook(BytesIO(done.stdout)).sheetnames[0] == "任务清单"


def test_workbook_is_not_shown_on_a_terminal() -> None:
    status, shown = on_terminal("read", "--xlsx", FIRE)
    assert (status, "-o" in shown, "PK" in shown) == (2, True, False)


def test_what_was_written_is_told_on_a_terminal_only(tmp_path: Path) -> None:
    path = str(tmp_path / "任务清单.xlsx")
    assert on_terminal("read", "--xlsx", "-o", path, FIRE)[1].rstrip().endswith(f"已写入 {path}")
    assert read_with("--xlsx", "-o", path, FIRE).stderr == b""


def test_a_folder_to_write_into_is_told_in_chinese(tmp_path: Path, capsys: Said) -> None:
    assert main(["read", FIRE, "-o", str(tmp_path)]) == 2
    assert "这是一个文件夹，请写明文件名" in capsys.readouterr().err


@pytest.mark.parametrize("option", [["-o"], ["--output"]])
def test_text_goes_into_the_file_that_is_named(tmp_path: Path, option: list[str], capsys: Said) -> None:
    path = tmp_path / "读出.txt"
    assert main(["read", FIRE, *option, str(path)]) == 0
    assert capsys.readouterr().out == ""
    assert path.read_text(encoding="utf-8").startswith("云台县消防救援委员会办公室关于印发")
    assert main(["read", FIRE, GROUP, "--json", "-o", str(path)]) == 0
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_no_file_is_written_over_its_own_source(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes(Path(FIRE).read_bytes())
    assert main(["read", str(path), "-o", str(path)]) == 2
    assert "换一个文件名" in capsys.readouterr().err
    assert path.read_bytes() == Path(FIRE).read_bytes()


@pytest.mark.parametrize("name", ["没有/这个/文件夹/a.json", "\0", "."])
def test_file_that_cannot_be_written_is_named(
    name: str, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["read", "--json", FIRE, "-o", name]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_nothing_is_written_where_nothing_was_read(tmp_path: Path, not_a_notice: str) -> None:
    path = tmp_path / "a.xlsx"
    assert main(["read", "--xlsx", "-o", str(path), not_a_notice]) == 3
    assert not path.exists()


def test_standard_input_is_read() -> None:
    done = read_with("--json", "-", given=Path(FIRE).read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")
    plan = json.loads(done.stdout)
    assert (plan["source"], plan["doc_number"]) == ("标准输入", "云消办〔2024〕18号")


def test_endless_input_is_refused() -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [*COMMAND, "read", "-"],
            stdin=endless,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            check=False,
        )
    assert (done.returncode, "上限" in done.stderr.decode()) == (2, True)


@pytest.mark.parametrize("shape", ["--ics", "--xlsx"])
def test_marked_notice_becomes_no_file_to_pass_on(shape: str, tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("机密\n" + Path(FIRE).read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["read", shape, str(path)]) == 2
    told = capsys.readouterr()
    assert ("机密" in told.err, told.out) == (True, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "没有给出要读的文件"),
        (["--jsno", FIRE], "“--jsno”"),
        (["--json", "--xlsx", FIRE], "只能选一个"),
        (["-", "-"], "只能读一次"),
        ([FIRE, "-o"], "-o 后面要写文件名"),
        ([FIRE, "--outputx"], "“--outputx”"),
    ],
)
def test_wrong_usage_is_one_line(arguments: list[str], said: str, capsys: Said) -> None:
    assert main(["read", *arguments]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert (len(told.err.splitlines()), told.out) == (1, "")


def test_help_explains_every_option_and_exit_status(capsys: Said) -> None:
    assert main(["read", "--help"]) == 0
    told = capsys.readouterr().out
    words = ("--json", "--ics", "--xlsx", "--output", "--together", "NO_COLOR", "退出码", "130")
    assert [word for word in words if word not in told] == []
    assert max(map(width, told.splitlines())) <= 80


def test_name_after_two_dashes_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("--json").write_bytes(Path(FIRE).read_bytes())
    assert main(["read", "--", "--json"]) == 0


@pytest.mark.parametrize("name", ["没有这个文件.txt", "\0", "a" * 5000, "", "/", str(SAMPLES)])
def test_file_that_cannot_be_opened_is_one_line(name: str, capsys: Said) -> None:
    assert main(["read", name]) == 2
    told = capsys.readouterr()
    assert (len(told.err.splitlines()), told.out) == (1, "")


def test_large_file_is_refused_unread(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(3 * 1024**4)
    assert main(["read", str(path)]) == 2
    assert "3145728.0 MB" in capsys.readouterr().err


def test_nothing_of_a_file_steers_the_terminal(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "\033[2J通知.txt"
    path.write_text(
        "关于开展\033[2J\u202e“安全生产月”\x9b活动的通知\n各镇：\n请于2024年6月5日前报送方案。\n",
        encoding="utf-8",
    )
    main(["read", str(path), str(path), str(tmp_path / "\033[31m没有")])
    told = capsys.readouterr()
    assert [c for c in "\033\x9b\u202e" if c in told.out + told.err] == []


def test_colours_are_for_terminals_and_may_be_declined() -> None:
    assert "\033[1m" in on_terminal("read", FIRE)[1]
    assert "\033" not in on_terminal("read", FIRE, NO_COLOR="1")[1]
    assert "\033" not in on_terminal("read", FIRE, TERM="dumb")[1]


def test_progress_is_shown_on_a_terminal_and_wiped_away() -> None:
    _, shown = on_terminal("read", "--json", "-o", os.devnull, FIRE, GROUP)
    assert re.search(r"正在读 1/2：huoxiao-2024\.txt\r +\r", shown)
    assert "正在读" not in read_with(FIRE, GROUP).stderr.decode()
    assert "正在读" not in on_terminal("read", FIRE)[1]


def test_interrupt_ends_quietly() -> None:
    # A shell that starts its tests in the background has told them to ignore the signal.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        " from anyue.cli.main import main; sys.exit(main(['read', '-']))"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"},
    )
    with run:
        assert run.stdin
        # The command has begun once it takes more than a pipe holds.
        run.stdin.write(b" " * 200_000)
        run.stdin.flush()
        run.send_signal(signal.SIGINT)
        run.stdin.close()
        run.wait(60)
        assert run.stderr
        assert (run.returncode, run.stderr.read()) == (130, b"")


def test_closed_pipe_ends_quietly() -> None:
    files = " ".join([FIRE] * 40)
    command = f'"{sys.executable}" -m anyue.cli.main read {files} | head -n 1'
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    assert (len(done.stdout.splitlines()), done.stderr) == (1, b"")


def test_output_is_utf8_on_any_terminal() -> None:
    done = subprocess.run(
        [*COMMAND, "read", FIRE, "没有.txt"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "gbk"},
        check=False,
    )
    assert "消防宣传月" in done.stdout.decode("utf-8")
    assert "找不到文件" in done.stderr.decode("utf-8")


def test_read_imports_no_django_and_no_library_it_does_not_need() -> None:
    code = (
        "import sys; from anyue.cli.main import main; main(['read', '--json', sys.argv[1]]);"
        " print({'django', 'openpyxl', 'docx', 'icalendar', 'argparse'} & {*sys.modules})"
    )
    run = subprocess.run([sys.executable, "-c", code, FIRE], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "set()"
