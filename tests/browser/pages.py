"""The pages that people of a world come to by links, to be shown in a browser without a server."""

import random
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html
from playwright.sync_api import Page, Route

from anyue.accounts.models import User
from tests.browser.program import NAME
from tests.fixtures import signed_in

SITE = f"http://{NAME}"


@dataclass(frozen=True, slots=True)
class Sight:
    """One page as one person gets it."""

    route: str
    address: str
    account: str
    content: bytes


def place_name(chance: random.Random) -> str:
    """A mark that looks like what people write: a word, and now and then a long one that nothing breaks."""
    if chance.random() < 0.1:
        return f"IMG_2026{chance.randrange(10**4):04d}_{chance.randrange(10**6):06d}_HDR_edited"
    return "".join(chance.choices("溪山云石桥柳松竹梅塘湾岭坪", k=3))


def sights(user: User | None, starts: list[str], *, most: int) -> Iterator[Sight]:
    """Go by links from the home and some other pages on, to each route at most so many times."""
    client = signed_in(user) if user else Client()
    seen: Counter[str] = Counter()
    waiting = deque(["/", *starts])
    met = set(waiting)
    while waiting:
        address = waiting.popleft()
        route = _route(address)
        if seen[route] >= most:
            continue
        answer = client.get(address, follow=True)
        # Read to its end, a file is closed.
        content = answer.getvalue()
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        seen[route] += 1
        yield Sight(route, address, user.account if user else "", content)
        for link in html.fromstring(content).iterfind(".//a[@href]"):
            to = urldefrag(urljoin(SITE + address, str(link.get("href")))).url.removeprefix(SITE)
            if to.startswith("/") and to not in met:
                met.add(to)
                waiting.append(to)


def _route(address: str) -> str:
    """The route of an address with the names of its choices, since these change what a page shows."""
    parts = urlsplit(address)
    try:
        route = resolve(parts.path).route
    except Resolver404:
        return ""
    return route + "".join(f"?{pair.partition('=')[0]}" for pair in parts.query.split("&") if pair)


def show(page: Page, sight: Sight) -> None:
    """Open a page in a browser, with the program's static files."""

    def answer(route: Route) -> None:
        folder, _, name = urlsplit(route.request.url).path.partition("/static/")
        if route.request.is_navigation_request():
            route.fulfill(body=sight.content, content_type="text/html; charset=utf-8")
        elif not folder and (found := finders.find(name)):
            route.fulfill(body=Path(found).read_bytes(), content_type=guess_type(found)[0])
        else:
            # Pictures that the program draws, such as codes to be scanned.
            route.fulfill(body="<svg xmlns='http://www.w3.org/2000/svg'/>", content_type="image/svg+xml")

    page.unroute_all()
    page.route(f"{SITE}/**", answer)
    page.goto(SITE + sight.address)
