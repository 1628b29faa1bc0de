import json
import os
import sys
from pathlib import Path

import pytest

from anyue.cli.main import main
from anyue.core.forms.office.archive import Archive
from anyue.core.forms.office.word import read_word
from tests.core.collect.tables import PLAIN, UNITS, typed, word_table


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder as an office has it: the blank form, the list, and what came back."""
    (tmp_path / "附件2.docx").write_bytes(word_table())
    (tmp_path / "名单.txt").write_text("\n".join(UNITS), "utf-8")
    back = tmp_path / "返回"
    (back / "乡镇").mkdir(parents=True)
    (back / "乡镇" / "青岩镇.docx").write_bytes(typed(PLAIN))
    (back / "沙坪镇.docx").write_bytes(typed(["约300", *PLAIN[1:]], unit="沙坪镇"))
    (back / "~$沙坪镇.docx").write_bytes(b"\x05lock")
    (back / "说明.txt").write_text("请各单位按时报送", "utf-8")
    return tmp_path


def collect(office: Path, *options: str) -> int:
    return main(
        [
            "collect",
            str(office / "附件2.docx"),
            str(office / "返回"),
            "--units",
            str(office / "名单.txt"),
            *options,
        ]
    )


def test_a_folder_becomes_one_total_in_the_form_s_own_layout(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert collect(office, "-o", str(office / "汇总.docx")) == 0
    sheet = read_word(Archive((office / "汇总.docx").read_bytes()))
    assert sheet.rows[1][1].startswith("组织宣讲（303）场，参与（240）人次")
    assert (office / "汇总-明细.xlsx").read_bytes().startswith(b"PK")
    assert "望山县教育局" in (office / "汇总-通知单位.txt").read_text("utf-8-sig")
    told = capsys.readouterr().out
    assert "计入合计 2 个" in told
    assert "未报送 4 个" in told
    assert "约数 1" in told


def test_json_tells_each_file(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert collect(office, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {one["file"]: one["counted"] for one in found["files"]} == {
        "乡镇/青岩镇.docx": True,
        "沙坪镇.docx": True,
        "说明.txt": False,
    }
    assert found["total"][0] == 303
    assert found["ignored"] == ["~$沙坪镇.docx"]
    assert found["missing_units"] == list(UNITS[2:])


def test_the_same_command_twice_gives_the_same_bytes_even_into_the_folder_itself(office: Path) -> None:
    out = office / "返回" / "汇总.docx"
    contents = []
    for _ in range(2):
        assert collect(office, "-o", str(out)) == 0
        contents.append([path.read_bytes() for path in sorted(out.parent.glob("汇总*"))])
    assert len(contents[0]) == 3
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["附件2.docx"], "请先给空白表"),
        (["附件2.docx", "返回", "--wrong"], "没有“--wrong”"),
        (["没有.docx", "返回"], "找不到"),
        (["附件2.docx", "没有"], "找不到"),
        (["名单.txt", "返回"], "没有读到可以填写数字的表格"),
        (["附件2.docx", "返回", "-o", "汇总.xlsx"], ".docx 结尾"),
        (
            ["附件2.docx", "返回", "-o", "没有/汇总.docx"],
            "不能写入文件“没有/汇总.docx”：要放进去的文件夹不存在",
        ),
        (["附件2.docx", "名单.txt", "--units", "名单.txt"], "没有可以汇总的文件"),
    ],
)
def test_what_can_t_be_done_is_one_line_and_leaves_nothing(
    office: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(office)
    before = sorted(path.name for path in office.iterdir())
    assert main(["collect", *arguments]) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert told.err.count("\n") == 1
    assert not told.out
    assert sorted(path.name for path in office.iterdir()) == before


def test_help_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["collect", "--help"]) == 0
    assert "--units" in capsys.readouterr().out


def test_blanks_left_empty_count_as_zero_in_a_large_folder_too(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a file says then comes from another process."""
    (office / "返回" / "沙坪镇.docx").unlink()
    data = typed(["", *PLAIN[1:]])
    for n in range(80):
        (office / "返回" / f"青岩镇（{n}）.docx").write_bytes(data)
    assert collect(office, "--json", "--empty-as-zero") == 0
    told = json.loads(capsys.readouterr().out)
    assert {p["code"] for one in told["files"] for p in one["problems"]} == {"duplicate_unit", "unsupported"}
    assert len(told["files"]) == 82


def test_a_name_in_gbk_is_read_and_written_as_it_was_meant(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An archive packed on Chinese Windows leaves such names when it is unpacked elsewhere."""
    if sys.platform != "linux":
        pytest.skip("Only Linux takes names of any bytes.")
    name = os.fsdecode("白水镇.docx".encode("gb18030"))
    (office / "返回" / name).write_bytes(typed(PLAIN, unit="白水镇"))
    assert collect(office, "--json", "-o", str(office / "汇总.docx")) == 0
    told = json.loads(capsys.readouterr().out)
    assert "白水镇.docx" in {one["file"] for one in told["files"]}
    assert (office / "汇总-明细.xlsx").exists()


def test_a_file_s_name_can_t_steer_the_terminal(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows takes no such names.")
    (office / "返回" / "白水镇\x1b[2J.docx").write_bytes(b"PK")
    assert collect(office) == 0
    told = capsys.readouterr().out
    assert "白水镇" in told
    assert "\x1b" not in told
