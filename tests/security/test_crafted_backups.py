"""Backups that somebody made by hand, and what a true one must not bring back."""

import io
import tarfile
from pathlib import Path

import pytest

from anyue.cli.backup.manifest import MANIFEST, is_safe
from anyue.cli.backup.read import read_backup
from anyue.core.algorithms import Suite
from anyue.core.errors import AnyueError
from anyue.core.whole_file import sink


def crafted(path: Path, plain: bytes) -> Path:
    """A file that is whole, whatever it holds."""
    with path.open("wb") as file:
        whole = sink(file, Suite.INTERNATIONAL, None)
        whole.write(plain)
        whole.finish()
    return path


def tar_of(info: tarfile.TarInfo, data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def test_a_hole_is_not_filled_with_zeros(tmp_path: Path) -> None:
    info = tarfile.TarInfo("files/hole")
    info.size = 512
    size = 64 << 20
    info.pax_headers = {"GNU.sparse.size": str(size), "GNU.sparse.map": "0,512"}
    bomb = crafted(tmp_path / "b", tar_of(info, b"x" * 512))
    with tarfile.open(fileobj=io.BytesIO((tmp_path / "b").read_bytes())) as tar:
        assert [(one.issparse(), one.size) for one in tar] == [(True, size)]
    (tmp_path / "in").mkdir()
    with pytest.raises(AnyueError, match="不是完整的备份"):
        read_backup(bomb, None, tmp_path / "in")
    assert not list((tmp_path / "in").iterdir())


def test_a_manifest_of_brackets_is_no_manifest(tmp_path: Path) -> None:
    brackets = b"[" * 200_000
    info = tarfile.TarInfo(MANIFEST)
    info.size = len(brackets)
    with pytest.raises(AnyueError, match="不是完整的备份"):
        read_backup(crafted(tmp_path / "b", tar_of(info, brackets)), None)


@pytest.mark.parametrize("name", ["static", "files", "audit", "secret_key_", "restore"])
def test_among_the_keys_are_keys_alone(name: str) -> None:
    assert not is_safe(f"keys/{name}")
    assert is_safe("keys/secret_key")
