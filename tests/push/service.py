"""A push service on this machine: it keeps what it was sent, and answers as it is told."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

FCM = "fcm.googleapis.com"


@dataclass(frozen=True)
class Sent:
    """One push as it arrived."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    status: int  # that it was answered with
    port: int  # that it came from: each connection has one of its own


@dataclass
class PushService:
    """Answers with `status`, `headers` and `body` from now on, and to a path that has a status of its own with that one."""

    port: int = 0
    status: int = 201
    status_of: dict[str, int] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    sent: list[Sent] = field(default_factory=list)
    latency: Callable[[], float] = float  # seconds before each answer
    is_busy: Callable[[], bool] = bool  # then the answer is 503 instead

    @property
    def instead(self) -> dict[str, str]:
        return {FCM: f"127.0.0.1:{self.port}"}


@contextmanager
def push_service() -> Iterator[PushService]:
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            usual = service.status_of.get(self.path, service.status)
            status = HTTPStatus.SERVICE_UNAVAILABLE if service.is_busy() else usual
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.sent.append(Sent(self.path, headers, body, status, self.client_address[1]))
            time.sleep(service.latency())
            self.send_response(status)
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(service.body)))
            self.end_headers()
            self.wfile.write(service.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the library's
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service.port = server.server_address[1]
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield service
        server.shutdown()
