"""Makes the database of bench/pages and counts queries: one JSON object on standard output."""

import json
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anyue.cli.django import start

if TYPE_CHECKING:
    from bench.serving.county import Data


def count_queries(data: "Data") -> dict[str, int]:
    """Statements of each page, transaction marks included, after one request that fills caches."""
    part, occurrence, session = data.places[-1]
    values = dict.fromkeys(data.codes, "3")
    form = {**values, "submit": "1", "revision": "0"}
    pages = {
        "liaison's home": ("/", session, None),
        "overview of 200 units": (f"/overview/{data.root}/", data.lead_session, None),
        "submission": (f"/reports/{part}/{occurrence}/", session, {**form, "key": "q" * 32}),
    }
    counted = {}
    for page, (path, key, body) in pages.items():
        client = Client(headers={"host": "127.0.0.1"})
        client.cookies["sessionid"] = key
        if body is None:
            client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path) if body is None else client.post(path, body)
        counted[page] = len(queries)
    return counted


def main() -> None:
    """Migrate, fill, collect, count, tell."""
    start()
    from bench.serving.county import make_data  # noqa: PLC0415  Needs the settings.

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    data = make_data()
    told = {
        "root": data.root,
        "places": data.places[:-1],
        "codes": data.codes,
        "lead": data.lead_session,
        "liaisons": data.liaison_sessions,
        "queries": count_queries(data),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
