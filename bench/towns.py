"""Towns that all submit in the last ten minutes, on PostgreSQL, while processes are killed under them.

`python -m bench.towns [TOWNS] [SECONDS]`: 2,000 towns in 30 seconds, which is the pace of 40,000 in ten
minutes, the baseline. Two processes of `anyue serve` take the reports in over HTTP; a cluster is made for the
run and killed in it: a process of the program, a process of the database, and the whole database. Every
twentieth town taps twice. Whoever got no answer sends the same page again. At the end every report that was
acknowledged is there once, as it was typed, in the reports, the versions and the trail.
"""

import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from bench.serving.cluster import Cluster, own_cluster, programs
from bench.serving.load import Request, wait_for
from bench.serving.sending import Connection, Load, Sent, send_all
from bench.serving.towns import NOW, pages_of

TOWNS, SECONDS = 2_000, 30.0
PORT, DATABASE_PORT = 8790, 8791
NEEDED = 40_000 / 600
CSRF = "t" * 32


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[int]:
    """`anyue serve` with two processes for the length of the block; the id of the first."""
    command = [sys.executable, "-m", "anyue.cli.main", "serve", "--port", str(PORT), "--workers", "2"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(PORT, seconds=120)
        yield process.pid
    finally:
        process.terminate()
        process.wait(60)


def workers(pid: int) -> list[int]:
    """The processes that answer requests."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    told = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    return [child for child, words in told.items() if b"tracker" not in words]


def requests_of(data: dict[str, Any]) -> list[Request]:
    """One submission a town, each with numbers of its own."""
    made = []
    for at, (part, occurrence, session) in enumerate(data["places"]):
        body = {
            **typed(at, data["codes"]),
            "submit": "1",
            "revision": "0",
            "key": f"{at:032d}",
            "csrfmiddlewaretoken": CSRF,
        }
        cookies = f"sessionid={session}; csrftoken={CSRF}"
        made.append(Request(f"/reports/{part}/{occurrence}/", cookies, urlencode(body).encode()))
    return made


def typed(at: int, codes: list[str]) -> dict[str, str]:
    """What a town fills in: no two neighbours the same."""
    return {code: str((at * 31 + number * 7) % 997) for number, code in enumerate(codes)}


def check(cluster: Cluster, data: dict[str, Any], sent: Sent) -> None:
    """Nothing lost, nothing doubled, nothing changed on its way, no deadlock; else the bench ends here."""
    with psycopg.connect(cluster.url) as connection:
        reports = Counter(
            one for (one,) in connection.execute("SELECT participation_id FROM reports_report").fetchall()
        )
        versions = connection.execute(
            "SELECT r.participation_id, v.key, v.own FROM reports_reportversion v"
            " JOIN reports_report r ON r.id = v.report_id WHERE r.submitted_at IS NOT NULL"
        ).fetchall()
        trail = connection.execute(
            "SELECT count(*), count(DISTINCT target) FROM audit_auditentry WHERE action = 'submit_report'"
        ).fetchone()
    stored = {part: (key, own) for part, key, own in versions}
    parts = [part for part, _, _ in data["places"]]
    lost = [at for at in sent.acknowledged if parts[at] not in stored]
    changed = [
        at
        for at in sent.acknowledged
        if parts[at] in stored and stored[parts[at]] != (f"{at:032d}", typed(at, data["codes"]))
    ]
    found = {
        "lost": len(lost),
        "changed": len(changed),
        "doubled reports": sum(count - 1 for count in reports.values()),
        "doubled versions": len(versions) - len(stored),
        "entries missing or doubled on the trail": 0 if trail == (len(parts), len(parts)) else trail,
        "deadlocks": cluster.log.count("deadlock detected"),
    }
    for what, count in found.items():
        print(f"  {what}: {count}")
    if any(found.values()):
        sys.exit("Something is not as it was acknowledged.")


def look(data: dict[str, Any], times: list[float]) -> None:
    """Open an office's overview while the towns send, as the office does."""
    office = data["offices"][0]
    request = Request(pages_of(office)["overview"], f"sessionid={office['session']}")
    started = time.perf_counter()
    # While the database is down nobody has a page.
    with suppress(OSError, EOFError, TimeoutError):
        if asyncio.run(Connection(PORT).ask(request)) == 200:
            times.append(time.perf_counter() - started)


def main(towns: int, seconds: float) -> None:
    """Make everything, let it run, check, tell."""
    with own_cluster(DATABASE_PORT) as cluster, tempfile.TemporaryDirectory(prefix="anyue-bench-") as folder:
        environment = {
            **os.environ,
            "ANYUE_VAR": folder,
            "ANYUE_DATABASE_URL": cluster.url,
            "ANYUE_SECRET_KEY": "bench" * 12,
            "ANYUE_NOW": NOW,
            "ANYUE_IDLE_MINUTES": "600",
        }
        keys = Path(folder) / "keys.json"
        started = time.perf_counter()
        command = [sys.executable, "-m", "bench.serving.towns", str(towns), str(keys)]
        subprocess.run(command, env=environment, check=True)
        data = json.loads(keys.read_text("utf-8"))
        print(f"{towns:,} towns of {len(data['offices'])} offices", end="")
        print(f", made in {time.perf_counter() - started:.0f} s")
        print(f"  of these issuing the notice to all: {data['issuing']:.0f} s")
        with serving(environment) as pid:
            rate, looked, killed = towns / seconds, list[float](), list[str]()

            def kill_worker() -> None:
                os.kill(workers(pid)[0], signal.SIGKILL)
                killed.append("a process of the program")

            def kill_backend() -> None:
                cluster.kill_backend()
                killed.append("a process of the database")

            def kill_database() -> None:
                cluster.kill()
                cluster.start()
                killed.append("the whole database")

            looks = [(share / 20, lambda: look(data, looked)) for share in range(1, 20, 3)]
            kills = [(0.3, kill_worker), (0.5, kill_backend), (0.7, kill_database)]
            sent = send_all(PORT, Load(requests_of(data), rate, [*looks, *kills]))
        tell(sent, rate, killed, looked, data)
        check(cluster, data, sent)


def tell(sent: Sent, rate: float, killed: list[str], looked: list[float], data: dict[str, Any]) -> None:
    """Print the pace and what it cost."""
    reached = len(sent.acknowledged) / sent.length
    print(f"killed -9 on the way: {', '.join(killed)}")
    print(f"  acknowledged {len(sent.acknowledged):,} in {sent.length:.0f} s: {reached:.1f}/s")
    print(
        f"  asked for {rate:.1f}/s; 40,000 in ten minutes need {NEEDED:.1f}/s: {reached / NEEDED:.2f} of that"
    )
    waited = statistics.quantiles(sent.waited, n=100)
    print(f"  from the tap to the answer: median {waited[49]:.2f} s, 99 % {waited[98]:.2f} s")
    again = ", ".join(f"{what} {count}" for what, count in sorted(sent.again.items())) or "nobody"
    print(f"  sent again: {again}")
    statements = ", ".join(f"{page} {count}" for page, count in data["statements"].items())
    print(f"  statements of an office's pages, {data['offices'][0]['towns']} towns below it: {statements}")
    if looked:
        print(f"  the office's overview meanwhile: {statistics.median(looked):.1f} s")


if __name__ == "__main__":
    if programs() is None:
        print("Not measured: PostgreSQL's initdb is not installed.")
    else:
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else TOWNS,
            float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS,
        )
