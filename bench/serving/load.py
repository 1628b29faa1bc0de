"""Sends HTTP requests to a server on loopback over kept connections, and measures each."""

import asyncio
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    """One request: path, cookies, and for a POST its body."""

    path: str
    cookies: str = ""
    body: bytes = b""

    def wire(self, port: int) -> bytes:
        """The bytes to send."""
        head = [
            f"{'POST' if self.body else 'GET'} {self.path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            f"Cookie: {self.cookies}",
        ]
        if self.body:
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(self.body)}"]
        return "\r\n".join([*head, "", ""]).encode() + self.body


@dataclass
class Measured:
    """What a run came to: seconds of each request, and the length of the run."""

    seconds: list[float] = field(default_factory=list)
    length: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.seconds) / self.length

    def percentile(self, share: float) -> float:
        """Milliseconds that this share of the requests stayed under."""
        return 1000 * statistics.quantiles(self.seconds, n=100)[round(share * 100) - 1]


async def answer_of(reader: asyncio.StreamReader) -> int:
    """Read one answer wholly and return its status; being sent to the sign-in page counts as 401."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    lower = head.lower()
    if b"content-length:" in lower:
        await reader.readexactly(int(lower.split(b"content-length:")[1].split(b"\r\n")[0]))
    elif b"transfer-encoding: chunked" in lower:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return 401 if b"location: /sign-in/" in lower else status


async def _connection(
    port: int, requests: Iterator[Request], until: float, expected: int, measured: Measured
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in requests:
        if (started := time.perf_counter()) > until:
            break
        writer.write(request.wire(port))
        status = await answer_of(reader)
        if status != expected:
            message = f"{request.path} answered {status}, expected {expected}"
            raise RuntimeError(message)
        measured.seconds.append(time.perf_counter() - started)
    writer.close()


async def _run(
    port: int, requests: Iterator[Request], seconds: float, connections: int, expected: int
) -> Measured:
    measured = Measured()
    started = time.perf_counter()
    until = started + seconds
    await asyncio.gather(
        *(_connection(port, requests, until, expected, measured) for _ in range(connections))
    )
    measured.length = time.perf_counter() - started
    return measured


def measure(
    port: int, requests: Iterator[Request], *, seconds: float, connections: int = 32, expected: int = 200
) -> Measured:
    """Send requests for some seconds over a number of connections; all connections share the iterator."""
    return asyncio.run(_run(port, requests, seconds, connections, expected))


def wait_for(port: int, *, seconds: float = 60) -> None:
    """Wait until a server answers."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        try:
            asyncio.run(asyncio.wait_for(_touch(port), 1))
        except OSError:
            time.sleep(0.1)
        else:
            return
    message = f"no server answers on port {port}"
    raise RuntimeError(message)


async def _touch(port: int) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()
