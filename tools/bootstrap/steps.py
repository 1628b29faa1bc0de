"""The steps of the set-up, each skipped while the files it was made from stay the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bootstrap import stamps
from tools.bootstrap.needs import NODE_MISSING, VENV_MISSING, MissingNeedError, check_python, find_node

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
PYTHON = BIN / f"python{SUFFIX}"
UNFINISHED = VENV / ".unfinished"
MODULES = ROOT / "node_modules"
WEB = ROOT / "src" / "anyue" / "web"
REQUIREMENTS = ROOT / "requirements"


class StepFailedError(Exception):
    """A command of a step ended with an error; its own output stands above."""


@dataclass(frozen=True)
class Step:
    """One step: `make` runs when `inputs` changed since `stamp` was written, or when `product` is gone."""

    title: str
    inputs: tuple[Path, ...]
    stamp: Path
    product: Path
    make: Callable[[], None]

    def is_done(self) -> bool:
        """Say whether there is nothing to do."""
        return self.product.exists() and stamps.is_fresh(self.stamp, stamps.digest(ROOT, self.inputs))

    def run(self) -> None:
        """Make the product, then write the stamp."""
        print(f"==> {self.title}", flush=True)
        self.make()
        stamps.write(self.stamp, stamps.digest(ROOT, self.inputs))


def _call(*command: str | Path, hint: str, path: str | None = None) -> None:
    environment = {**os.environ, "PATH": path} if path else None
    code = subprocess.call([str(part) for part in command], cwd=ROOT, env=environment)
    if code:
        raise StepFailedError(f"命令以退出码 {code} 结束：{' '.join(map(str, command))}\n{hint}")


def _pip(*arguments: str | Path) -> None:
    pip = (PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input")
    _call(
        *pip,
        *arguments,
        hint="请检查网络；需要代理或镜像的，先用 pip config 设好，再运行一次，已完成的步骤不会重做。",
    )


def _npm(*arguments: str) -> None:
    path = find_node(BIN)
    if path is None:
        print("    本机没有 Node.js 20 或更高版本，改用 PyPI 上的 Node 安装包", flush=True)
        try:
            _pip("--require-hashes", "-r", REQUIREMENTS / "node.txt")
        except StepFailedError as error:
            raise MissingNeedError(NODE_MISSING) from error
        path = find_node(BIN)
    npm = path and shutil.which("npm", path=path)
    if not npm:
        raise MissingNeedError(NODE_MISSING)
    _call(npm, *arguments, path=path, hint="请检查网络；需要代理或镜像的，先用 npm config 设好，再运行一次。")


def _make_environment() -> None:
    check_python()
    # A folder without a stamp was made by hand and is kept if it works; one with the marker is half-made.
    if VENV.exists() and (UNFINISHED.exists() or (VENV / ".stamp-venv").exists() or not _works()):
        shutil.rmtree(VENV)
    if not VENV.exists():
        VENV.mkdir()
        UNFINISHED.touch()
        _call(sys.executable, "-m", "venv", VENV, hint=VENV_MISSING)
        UNFINISHED.unlink()


def _works() -> bool:
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return PYTHON.exists() and subprocess.call([PYTHON, "-c", probe], stderr=subprocess.DEVNULL) == 0


def _install(*names: str) -> Callable[[], None]:
    lists = [part for name in names for part in ("-r", REQUIREMENTS / f"{name}.txt")]
    return lambda: _pip("--require-hashes", "--only-binary=:all:", *lists)


def _dependencies(purpose: str) -> Step:
    names = ("dev",) if purpose == "dev" else ("run", "build")
    lists = tuple(REQUIREMENTS / f"{name}.txt" for name in names)
    return Step("安装 Python 依赖", lists, VENV / f".stamp-{purpose}", PYTHON, _install(*names))


def python_steps(purpose: str) -> list[Step]:
    """Return the steps that fill `.venv`; the purpose `dev` adds the tools of checks and tests to `run`."""
    dependencies = _dependencies("dev")
    if purpose == "run" and not dependencies.is_done():
        dependencies = _dependencies("run")
    project = (ROOT / "pyproject.toml", ROOT / "src" / "anyue" / "__init__.py")
    program = BIN / f"anyue{SUFFIX}"
    editable = ("--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")
    return [
        Step("建立虚拟环境 .venv", (), VENV / ".stamp-venv", PYTHON, _make_environment),
        dependencies,
        Step("安装 anyue 命令", project, VENV / ".stamp-anyue", program, lambda: _pip(*editable)),
    ]


def bench_steps() -> list[Step]:
    """Return the step that installs what the benchmarks compare with; nothing else needs it."""
    lists = (REQUIREMENTS / "bench.txt",)
    return [Step("安装测速时对照的软件", lists, VENV / ".stamp-bench", PYTHON, _install("bench"))]


def page_steps() -> list[Step]:
    """Return the steps that make the front-end files."""
    packages = (ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc")
    sources = (*packages, WEB / "theme")
    sheet = WEB / "static" / "built" / "anyue.css"
    return [
        Step(
            "安装前端依赖",
            packages,
            MODULES / ".stamp",
            MODULES,
            lambda: _npm("ci", "--no-audit", "--no-fund"),
        ),
        Step("生成前端文件", sources, MODULES / ".stamp-built", sheet, lambda: _npm("run", "build")),
    ]


def main(arguments: list[str]) -> int:
    """Bring `.venv` and the front-end files up to date, for run, dev or bench; return the exit code."""
    purpose = arguments[0] if arguments else "run"
    extra = bench_steps() if purpose == "bench" else []
    try:
        for step in [*python_steps("dev" if extra else purpose), *page_steps(), *extra]:
            if not step.is_done():
                step.run()
    except (MissingNeedError, StepFailedError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n已中断。再运行一次会从断开的步骤接着做。", file=sys.stderr)
        return 130
    return 0
