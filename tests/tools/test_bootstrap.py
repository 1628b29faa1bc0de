import ast
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.bootstrap import needs, stamps, steps

ENTRY = steps.ROOT / "tools" / "bootstrap" / "__main__.py"
PACKAGES = [steps.ROOT / "tools" / "__init__.py", steps.ROOT / "tools" / "bootstrap" / "__init__.py"]


@pytest.fixture
def node(tmp_path: Path) -> Callable[[str, str], Path]:
    """A folder with a `node` that reports the given version, and with `npm`."""

    def make(folder: str, version: str) -> Path:
        place = tmp_path / folder
        place.mkdir()
        for name, text in (("node", f"echo {version}"), ("npm", "true")):
            (place / name).write_text(f"#!/bin/sh\n{text}\n", encoding="ascii")
            (place / name).chmod(0o755)
        return place

    return make


@pytest.mark.parametrize("path", [ENTRY, *PACKAGES], ids=lambda path: path.parent.name + "/" + path.name)
def test_an_old_python_can_read_the_first_files(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 4))


def test_a_python_without_ensurepip_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(needs.MissingNeedError) as caught:
        needs.check_python()
    assert f"sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in str(caught.value)


def test_a_python_without_sqlite_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    with pytest.raises(needs.MissingNeedError) as caught:
        needs.check_python()
    assert str(caught.value) == needs.SQLITE_MISSING


def test_node_on_path_is_used(monkeypatch: pytest.MonkeyPatch, node: Callable[[str, str], Path]) -> None:
    usual = str(node("usual", "v22.1.0"))
    monkeypatch.setenv("PATH", usual)
    assert needs.find_node(Path("nowhere")) == usual


@pytest.mark.parametrize("version", ["v18.20.4", "v9.0.0", "broken"])
def test_an_old_node_gives_way_to_the_installed_one(
    monkeypatch: pytest.MonkeyPatch, node: Callable[[str, str], Path], version: str
) -> None:
    old, installed = node("old", version), node("installed", "v20.0.0")
    monkeypatch.setenv("PATH", str(old))
    assert needs.find_node(installed) == f"{installed}{os.pathsep}{old}"


def test_no_node_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert needs.find_node(tmp_path) is None


def test_digest_follows_names_bytes_and_place(tmp_path: Path) -> None:
    sheets, place = tmp_path / "sheets", tmp_path / "moved"
    sheets.mkdir()
    (sheets / "a").write_text("1", encoding="ascii")
    seen = [stamps.digest(tmp_path, [sheets])]
    (sheets / "a").write_text("2", encoding="ascii")
    seen.append(stamps.digest(tmp_path, [sheets]))
    (sheets / "a").rename(sheets / "b")
    seen.append(stamps.digest(tmp_path, [sheets]))
    sheets.rename(tmp_path / "x")
    place.mkdir()
    (tmp_path / "x").rename(place / "sheets")
    seen.append(stamps.digest(place, [place / "sheets"]))
    assert len(set(seen)) == 4
    assert stamps.digest(place, [place / "sheets", place / "absent"]) == seen[-1]


@pytest.fixture
def step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> steps.Step:
    """A step that copies `source` to `product`."""
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    source, product = tmp_path / "source", tmp_path / "product"
    source.write_text("1", encoding="ascii")
    return steps.Step("copy", (source,), tmp_path / "stamp", product, lambda: _copy(source, product))


def _copy(source: Path, product: Path) -> None:
    product.write_bytes(source.read_bytes())
    if source.read_text(encoding="ascii") == "interrupt":
        raise KeyboardInterrupt


def test_a_step_is_done_until_its_input_changes(step: steps.Step) -> None:
    seen = [step.is_done()]
    step.run()
    seen.append(step.is_done())
    step.inputs[0].write_text("2", encoding="ascii")
    seen.append(step.is_done())
    assert seen == [False, True, False]


def test_a_step_is_not_done_when_its_product_is_gone(step: steps.Step) -> None:
    step.run()
    step.product.unlink()
    assert not step.is_done()


def test_an_interrupted_step_is_not_done(step: steps.Step) -> None:
    step.inputs[0].write_text("interrupt", encoding="ascii")
    with pytest.raises(KeyboardInterrupt):
        step.run()
    assert step.product.exists()
    assert not step.is_done()


def test_a_half_made_environment_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv = tmp_path / "with space" / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / ".unfinished").touch()
    (venv / "bin" / "leftover").touch()
    monkeypatch.setattr(steps, "VENV", venv)
    monkeypatch.setattr(steps, "UNFINISHED", venv / ".unfinished")
    (make,) = [step.make for step in steps.python_steps("run") if not step.inputs]
    make()
    left = {
        name: (venv / name).exists() for name in ("pyvenv.cfg", "bin/python", "bin/leftover", ".unfinished")
    }
    assert left == {"pyvenv.cfg": True, "bin/python": True, "bin/leftover": False, ".unfinished": False}
