"""`anyue units`: the tree out and in from the command line."""

from pathlib import Path

import pytest

from anyue.cli.units import main
from anyue.orgs.models import Unit
from tests.cast import Cast
from tests.orgs.test_imports import changed, sheet_of


def test_what_was_exported_is_seen_first_and_then_imported(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "单位.xlsx"
    assert main(["export", str(file)]) == 0
    file.write_bytes(changed(file.read_bytes(), {"B2": "清溪县"}))
    assert main(["import", str(file)]) == 0
    assert "更名 1。与现状一致 10 个" in capsys.readouterr().out
    assert Unit.objects.get(pk=cast.area.pk).name == "青溪县"
    assert main(["import", str(file), "--apply"]) == 0
    assert Unit.objects.get(pk=cast.area.pk).name == "清溪县"
    capsys.readouterr()
    assert main(["import", str(file), "--apply"]) == 0
    assert "没有变动" in capsys.readouterr().out


@pytest.mark.usefixtures("db")
def test_errors_are_told_with_their_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "单位.xlsx"
    file.write_bytes(sheet_of(("", "云岭县", "行政区", ""), ("", "东河镇", "部落", "云岭县")))
    assert main(["import", str(file), "--apply"]) == 1
    assert "第 3 行 C 列" in capsys.readouterr().err
    assert not Unit.objects.exists()
    assert main(["import", str(tmp_path / "没有.xlsx")]) == 2
    assert main(["export", str(tmp_path / "没有" / "单位.xlsx")]) == 2
    told = capsys.readouterr().err
    assert "找不到文件" in told
    assert "不能写入文件" in told
