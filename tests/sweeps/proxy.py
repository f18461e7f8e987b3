"""A network that breaks where it is told to: a TCP proxy in front of the diary."""

import asyncio
import socket
import struct
import threading
from collections import Counter
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from tests.sweeps.wire import HEAD_END, Message, has_no_body, read_body, read_message

# Where a connection breaks. From BEFORE_ANSWER on the server has done all its work.
WHERE = ("before", "in_request", "before_answer", "in_answer", "after")
HANG_UP = struct.pack("ii", 1, 0)  # close with a reset, as a lost connection looks, not with a polite end
SYNC = "/api/v1/sync"


@dataclass
class Trap:
    """Waits for one request and stops the traffic at one place, until somebody lets it go on or cuts it.

    Args:
        where: One of WHERE.
        share: How much of the request or answer passes before the stop, 0 to 1.
        path: What the request's path begins with.
        held: Stay at that place until `go_on` or `cut`; else the connection is cut at once.
    """

    where: str
    share: float = 0.5
    path: str = SYNC
    held: bool = False
    reached: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    cuts: bool = True

    def wait(self, seconds: float = 60) -> None:
        assert self.reached.wait(seconds), f"no request to {self.path} came by within {seconds} s"

    def go_on(self) -> None:
        self.cuts = False
        self.released.set()

    def cut(self) -> None:
        self.released.set()


class Cut(Exception):
    """The connection breaks here."""


class Proxy:
    """Passes everything on to a port of this machine, except what its traps and switches stop.

    `offline` refuses every connection and breaks those that are open; `delay` holds each answer back, in seconds.
    """

    def __init__(self, to_port: int) -> None:
        self.to_port = to_port
        self.delay = 0.0
        self.passed: Counter[str] = Counter()  # whole exchanges, by path
        self.cuts: Counter[str] = Counter()  # by place
        self.traps: list[Trap] = []
        self.open: set[asyncio.StreamWriter] = set()
        self.is_offline = False
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self, port: int = 0) -> None:
        self.thread.start()
        self.server = self.call(asyncio.start_server(self.serve, "127.0.0.1", port))
        self.port = self.server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        self.offline()
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    def call(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()

    def set_trap(self, where: str, **how: Any) -> Trap:
        trap = Trap(where, **how)
        self.traps.append(trap)
        return trap

    def offline(self) -> None:
        """No signal: what is open breaks, what is new is refused."""
        self.is_offline = True
        self.call(self.break_all())

    def online(self) -> None:
        self.is_offline = False

    async def break_all(self) -> None:
        for writer in list(self.open):
            hang_up(writer)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_offline:
            return hang_up(writer)
        self.open.add(writer)
        upstream = None
        try:
            upstream = await asyncio.open_connection("127.0.0.1", self.to_port)
            while request := await read_message(reader):
                await self.exchange(request, writer, *upstream)
        except (Cut, ConnectionError, asyncio.IncompleteReadError):
            hang_up(writer)
        finally:
            self.open.discard(writer)
            for end in (writer, upstream and upstream[1]):
                with suppress(OSError, RuntimeError):
                    end and end.close()

    async def exchange(
        self, request: Message, client: asyncio.StreamWriter, reader: asyncio.StreamReader, server: asyncio.StreamWriter
    ) -> None:
        trap = self.trap_for(request)
        await self.stop_at("before", trap)
        await self.send(server, request.raw, "in_request", trap)
        answer = await read_answer(request, reader)
        await asyncio.sleep(self.delay)
        await self.stop_at("before_answer", trap)
        await self.send(client, answer.raw, "in_answer", trap)
        self.passed[request.path] += 1
        await self.stop_at("after", trap)

    def trap_for(self, request: Message) -> Trap | None:
        """The oldest trap that waits for this request; each springs once."""
        for trap in self.traps:
            if request.path.startswith(trap.path):
                self.traps.remove(trap)
                return trap
        return None

    async def send(self, to: asyncio.StreamWriter, raw: bytes, place: str, trap: Trap | None) -> None:
        part = int(len(raw) * trap.share) if trap and trap.where == place else 0
        if part:
            to.write(raw[:part])
            await to.drain()
        await self.stop_at(place, trap)
        to.write(raw[part:])
        await to.drain()

    async def stop_at(self, place: str, trap: Trap | None) -> None:
        if trap is None or trap.where != place:
            return
        trap.reached.set()
        while trap.held and not trap.released.is_set():
            await asyncio.sleep(0.005)
        if trap.cuts:
            self.cuts[place] += 1
            raise Cut


async def read_answer(request: Message, reader: asyncio.StreamReader) -> Message:
    head = await reader.readuntil(HEAD_END)
    return Message(head, b"" if has_no_body(request, head) else await read_body(reader, head))


def hang_up(writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, HANG_UP)
    writer.transport.abort()


@contextmanager
def proxied(to_port: int, port: int = 0) -> Iterator[Proxy]:
    """A proxy in front of a port, for the length of the block."""
    proxy = Proxy(to_port)
    proxy.start(port)
    try:
        yield proxy
    finally:
        proxy.stop()
