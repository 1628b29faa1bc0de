"""Makes the pictures of the documents from a fresh demo: `python -m tools.screenshots`, or `make docs`."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.run_tests import find_chromium, missing_chromium
from tools.sample_folder import make_folder

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PROGRAM = Path(sys.executable).with_name("anyue")
# A Tuesday in Work Safety Month: something is done, something due and something late.
NOW = "2026-06-16T09:30"


@dataclass(frozen=True)
class Shot:
    """One picture: who looks at which page, on a screen of which size."""

    name: str
    account: str
    page: str
    width: int
    height: int


SHOTS = (
    # The issuer's own participation is the first of a fresh demo.
    Shot("overview", "anban", "/overview/1/", 1280, 800),
    Shot("liaison", "xikou", "/", 390, 844),
)


def passwords(printed: str) -> dict[str, str]:
    """Return the password of each account that `anyue demo` printed."""
    return dict(re.findall(r"^  ([a-z]\w*)\s+(\S+)  ", printed, re.MULTILINE))


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[str]:
    """Serve the demo and yield its address."""
    port = free_port()
    server = subprocess.Popen([PROGRAM, "serve", "--port", str(port)], env=environment)
    try:
        for _ in range(150):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def take(browser: Browser, shot: Shot, password: str, address: str) -> None:
    """Sign in and take one picture."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": shot.width, "height": shot.height},
        device_scale_factor=2,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("账号").fill(shot.account)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    answer = page.goto(shot.page)
    if answer is None or not answer.ok:
        sys.exit(f"{shot.page} does not open for {shot.account}; no picture was taken.")
    page.screenshot(path=IMAGES / f"{shot.name}.png")
    print(f"{(IMAGES / shot.name).relative_to(ROOT)}.png")
    context.close()


def take_desk(browser: Browser, folder: Path) -> None:
    """Add up a folder on the page that `anyue` alone opens, and take its picture."""
    form, returned, units = make_folder(folder)
    environment = {**os.environ, "BROWSER": "true"}
    desk = subprocess.Popen([PROGRAM], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+", desk.stdout.readline() if desk.stdout else "")
        page = browser.new_page(
            viewport={"width": 1280, "height": 900}, device_scale_factor=2, locale="zh-CN"
        )
        page.goto(address[0] if address else "")
        page.set_input_files("[data-take=form] input", form)
        page.set_input_files("[data-take=returned] .drop input", sorted(returned.iterdir()))
        page.set_input_files("[data-take=units] input", units)
        page.get_by_text("个单位", exact=False).first.wait_for()
        page.get_by_role("button", name="汇总", exact=True).click()
        page.locator("#result:not([hidden])").wait_for()
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=IMAGES / "collect.png")
        print("docs/images/collect.png")
        page.close()
    finally:
        desk.terminate()
        desk.wait()


def main() -> int:
    """Take every picture; return the exit code."""
    if missing := missing_chromium():
        print(missing, file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ANYUE_VAR": folder, "ANYUE_NOW": NOW, "ANYUE_DATABASE_URL": ""}
        demo = subprocess.run([PROGRAM, "demo"], env=environment, capture_output=True, text=True, check=True)
        known = passwords(demo.stdout)
        with serving(environment) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
            for shot in SHOTS:
                take(browser, shot, known[shot.account], address)
            take_desk(browser, Path(folder))
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
