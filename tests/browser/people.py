"""A person at a screen: signed in, and with everything noted that goes wrong on the pages they open."""

import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests.browser.chromium import AXE, FAULTS, PATIENCE
from tests.browser.program import Program

WIDTHS = (1280, 390)
DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# Chromium tells of an answer such as 422 on the console too, though its page is as it should be.
TOLD_TWICE = "Failed to load resource"


class Person:
    """One account in one browser; `faults` is what no page may have, `seen` what was looked at so far."""

    def __init__(
        self, browser: Browser, program: Program, account: str, *, seen: set[str], **screen: Any
    ) -> None:
        self.account = account
        self.seen = seen
        self.password = program.passwords[account]
        self.faults: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=program.address, locale="zh-CN", timezone_id="Asia/Shanghai", **(screen or DESK)
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.open_page()

    def open_page(self) -> Page:
        """Open a page of its own, which is the person's page from then on."""
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("console", lambda said: self._note(said.type, said.text))
        self.page.on("response", self._note_answer)
        return self.page

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and not text.startswith(TOLD_TWICE):
            self.faults.append(f"{self.page.url}: {text}")

    def _note_answer(self, answer: Response) -> None:
        # A page, or a piece of one, may well say no; anything else that a page asks for must be there.
        is_page = answer.request.resource_type in {"document", "xhr"}
        if answer.status >= (500 if is_page else 400):
            self.faults.append(f"{answer.status} {answer.url}")

    def sign_in(self) -> "Person":
        """Sign in at the page for it and come to the home."""
        self.page.goto("/sign-in/")
        self.page.get_by_label("账号").fill(self.account)
        self.page.get_by_label("密码").fill(self.password)
        self.page.get_by_role("button", name="登录").click()
        self.page.wait_for_url("/")
        return self

    def glance(self) -> None:
        """Look at a page that several people of a test come to, the first time only."""
        address = re.sub(r"\d+", "", urlsplit(self.page.url).path)
        if address not in self.seen:
            self.seen.add(address)
            self.look()

    def look(self) -> None:
        """Look at the page with axe, on a desk's screen and on a phone's, where nothing may stick out."""
        usual = self.page.viewport_size
        self.page.evaluate(AXE.read_text("utf-8"))
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 844})
            self._note_sight(width)
        if usual:
            self.page.set_viewport_size(usual)

    def _note_sight(self, width: int) -> None:
        self.faults += [f"{self.page.url} at {width} px: {found}" for found in self.page.evaluate(FAULTS)]
        if (wide := self.page.evaluate("document.documentElement.scrollWidth")) > width:
            self.faults.append(f"{self.page.url} at {width} px is {wide} px wide")
