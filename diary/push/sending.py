"""Send sealed pushes to their services, over connections that stay open."""

import asyncio
import socket
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlsplit

import structlog
from aiohttp import (
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    TCPConnector,
    ThreadedResolver,
)
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from diary import clock
from diary.errors import Invalid
from diary.push.answers import Answer, Verdict, answer_of, reason_of
from diary.push.hosts import host_of, service_at
from diary.push.sealing import Sealed, Sealer
from diary.push.services import Service
from diary.push.values import Receiver

PATIENCE = ClientTimeout(total=10, sock_connect=5)  # seconds
AT_ONCE = 150  # of a service 20 ms away, fewer leave the processor idle
MOST_READ = 1024  # bytes of an answer
NO_ANSWER = (ClientError, OSError)  # a timeout is an OSError too
AS_USUAL = (Verdict.ACCEPTED, Verdict.GONE)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """One message for one phone.

    Attributes:
        receiver: Whose it is.
        payload: What it says, not sealed yet.
        topic: Of two pushes with the same one a service keeps the later. At most 32 letters of base64url; Apple decodes
            them, so their number must not leave 1 when divided by 4.
        until: When it is of no use any more.
    """

    receiver: Receiver
    payload: bytes
    topic: str
    until: datetime


class Outgoing(NamedTuple):
    """A push that is sealed, and the host of its service."""

    push: Push
    host: str
    sealed: Sealed


class PublicAddresses(AbstractResolver):
    """Names that lead into a private network lead nowhere, whoever answers for them."""

    def __init__(self) -> None:
        self.resolver = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self.resolver.resolve(host, port, family)
        public = [one for one in found if ip_address(one["host"]).is_global]
        if not public:
            raise OSError(f"{host} has no public address")
        return public

    async def close(self) -> None:
        await self.resolver.close()


class Sender:
    """Sends pushes and remembers how it stands with each service; an async context, one for a worker.

    Args:
        sealer: With this server's keys.
        instead: Hosts of push services whose pushes go to a loopback port, in tests alone.
        services: What is known of them from before.
    """

    def __init__(
        self,
        sealer: Sealer,
        instead: Mapping[str, str] | None = None,
        services: defaultdict[str, Service] | None = None,
    ) -> None:
        self.sealer = sealer
        self.instead = instead or {}
        self.services: defaultdict[str, Service] = defaultdict(Service) if services is None else services

    async def __aenter__(self) -> Self:
        connector = TCPConnector(limit=AT_ONCE, resolver=PublicAddresses(), keepalive_timeout=60)
        self.session = ClientSession(
            connector=connector, cookie_jar=DummyCookieJar(), timeout=PATIENCE, trust_env=False
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.session.close()

    async def send(self, pushes: Sequence[Push]) -> list[Answer]:
        """Send them, many at once, and say of each what its service answered."""
        # Sealed in one go: between two requests each would take half as long again, because the processor's caches are cold.
        ready = [self.outgoing(push) for push in pushes]
        waiting, answers = iter(enumerate(ready)), {}

        async def send_what_waits() -> None:
            for place, one in waiting:
                answers[place] = await self.answer_to(one) if one else Answer(Verdict.REFUSED)

        await asyncio.gather(*(send_what_waits() for _one in range(min(AT_ONCE, len(ready)))))
        return [answers[place] for place in range(len(ready))]

    def outgoing(self, push: Push) -> Outgoing | None:
        """A push that is sealed; none that is refused: its phone's address or keys are none."""
        try:
            host = host_of(push.receiver.endpoint)
            sealed = self.sealer.seal(push.payload, push.receiver)
        except (Invalid, ValueError):
            return None
        return Outgoing(push, host, sealed)

    async def answer_to(self, one: Outgoing) -> Answer:
        """A push whose delivery is a defect of ours costs nobody else theirs, and sends nobody theirs twice."""
        try:
            return await self.deliver(one)
        except Exception as failure:
            log.exception("push not sent", kind=type(failure).__name__)
            return Answer(Verdict.REFUSED)

    async def deliver(self, one: Outgoing) -> Answer:
        push, host, sealed = one
        now = clock.now()
        left = int((push.until - now).total_seconds())
        if left < 1:  # it waited behind slower ones
            return Answer(Verdict.LATER)
        service = self.services[host]
        if rest := service.rest(now):
            return Answer(Verdict.LATER, rest)
        headers = {
            "Authorization": sealed.authorization,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(left),
            "Topic": push.topic,
            "Urgency": "high",
        }
        status, retry_after, reason = await self.post(self.address(push.receiver.endpoint, host), sealed.body, headers)
        now = clock.now()
        answer = answer_of(status, retry_after, reason, now=now)
        service.hear(answer, now)
        if answer.verdict not in AS_USUAL and service.is_news(status, reason):
            log.warning("push not taken", place=service_at(host), status=status, kind=reason)
        return answer

    async def post(self, address: URL, body: bytes, headers: Mapping[str, str]) -> tuple[int | None, str, str]:
        """The status, Retry-After and reason of the answer, if there was one."""
        try:
            async with self.session.post(address, data=body, headers=headers, allow_redirects=False) as response:
                return response.status, response.headers.get("Retry-After", ""), await self.reason(response)
        except NO_ANSWER:
            return None, "", ""

    async def reason(self, response: ClientResponse) -> str:
        """Read to the end, so that the connection serves the next push; what breaks off there takes nothing of the status back."""
        try:
            return reason_of(await response.content.read(MOST_READ))
        except NO_ANSWER:
            return ""

    def address(self, endpoint: str, host: str) -> URL:
        if host not in self.instead:
            return URL(endpoint, encoded=True)
        parts = urlsplit(endpoint)
        return URL(f"http://{self.instead[host]}{parts.path}{'?' * bool(parts.query)}{parts.query}", encoded=True)
