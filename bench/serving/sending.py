"""Towns that send one report each at a steady pace, and send it again until they have an answer."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.serving.load import Request, answer_of

_PATIENCE = 90
"""Seconds that a town waits for an answer before it sends again."""
_GIVES_UP = 240
_PAUSE = 0.5


@dataclass(slots=True)
class Sent:
    """What came of a run: seconds from when each was due to its answer, and what went wrong on the way."""

    acknowledged: set[int] = field(default_factory=set)
    waited: list[float] = field(default_factory=list)
    again: Counter[str] = field(default_factory=Counter)
    length: float = 0.0


class Connection:
    """A kept connection that is opened anew where it broke."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: Request) -> int:
        """The status of the answer; OSError, EOFError or TimeoutError where none came."""
        try:
            return await asyncio.wait_for(self._ask(request), _PATIENCE)
        except (OSError, EOFError, TimeoutError):
            self.close()
            raise

    async def _ask(self, request: Request) -> int:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(request.wire(self._port))
        return await answer_of(reader)

    def close(self) -> None:
        """Let go of it."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


async def _send(connection: Connection, request: Request, place: int, sent: Sent) -> None:
    """Send one report until it was acknowledged, which a page does by leading on (302)."""
    begun = time.perf_counter()
    while place not in sent.acknowledged:
        if time.perf_counter() - begun > _GIVES_UP:
            message = f"{request.path} has no answer after {_GIVES_UP} s: {dict(sent.again)}."
            raise RuntimeError(message)
        try:
            status = await connection.ask(request)
        except (OSError, EOFError, TimeoutError) as problem:
            sent.again[type(problem).__name__] += 1
        else:
            if status == 302:
                sent.acknowledged.add(place)
                return
            if status < 500:
                message = f"{request.path} answered {status}."
                raise RuntimeError(message)
            sent.again[str(status)] += 1
        await asyncio.sleep(_PAUSE)


@dataclass(frozen=True, slots=True)
class Load:
    """Requests at a pace: `rate` a second over so many connections, every `twice`-th over two at once.

    `during` are acts for when a share of all was acknowledged.
    """

    requests: Sequence[Request]
    rate: float
    during: Sequence[tuple[float, Callable[[], None]]] = ()
    connections: int = 64
    twice: int = 20


async def _run(port: int, load: Load) -> Sent:
    sent = Sent()
    started = time.perf_counter()
    queue = iter(enumerate(load.requests))
    reached = asyncio.Condition()

    async def work() -> None:
        own, second = Connection(port), Connection(port)
        for place, request in queue:
            due = started + place / load.rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            taps = [_send(own, request, place, sent)]
            if place % load.twice == 0:
                # A second tap of the same page, beside the first.
                taps.append(_send(second, request, place, sent))
            await asyncio.gather(*taps)
            sent.waited.append(time.perf_counter() - due)
            async with reached:
                reached.notify_all()
        own.close()
        second.close()

    async def disturb() -> None:
        for share, act in sorted(load.during, key=lambda one: one[0]):
            async with reached:
                await reached.wait_for(lambda: len(sent.acknowledged) >= share * len(load.requests))  # noqa: B023
            await asyncio.to_thread(act)

    await asyncio.gather(disturb(), *(work() for _ in range(load.connections)))
    sent.length = time.perf_counter() - started
    return sent


def send_all(port: int, load: Load) -> Sent:
    """Send each request when its turn has come, until all were acknowledged."""
    return asyncio.run(_run(port, load))
