"""A lead at a notice, and what the review page says to them."""

import re
from typing import Any

from anyue.campaigns.models import Notice
from tests.cast import Cast, import_sample
from tests.fixtures import signed_in


class Desk:
    """The lead at a notice."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.client = signed_in(cast.lead)
        self.pk = import_sample(cast).pk

    @property
    def notice(self) -> Notice:
        return Notice.objects.get(pk=self.pk)

    def address(self, *parts: object) -> str:
        return "/".join(["/notices", str(self.pk), *map(str, parts), ""])

    def post(self, *parts: object, **fields: Any) -> Any:  # noqa: ANN401  The test client's own answer.
        return self.client.post(self.address(*parts), {"revision": self.notice.revision, **fields})

    def script(self, *parts: object, **fields: Any) -> Any:  # noqa: ANN401  The test client's own answer.
        """As `post`, as a script of the page does it."""
        given = {"revision": self.notice.revision, **fields}
        return self.client.post(self.address(*parts), given, headers={"HX-Request": "true"})

    def page(self) -> str:
        return self.client.get(self.address()).content.decode()


def words(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


def item_words(html: str, key: str) -> str:
    """What the page says of one item."""
    return words(html[html.index(f'id="{key}"') :].partition("</li>")[0])
