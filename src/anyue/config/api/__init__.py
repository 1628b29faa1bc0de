"""The REST interface: the same actions and queries as the pages, typed, under /api/.

It is used with a token of one program, or with the session of the person who is signed in; writing with a
session needs the CSRF token that pages carry.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from ninja import NinjaAPI

from anyue import __version__
from anyue.config.api import (
    case_pictures,
    cases,
    channels,
    coverage,
    directory,
    duties,
    evidence,
    featured,
    figures,
    groups,
    handovers,
    notices,
    people,
    problems,
    reading,
    records,
    reports,
    reviews,
    summaries,
    texts,
    units,
    versions,
)
from anyue.config.api.door import EITHER


class _Interface(NinjaAPI):
    """Ninja's own, but for the content type of problems, which it can't be told."""

    def get_openapi_schema(self, **options: Any) -> Any:  # noqa: ANN401  Ninja's own shape.
        """The description, with problems as they are."""
        schema = super().get_openapi_schema(**options)
        problems.describe_problems(schema)
        return schema


api = _Interface(
    title="安月 Anyue", version=__version__, auth=EITHER, docs_url=None, docs_decorator=login_required
)
for concern in (
    *(units, directory, groups, people, handovers),
    *(notices, records, cases, case_pictures, evidence, featured, channels),
    *(reports, texts, summaries, reviews, versions, figures, duties, coverage, reading),
):
    api.add_router("", concern.router)
problems.answer_as_problems(api)
