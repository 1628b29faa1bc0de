"""A PostgreSQL cluster of the bench's own, which it may kill: never the machine's."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

_OWNER = "postgres"
"""Who runs the servers where the bench is run by root, whom PostgreSQL refuses."""


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, None where PostgreSQL's server is not installed."""
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = Path(on_path) if on_path else installed[-1] if installed else None
    return found.parent if found else None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that runs, or can be started again after it was killed."""

    folder: Path
    bin: Path
    port: int

    @property
    def url(self) -> str:
        """Its one database."""
        return f"postgresql://{_OWNER}@127.0.0.1:{self.port}/postgres"

    @property
    def log(self) -> str:
        """What the server said so far."""
        return (self.folder / "log").read_text("utf-8", errors="replace")

    def run(self, *command: str) -> int:
        """Run one of PostgreSQL's programs as whom it accepts; its exit status."""
        user = _OWNER if os.geteuid() == 0 else None
        program = [str(self.bin / command[0]), *command[1:]]
        done = subprocess.run(program, user=user, cwd=self.folder, stdout=subprocess.DEVNULL, check=False)
        return done.returncode

    def start(self, *, seconds: float = 60) -> None:
        """Start it; what is left of a killed one may hold its memory for a moment, so it is tried again."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        until = time.monotonic() + seconds
        while self.run("pg_ctl", "-D", "data", "-l", "log", "-w", "-o", options, "start"):
            if time.monotonic() > until:
                raise RuntimeError(self.log[-2000:])
            time.sleep(0.3)

    def kill_backend(self) -> int:
        """Kill -9 one process that serves a connection, upon which the server restarts all; its id."""
        with psycopg.connect(self.url) as connection:
            row = connection.execute(
                "SELECT pid FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1"
            ).fetchone()
        if row is None:
            message = "Nobody is connected."
            raise RuntimeError(message)
        os.kill(row[0], signal.SIGKILL)
        return int(row[0])

    def kill(self) -> None:
        """Kill -9 the server's first process; nothing is written down any more."""
        os.kill(int((self.folder / "data" / "postmaster.pid").read_text("utf-8").split()[0]), signal.SIGKILL)

    def stop(self) -> None:
        """Stop it at once."""
        self.run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")


@contextmanager
def own_cluster(port: int) -> Iterator[Cluster]:
    """A new cluster for the length of the block, with the settings that it is delivered with."""
    found = programs()
    if found is None:
        message = "initdb is not installed."
        raise RuntimeError(message)
    with tempfile.TemporaryDirectory(prefix="anyue-cluster-", ignore_cleanup_errors=True) as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, _OWNER)
        cluster = Cluster(Path(folder), found, port)
        if cluster.run("initdb", "-D", "data", "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--locale=C"):
            message = "initdb failed."
            raise RuntimeError(message)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
