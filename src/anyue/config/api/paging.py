"""Lists in pages: after which id, and how many; a list never has a gap or a repetition while others write."""

from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from ninja import Field, Query, Schema

LARGEST = 2**31 - 1
"""The largest number that every database holds in an integer column."""
MOST = 200

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)
Text = Annotated[str, Field(pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]
"""Words that every database and every document holds."""
Id = Annotated[int, Field(ge=1, le=LARGEST)]


class Page(Schema, Generic[Item]):
    """Some of a list in the order of ids; `next` is the `after` of the next page, null at the end."""

    items: list[Item]
    next: int | None


class PageIn(Schema):
    """Which page: those after an id, at most so many."""

    after: int = Field(0, ge=0, le=LARGEST)
    limit: int = Field(50, ge=1, le=MOST)


Asked = Annotated[PageIn, Query()]


def page_of(rows: "QuerySet[Row, Any]", asked: PageIn, out: Callable[[Row], Item]) -> Page[Item]:
    """The page that was asked for; one query."""
    found = list(rows.filter(pk__gt=asked.after).order_by("pk")[: asked.limit + 1])
    shown = found[: asked.limit]
    return Page[Any](
        items=[out(row) for row in shown], next=shown[-1].pk if len(found) > len(shown) else None
    )
