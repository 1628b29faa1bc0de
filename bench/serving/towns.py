"""Makes the database of bench/towns: offices of a thousand towns each, everybody ready to send one table in.

`python -m bench.serving.towns TOWNS FILE` writes the keys that requests are made of to a file of JSON.
"""

import json
import secrets
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anyue.cli.django import start

if TYPE_CHECKING:
    from anyue.accounts.models import User
    from anyue.orgs.models import Unit

EACH = 1000
"""Towns below one office."""
NOW = "2026-02-11T11:50:00+08:00"
"""Ten minutes before a weekly table falls due."""


def make_towns(count: int) -> dict[str, Any]:
    """Fill an empty database; the places to report, the codes of the form, and each office's pages."""
    from anyue.campaigns.models import Participation  # noqa: PLC0415  Needs the settings.

    places: list[tuple[int, int, str]] = []
    offices: list[dict[str, Any]] = []
    codes: list[str] = []
    issuing = 0.0
    for number, first in enumerate(range(0, count, EACH)):
        size = min(EACH, count - first)
        office, lead, towns, liaisons = _people(number, size)
        started = time.perf_counter()
        campaign = _issue(office, lead, towns)
        issuing += time.perf_counter() - started
        parts = {part.unit_id: part for part in Participation.objects.filter(campaign=campaign)}
        for town, user in zip(towns, liaisons, strict=True):
            parts[town.pk].acknowledged_at, parts[town.pk].acknowledged_by = campaign.issued_at, user
        Participation.objects.bulk_update(
            parts.values(), ["acknowledged_at", "acknowledged_by"], batch_size=500
        )
        form = campaign.forms.get(kind="statistics")
        due = datetime.fromisoformat(NOW)
        week = min((one for one in form.occurrences() if one.due_at > due), key=lambda one: one.due_at)
        sessions = _sessions(liaisons)
        places += [
            (parts[town.pk].pk, week.pk, session) for town, session in zip(towns, sessions, strict=True)
        ]
        codes = [indicator.code for indicator in form.form.indicators]
        root = parts[office.pk].pk
        offices.append({"root": root, "form": form.pk, "session": _sessions([lead])[0], "towns": size})
    return {"places": places, "codes": codes, "offices": offices, "issuing": issuing}


def _people(number: int, size: int) -> "tuple[Unit, User, list[Unit], list[User]]":
    """One area with its office, its towns and a person for each."""
    from anyue.accounts.models import User  # noqa: PLC0415  Needs the settings.
    from anyue.orgs.choices import Role, UnitKind  # noqa: PLC0415  The same.
    from anyue.orgs.models import Membership, Unit  # noqa: PLC0415  The same.

    first = number * (EACH + 2)
    area = Unit.objects.create(name=f"第{number}市", kind=UnitKind.AREA, position=first)
    name = f"第{number}市安委办"
    office = Unit.objects.create(name=name, kind=UnitKind.OFFICE, parent=area, position=first + 1)
    towns = [
        Unit.objects.create(name=f"{number}市{at}镇", kind=UnitKind.TOWN, parent=area, position=first + at)
        for at in range(2, size + 2)
    ]
    people = [User(account=f"p{number}-{at}", name=f"联络员{at}") for at in range(size + 1)]
    for user in people:
        # Nobody signs in with it; whoever has no password at all counts as not having come in yet.
        user.password = "unused$"  # noqa: S105
    lead, *liaisons = User.objects.bulk_create(people, batch_size=500)
    roles = [(lead, office, Role.LEAD), *((u, t, Role.LIAISON) for u, t in zip(liaisons, towns, strict=True))]
    Membership.objects.bulk_create(
        [Membership(user=user, unit=unit, role=role) for user, unit, role in roles], batch_size=500
    )
    return office, lead, towns, liaisons


def _issue(office: "Unit", lead: "User", towns: "list[Unit]") -> Any:  # noqa: ANN401  A model, unknown yet.
    from anyue.campaigns.actions import correct_notice, import_notice, issue_campaign  # noqa: PLC0415
    from anyue.campaigns.files import Upload  # noqa: PLC0415
    from anyue.core.notice.corrections import Act, edit_of, new_edit  # noqa: PLC0415
    from anyue.core.notice.plan import Deadline  # noqa: PLC0415
    from anyue.core.schedule import recurrence_of  # noqa: PLC0415
    from bench.serving.county import WEEKLY, notice_text  # noqa: PLC0415

    notice = import_notice(unit=office, files=[Upload("通知.txt", notice_text())], by=lead)
    reviewed = notice.reviewed()
    weekly = Deadline("活动统计表", "每周三", WEEKLY, recurrence=recurrence_of(WEEKLY), forms=(0,))
    edits = [edit_of(item, None) for item in reviewed.live("deadlines")]
    edits.append(new_edit("deadlines", reviewed.next_index("deadlines"), weekly))
    correct_notice(notice=notice, act=Act.ADD, edits=edits, revision=0, by=lead)
    return issue_campaign(notice=notice, recipients=towns, by=lead)


def _sessions(users: "list[User]") -> list[str]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415

    from anyue import clock  # noqa: PLC0415
    from anyue.accounts.models import Session  # noqa: PLC0415
    from anyue.accounts.sessions import SessionStore  # noqa: PLC0415

    store = SessionStore()
    ends = clock.running() + timedelta(hours=12)
    rows = [
        Session(
            session_key=secrets.token_hex(16),
            session_data=store.encode(
                {
                    SESSION_KEY: str(user.pk),
                    BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
                    HASH_SESSION_KEY: user.get_session_auth_hash(),
                }
            ),
            expire_date=ends,
            user=user,
        )
        for user in users
    ]
    Session.objects.bulk_create(rows, batch_size=500)
    return [str(row.session_key) for row in rows]


def count_statements(office: dict[str, Any]) -> dict[str, int]:
    """Statements of each of an office's pages, after one request that fills what a process remembers."""
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["sessionid"] = office["session"]
    counted = {}
    for name, path in pages_of(office).items():
        if client.get(path).status_code != 200:
            message = f"{path} does not open."
            raise RuntimeError(message)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counted[name] = len(asked)
    return counted


def pages_of(office: dict[str, Any]) -> dict[str, str]:
    """The pages of an office that everybody's numbers go into, by name."""
    return {
        "overview": f"/overview/{office['root']}/",
        "total": f"/totals/{office['root']}/{office['form']}/",
        "inbox": "/review/",
        "home": "/",
    }


def main() -> None:
    """Migrate, fill, collect, tell."""
    start()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    told = make_towns(int(sys.argv[1]))
    told["statements"] = count_statements(told["offices"][0])
    Path(sys.argv[2]).write_text(json.dumps(told), "utf-8")


if __name__ == "__main__":
    main()
