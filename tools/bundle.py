"""Builds the wheel and, for each kind of Linux machine, a bundle that installs without a network.

`python -m tools.bundle`, from `.venv`; `make dist` calls it after the front-end files are built. A bundle
holds the wheel, the wheels of all dependencies for each Python below, the lock file and what OFFLINE adds.
"""

import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
OFFLINE = ROOT / "tools" / "offline"
LOCK = ROOT / "requirements" / "run.txt"
PYTHONS = ("3.11", "3.12", "3.13")
MACHINES = ("x86_64", "aarch64")
# pip takes a wheel only if its exact tag is listed; 2.28 is the glibc of openEuler 20.03 and Kylin V10.
GLIBC_MINORS = range(28, 16, -1)


def target_lock(lock: str, python: str, machine: str) -> str:
    """Return the entries of a lock file that hold on a Linux machine, without their markers.

    pip evaluates markers for the machine it runs on, not for the one it downloads for.
    """
    environment = {
        "implementation_name": "cpython",
        "os_name": "posix",
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_system": "Linux",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "linux",
    }
    kept = []
    for entry in lock.replace("\\\n", " ").splitlines():
        name, _, hashes = entry.partition(" --hash=")
        if not hashes:
            continue
        requirement = Requirement(name)
        if requirement.marker is None or requirement.marker.evaluate(environment):
            kept.append(f"{requirement.name}{requirement.specifier} --hash={hashes}")
    return "".join(f"{line}\n" for line in kept)


def build_wheel() -> Path:
    """Build the wheel of this project into dist/ and return its path."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(DIST)]
    subprocess.run(command, cwd=ROOT, check=True)
    (wheel,) = DIST.glob("anyue-*.whl")
    return wheel


def download(folder: Path, python: str, machine: str) -> None:
    """Download the wheels of all dependencies for one Python on one kind of machine into `folder`."""
    lock = folder.parent / f".lock-{python}.txt"
    lock.write_text(target_lock(LOCK.read_text(encoding="utf-8"), python, machine), encoding="utf-8")
    tags = [f"manylinux_2_{minor}_{machine}" for minor in GLIBC_MINORS] + [f"manylinux2014_{machine}"]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    target = ["--only-binary=:all:", "--implementation=cp", f"--python-version={python}"]
    where = [f"--dest={folder}", "--require-hashes", f"--requirement={lock}"]
    subprocess.run([*pip, *target, *(f"--platform={tag}" for tag in tags), *where], check=True)
    lock.unlink()


def make_bundle(wheel: Path, machine: str) -> Path:
    """Make the bundle for one kind of machine and return its path."""
    version = wheel.name.split("-")[1]
    folder = DIST / f"anyue-{version}-linux-{machine}"
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    shutil.copy(wheel, wheels)
    for python in PYTHONS:
        print(f"==> Wheels for Python {python} on {machine}", flush=True)
        download(wheels, python, machine)
    for file in OFFLINE.iterdir():
        shutil.copy(file, folder)
    pinned = f"anyue=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
    (folder / "requirements.txt").write_text(pinned + LOCK.read_text(encoding="utf-8"), encoding="utf-8")
    bundle = DIST / f"{folder.name}.tar.gz"
    with tarfile.open(bundle, "w:gz", compresslevel=6) as archive:
        archive.add(folder, arcname=folder.name, filter=_owned_by_root)
    shutil.rmtree(folder)
    return bundle


def _owned_by_root(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


def main() -> int:
    """Fill dist/ anew; return the exit code."""
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    wheel = build_wheel()
    files = [wheel, *(make_bundle(wheel, machine) for machine in MACHINES)]
    sums = "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    (DIST / "SHA256SUMS").write_text(sums, encoding="ascii")
    for file in files:
        print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
