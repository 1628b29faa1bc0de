import json
import subprocess
import sys
from pathlib import Path

import pytest

from anyue import __version__
from anyue.cli.main import main
from tests.core.notice.samples import NAMES, SAMPLES


def test_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"anyue {__version__}\n"


def test_unknown_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fly"]) == 2
    assert "“fly”" in capsys.readouterr().err


def test_help_is_in_chinese_and_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(word in told for word in ("用法", "read", "serve", "demo", "manage"))


def test_read_prints_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(SAMPLES / f"{name}.txt") for name in NAMES[:3]]
    assert main(["read", *files, "--json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["source"] for line in lines] == [f"{name}.txt" for name in NAMES[:3]]


def test_read_prints_a_table_without_control_codes_off_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(SAMPLES / "huoxiao-2024.txt")]) == 0
    told = capsys.readouterr().out
    assert "\033" not in told
    assert all(
        words in told
        for words in ("云消办〔2024〕18号", "活动（4）", "每周五 17:00（2024-11至2024-12）", "10 个空")
    )


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 2), (b"%PDF-1.4", 2), ("今天天气很好。".encode(), 3), ("附件1\n回执\n姓名：____\n".encode(), 0)],
    ids=["empty", "pdf", "no-plan", "form-only"],
)
def test_read_exit_status(
    tmp_path: Path, content: bytes, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.txt"
    path.write_bytes(content)
    assert main(["read", str(path), "--json"]) == status
    told = capsys.readouterr()
    assert bool(told.out) == (status == 0)
    assert len(told.err.splitlines()) == (status != 0)


def test_read_refuses_fifty_megabytes_without_reading_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert main(["read", str(path)]) == 2
    assert "50.0 MB" in capsys.readouterr().err


def test_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "没有这个文件.txt"]) == 2
    assert "没有这个文件.txt" in capsys.readouterr().err


def test_read_imports_no_django() -> None:
    code = (
        "import sys; from anyue.cli.main import main; main(['read', sys.argv[1]]);"
        " print('django' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(SAMPLES / "jituan-2021.txt")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines()[-1] == "False"
